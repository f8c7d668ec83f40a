package jdisk.listing;

import static jdisk.listing.ClassicText.left;
import static jdisk.listing.ClassicText.right;

import java.util.List;
import jdisk.label.PartitionType;
import jdisk.label.SunLabel;
import jdisk.label.SunPartition;

/**
 * How a Sun label is listed. In the layout of fdisk 2.12, cylinders count from 0, and ends are the first sector or cylinder after the
 * partition.
 */
final class SunListing extends LabelListing<SunPartition> {
    private static final List<Column<SunPartition>> COLUMNS = List.of(
            Column.device(),
            Column.start(),
            Column.end(),
            Column.sectors(),
            Column.cylinders(),
            Column.size(Column.Shown.ALWAYS),
            Column.right("Id", 2, Column.Shown.ALWAYS, (disk, partition) -> Integer.toHexString(partition.type())),
            Column.type(0, Column.Shown.ALWAYS, (disk, partition) -> partition.typeName()),
            Column.right("Flags", 0, Column.Shown.ALWAYS, (disk, partition) -> partition.flagLetters()));

    private final SunLabel label;

    SunListing(SunLabel label) {
        super(label, label.partitions());
        this.label = label;
    }

    @Override
    List<Column<SunPartition>> columns() {
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
        SunLabel.Drive drive = label.drive();
        return ModernListing.lineIfAny(disk, "Label ID", label.description())
                + ModernListing.lineIfAny(disk, "Volume ID", label.volume())
                + "Rpm: " + drive.rpm() + "\n"
                + "Alternate cylinders: " + drive.alternate() + "\n"
                + "Physical cylinders: " + drive.physical() + "\n"
                + "Extra sects/cyl: " + drive.extra() + "\n"
                + "Interleave: " + drive.interleave() + "\n";
    }

    @Override
    String classic(ListedDisk disk) {
        return start(disk, ", " + disk.geometry().cylinders() + " cylinders") + table(disk);
    }

    /** The same with all the label says of the disk. */
    @Override
    String classicDetails(ListedDisk disk) {
        SunLabel.Drive drive = label.drive();
        return start(disk, ", " + drive.rpm() + " rpm")
                + disk.geometry().cylinders() + " cylinders, " + drive.alternate() + " alternate cylinders, " + drive.physical()
                + " physical cylinders\n"
                + drive.extra() + " extra sects/cyl, interleave " + drive.interleave() + ":1\n"
                + disk.visible().text(label.description()) + "\n"
                + table(disk);
    }

    private static String start(ListedDisk disk, String rest) {
        return "\n" + disk.header("Disk " + disk.name() + " (Sun disk label): " + disk.geometry().heads() + " heads, "
                + disk.geometry().sectors() + " sectors" + rest) + "\n";
    }

    private String table(ListedDisk disk) {
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
            text.append(Column.classicName(PartitionType.sun(), partition.type()));
            text.append('\n');
        }
        return text.toString();
    }
}
