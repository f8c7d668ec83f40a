package jdisk.listing;

import java.util.Optional;
import jdisk.label.Partition;
import jdisk.probe.Contents;

/** What a partition is, on one line: its type, what is in it, and its size. */
public final class PartitionDescription {
    private PartitionDescription() {}

    public static String of(ListedDisk disk, Partition partition, Optional<Contents> contents) {
        String mention = contents.map(found -> ", " + ProbeListing.mention(disk, found)).orElse("");
        return disk.visible().text(partition.typeName()) + mention + ", " + Column.size(disk, partition.extent());
    }

    /** The same by its table alone, with its name if it has one there. */
    public static String of(ListedDisk disk, Partition partition) {
        String name = disk.visible().text(partition.name());
        return of(disk, partition, Optional.empty()) + (name.isEmpty() ? "" : ", " + name);
    }
}
