package jdisk.listing;

import static jdisk.listing.ClassicText.left;
import static jdisk.listing.ClassicText.right;

import java.util.List;
import jdisk.label.PartitionType;
import jdisk.label.SgiLabel;
import jdisk.label.SgiPartition;

/**
 * How an SGI label is listed. In the layout of fdisk 2.12, cylinders count from 0; in front stands the number of the entry, and the
 * name of the device has the one kernels of that time gave it, which counted only entries in use.
 */
final class SgiListing extends LabelListing<SgiPartition> {
    private static final List<Column<SgiPartition>> COLUMNS = List.of(
            Column.device(),
            Column.start(),
            Column.end(),
            Column.sectors(),
            Column.cylinders(),
            Column.size(Column.Shown.BRIEF),
            Column.right("Id", 2, Column.Shown.ALWAYS, (disk, partition) -> Long.toHexString(partition.type())),
            Column.type(0, Column.Shown.BRIEF, (disk, partition) -> partition.typeName()),
            Column.right("Attrs", 0, Column.Shown.ALWAYS, (disk, partition) -> partition.use().word()));

    private final SgiLabel label;

    SgiListing(SgiLabel label) {
        super(label, label.partitions());
        this.label = label;
    }

    @Override
    List<Column<SgiPartition>> columns() {
        return COLUMNS;
    }

    @Override
    boolean showsGeometry() {
        return true;
    }

    @Override
    boolean hasBareFindings() {
        return true;
    }

    @Override
    String details(ListedDisk disk) {
        SgiLabel.Drive drive = label.drive();
        return "Physical cylinders: " + drive.physicalCylinders() + "\n"
                + "Extra sects/cyl: " + drive.spare() + "\n"
                + "Interleave: " + drive.interleave() + "\n"
                + ModernListing.lineIfAny(disk, "Bootfile", label.bootFile());
    }

    @Override
    String classic(ListedDisk disk) {
        return start(disk, ", " + disk.geometry().cylinders() + " cylinders") + table(disk);
    }

    /** The same with all the label says of the disk; 2.12 itself does not let users enter expert mode here. */
    @Override
    String classicDetails(ListedDisk disk) {
        SgiLabel.Drive drive = label.drive();
        return start(disk, "")
                + disk.geometry().cylinders() + " cylinders, " + drive.physicalCylinders() + " physical cylinders\n"
                + drive.spare() + " extra sects/cyl, interleave " + drive.interleave() + ":1\n"
                + table(disk);
    }

    private static String start(ListedDisk disk, String rest) {
        return "\n" + disk.header("Disk " + disk.name() + " (SGI disk label): " + disk.geometry().heads() + " heads, "
                + disk.geometry().sectors() + " sectors" + rest) + "\n";
    }

    private String table(ListedDisk disk) {
        StringBuilder text = new StringBuilder("Units = " + Messages.classicUnits(disk) + "\n\n");
        text.append("----- partitions -----\n");
        text.append(disk.header("Pt# " + right("Device", disk.stemWidth() + 2) + "  Info     Start       End   Sectors  Id  System"));
        text.append('\n');
        List<SgiPartition> partitions = label.partitions();
        for (int i = 0; i < partitions.size(); i++) {
            appendRow(text, disk, partitions.get(i), i + 1);
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

    private static void appendRow(StringBuilder text, ListedDisk disk, SgiPartition partition, int kernelNumber) {
        text.append(right(partition.number(), 2)).append(":  ");
        text.append(left(disk.partitionName(kernelNumber), disk.stemWidth() + 2));
        text.append(' ').append(right(partition.use().word(), 4));
        text.append(' ').append(right(disk.inUnitsUp(partition.extent().first()), 9));
        text.append(' ').append(right(disk.inUnitsUp(partition.extent().end()) - 1, 9));
        text.append(' ').append(right(partition.extent().count(), 9));
        text.append("  ").append(right(Long.toHexString(partition.type()), 2)).append("  ");
        text.append(Column.classicName(PartitionType.sgi(), partition.type()));
        text.append('\n');
    }
}
