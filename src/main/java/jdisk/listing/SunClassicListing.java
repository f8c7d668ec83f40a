package jdisk.listing;

import static jdisk.listing.ClassicText.left;
import static jdisk.listing.ClassicText.right;

import jdisk.label.PartitionType;
import jdisk.label.SunLabel;
import jdisk.label.SunPartition;
import jdisk.unit.Geometry;

/** The layout of fdisk 2.12 for a Sun label. Cylinders count from 0 here, and ends are the first behind the partition. */
public final class SunClassicListing {
    private final ListedDisk disk;
    private final Geometry geometry;

    public SunClassicListing(ListedDisk disk) {
        this.disk = disk;
        this.geometry = disk.geometry();
    }

    /** {@code p}. */
    public String partitions(SunLabel label) {
        return start(", " + geometry.cylinders() + " cylinders") + table(label);
    }

    /** {@code p} of expert mode: the same with all the label says of the disk. */
    public String details(SunLabel label) {
        SunLabel.Drive drive = label.drive();
        return start(", " + drive.rpm() + " rpm")
                + geometry.cylinders() + " cylinders, " + drive.alternate() + " alternate cylinders, " + drive.physical()
                + " physical cylinders\n"
                + drive.extra() + " extra sects/cyl, interleave " + drive.interleave() + ":1\n"
                + disk.visible().text(label.id()) + "\n"
                + table(label);
    }

    private String start(String rest) {
        return "\n" + disk.header("Disk " + disk.name() + " (Sun disk label): " + geometry.heads() + " heads, " + geometry.sectors()
                + " sectors" + rest) + "\n";
    }

    private String table(SunLabel label) {
        StringBuilder text = new StringBuilder("Units = " + Messages.classicUnits(disk) + "\n\n");
        text.append(disk.header(right("Device", disk.stemWidth() + 1) + " Flag    Start       End    Blocks   Id  System")).append('\n');
        for (SunPartition partition : label.partitions()) {
            long bytes = disk.sectorSize().bytes(partition.extent().count());
            text.append(left(disk.partitionName(partition.number()), disk.stemWidth() + 2));
            text.append(' ').append(partition.isUnmountable() ? 'u' : ' ').append(partition.isReadOnly() ? 'r' : ' ');
            text.append(' ').append(right(disk.inUnitsUp(partition.extent().first()), 9));
            text.append(' ').append(right(disk.inUnitsUp(partition.extent().end()), 9));
            text.append(' ').append(right(bytes / 1024, 9)).append(bytes % 1024 == 0 ? ' ' : '+');
            text.append("  ").append(right(Integer.toHexString(partition.type()), 2)).append("  ");
            text.append(PartitionType.of(PartitionType.sun(), partition.type()).flatMap(PartitionType::classicName).orElse("Unknown"));
            text.append('\n');
        }
        return text.toString();
    }
}
