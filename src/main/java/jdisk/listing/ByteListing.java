package jdisk.listing;

import java.util.List;
import jdisk.label.Partition;
import jdisk.text.TextTable;

/** Where every partition lies, in bytes. */
public final class ByteListing {
    private ByteListing() {}

    public static String of(ListedDisk disk, List<? extends Partition> partitions) {
        TextTable table = new TextTable(List.of(
                new TextTable.Column("Device", false, 0),
                new TextTable.Column("Offset", true, 0),
                new TextTable.Column("Size", true, 0)), disk.page());
        for (Partition partition : partitions) {
            table.add(List.of(
                    disk.partitionName(partition.number()),
                    Long.toString(disk.sectorSize().bytes(partition.extent().first())),
                    Long.toString(size(disk, partition))));
        }
        return table.toString();
    }

    /** The size of a partition; an image may end within a sector. */
    static long size(ListedDisk disk, Partition partition) {
        return partition.isWholeImage() ? disk.size() : disk.sectorSize().bytes(partition.extent().count());
    }
}
