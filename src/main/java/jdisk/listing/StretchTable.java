package jdisk.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdisk.disk.DiskMap;
import jdisk.label.Area;
import jdisk.label.Partition;
import jdisk.probe.Contents;
import jdisk.search.GapContent;
import jdisk.text.TextTable;
import jdisk.unit.Extent;
import org.jspecify.annotations.Nullable;

/** A table whose rows are stretches of sectors: the map, and what a search finds. */
final class StretchTable {
    /** Stands for the number of what is no partition: a row has as many words before its type as any other. */
    private static final String NO_NUMBER = "-";

    private static final List<TextTable.Column> COLUMNS = List.of(
            new TextTable.Column("No.", true, 0),
            new TextTable.Column("Start", true, 0),
            new TextTable.Column("End", true, 0),
            new TextTable.Column("Size", true, 0),
            new TextTable.Column("Type", false, 0, TextTable.Fit.CUT),
            new TextTable.Column("Content", false, 0, TextTable.Fit.CUT),
            new TextTable.Column("Label", false, 0, TextTable.Fit.CUT),
            new TextTable.Column("Name", false, 0, TextTable.Fit.CUT));

    private static final TextTable.Column NOTES = new TextTable.Column("Notes", false, 0, TextTable.Fit.WRAPPED);

    /**
     * What a row says.
     *
     * @param number of the partition, as it is named; empty if it is none
     * @param type what its table says it is for, or what else it is
     * @param content what was found in it
     * @param label the name its file system has
     * @param name the name its table has for it
     * @param notes what else is to be said
     */
    record Row(String number, Extent extent, String type, String content, String label, String name, String notes) {
        /** One of which nothing else is known. */
        Row(Extent extent, String type, String content) {
            this("", extent, type, content, "", "", "");
        }
    }

    private final ListedDisk disk;
    private final TextTable table;
    private final int columns;

    /** @param notes whether there is a column for them */
    StretchTable(ListedDisk disk, boolean notes) {
        this.disk = disk;
        List<TextTable.Column> all = new ArrayList<>(COLUMNS);
        if (notes) {
            all.add(NOTES);
        }
        this.columns = all.size();
        this.table = TextTable.ragged(all, disk.page());
    }

    void add(Row row) {
        List<String> cells = List.of(
                row.number().isEmpty() ? NO_NUMBER : row.number(),
                Long.toString(row.extent().first()),
                Long.toString(row.extent().last()),
                Column.size(disk, row.extent()),
                row.type(),
                row.content(),
                row.label(),
                row.name(),
                row.notes());
        table.add(cells.subList(0, columns));
    }

    TextTable table() {
        return table;
    }

    /** The row of a stretch of the map. */
    static Row row(ListedDisk disk, DiskMap.Region region, @Nullable Contents found) {
        String kind = kind(region);
        return switch (region.kind()) {
            case TABLE -> new Row(region.extent(), kind, region.table().map(Area.Kind::title).orElse(""));
            case GAP -> new Row(region.extent(), kind, "");
            case BEYOND -> new Row(region.extent(), kind, "not in the image");
            case PARTITION -> region.partition().map(partition -> row(disk, partition, found)).orElseThrow();
        };
    }

    private static Row row(ListedDisk disk, Partition partition, @Nullable Contents found) {
        return new Row(
                partition.reference(),
                partition.extent(),
                disk.visible().text(partition.typeName()),
                found == null ? "" : found.type(),
                found == null ? "" : disk.visible().text(found.label()),
                disk.visible().text(partition.name()),
                "");
    }

    static String kind(DiskMap.Region region) {
        return region.kind().name().toLowerCase(Locale.ROOT);
    }
}
