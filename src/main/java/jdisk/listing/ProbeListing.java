package jdisk.listing;

import java.util.List;
import java.util.Optional;
import jdisk.label.Partition;
import jdisk.probe.Contents;
import jdisk.text.TextTable;

/** What is in each partition. */
public final class ProbeListing {
    /**
     * What is in a partition.
     *
     * @param partition its number, or 0 for the whole disk
     * @param contents nothing if it was not recognised
     */
    public record Row(Partition partition, Optional<Contents> contents) {}

    /** Stands for what was not recognised: all that is told of it is empty. */
    static final Contents NOTHING = new Contents("");

    private ProbeListing() {}

    public static String text(ListedDisk disk, List<Row> rows) {
        TextTable table = TextTable.ragged(List.of(
                new TextTable.Column("Device", false, 0),
                new TextTable.Column("Type", false, 0),
                new TextTable.Column("Version", false, 0),
                new TextTable.Column("Label", false, 0),
                new TextTable.Column("UUID", false, 0)), disk.page());
        for (Row row : rows) {
            Contents found = row.contents().orElse(NOTHING);
            table.add(List.of(
                    disk.partitionName(row.partition()),
                    found.type(),
                    disk.visible().text(found.version()),
                    disk.visible().text(found.label()),
                    disk.visible().text(found.uuid())));
        }
        return table.toString();
    }

    /** What was found, in a few words: its type, and its label if it has one. */
    static String mention(ListedDisk disk, Contents found) {
        return found.label().isEmpty() ? found.type() : found.type() + " \"" + disk.visible().text(found.label()) + "\"";
    }
}
