package jdisk.listing;

import static jdisk.listing.ClassicText.left;
import static jdisk.listing.ClassicText.right;

import java.util.List;
import jdisk.label.PartitionType;
import jdisk.label.SgiLabel;
import jdisk.label.SgiPartition;
import jdisk.unit.Geometry;

/**
 * The layout of fdisk 2.12 for an SGI label. Cylinders count from 0 here. In front stands the number of the entry; the name of
 * the device has the one kernels of that time gave it, which counted only entries in use.
 */
public final class SgiClassicListing {
    private final ListedDisk disk;
    private final Geometry geometry;

    public SgiClassicListing(ListedDisk disk) {
        this.disk = disk;
        this.geometry = disk.geometry();
    }

    /** {@code p}. */
    public String partitions(SgiLabel label) {
        return start(", " + geometry.cylinders() + " cylinders") + table(label);
    }

    /** {@code p} of expert mode, which 2.12 itself does not let users enter: the same with all the label says of the disk. */
    public String details(SgiLabel label) {
        SgiLabel.Drive drive = label.drive();
        return start("")
                + geometry.cylinders() + " cylinders, " + drive.physicalCylinders() + " physical cylinders\n"
                + drive.spare() + " extra sects/cyl, interleave " + drive.interleave() + ":1\n"
                + table(label);
    }

    private String start(String rest) {
        return "\n" + disk.header("Disk " + disk.name() + " (SGI disk label): " + geometry.heads() + " heads, " + geometry.sectors()
                + " sectors" + rest) + "\n";
    }

    private String table(SgiLabel label) {
        StringBuilder text = new StringBuilder("Units = " + Messages.classicUnits(disk) + "\n\n");
        text.append("----- partitions -----\n");
        text.append(disk.header("Pt# " + right("Device", disk.stemWidth() + 2) + "  Info     Start       End   Sectors  Id  System"));
        text.append('\n');
        List<SgiPartition> partitions = label.partitions();
        for (int i = 0; i < partitions.size(); i++) {
            appendRow(text, partitions.get(i), i + 1);
        }
        text.append("----- Bootinfo -----\nBootfile: ").append(disk.visible().text(label.bootFile()));
        text.append("\n----- Directory Entries -----\n");
        for (SgiLabel.BootFile file : label.directory()) {
            text.append(right(file.slot(), 2)).append(": ");
            text.append(left(disk.visible().text(file.name()), 10)).append(" sector");
            text.append(right(file.first(), 5)).append(" size").append(right(file.bytes(), 8)).append('\n');
        }
        return text.toString();
    }

    private void appendRow(StringBuilder text, SgiPartition partition, int kernelNumber) {
        text.append(right(partition.number(), 2)).append(":  ");
        text.append(left(disk.partitionName(kernelNumber), disk.stemWidth() + 2));
        text.append(' ').append(right(partition.use().word(), 4));
        text.append(' ').append(right(disk.inUnitsUp(partition.extent().first()), 9));
        text.append(' ').append(right(disk.inUnitsUp(partition.extent().end()) - 1, 9));
        text.append(' ').append(right(partition.extent().count(), 9));
        text.append("  ").append(right(Long.toHexString(partition.type()), 2)).append("  ");
        text.append(PartitionType.of(PartitionType.sgi(), partition.type()).flatMap(PartitionType::classicName).orElse("Unknown"));
        text.append('\n');
    }
}
