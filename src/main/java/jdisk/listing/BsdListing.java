package jdisk.listing;

import static jdisk.listing.ClassicText.right;

import java.util.ArrayList;
import java.util.List;
import jdisk.label.BsdLabel;
import jdisk.label.BsdNames;
import jdisk.label.BsdPartition;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;

/** How a BSD disklabel is listed. */
final class BsdListing extends LabelListing<BsdPartition> {
    private static final List<Column<BsdPartition>> COLUMNS = List.of(
            Column.left("Slice", 1, Column.Shown.ALWAYS, (disk, partition) -> partition.designation()),
            Column.right("Start", 5, Column.Shown.ALWAYS, BsdListing::start),
            Column.right("End", 5, Column.Shown.ALWAYS, BsdListing::end),
            Column.sectors(),
            Column.cylinders(),
            Column.size(Column.Shown.BRIEF),
            Column.right("Size", 5, Column.Shown.DETAILED, (disk, partition) ->
                    Long.toString(disk.sectorSize().bytes(partition.extent().count()))),
            Column.type(8, Column.Shown.ALWAYS, (disk, partition) -> partition.typeName()),
            Column.right("Fsize", 5, Column.Shown.ALWAYS, (disk, partition) -> Long.toString(partition.fragmentSize())),
            Column.right("Bsize", 5, Column.Shown.ALWAYS, (disk, partition) -> Long.toString(partition.blockSize())),
            Column.right("Cpg", 5, Column.Shown.ALWAYS, (disk, partition) -> Long.toString(partition.cylindersPerGroup())));

    private static final int FAST_FILE_SYSTEM = 7;
    private static final int UNUSED = 0;
    private static final List<String> FLAGS = List.of("removable", "ecc", "badsect");

    private final BsdLabel label;

    BsdListing(BsdLabel label) {
        super(label, label.partitions());
        this.label = label;
    }

    private static String start(ListedDisk disk, BsdPartition partition) {
        return inUnits(disk, partition.told().first(), partition.told().first());
    }

    private static String end(ListedDisk disk, BsdPartition partition) {
        return inUnits(disk, partition.told().last(), partition.told().end());
    }

    /** A place; in cylinders, a star after it says that what borders on it is no border of cylinders. */
    private static String inUnits(ListedDisk disk, long sector, long border) {
        String mark = disk.unit() == DisplayUnit.SECTORS ? "" : star(border % disk.unitSectors());
        return disk.inUnits(sector) + mark;
    }

    @Override
    List<Column<BsdPartition>> columns() {
        return COLUMNS;
    }

    /** What the label says of the drive. */
    @Override
    String details(ListedDisk disk) {
        BsdLabel.Drive drive = label.drive();
        Visible visible = disk.visible();
        List<String> flags = new ArrayList<>();
        for (int bit = 0; bit < FLAGS.size(); bit++) {
            if ((drive.flags() >>> bit & 1) != 0) {
                flags.add(FLAGS.get(bit));
            }
        }
        return "Type: " + BsdNames.drive(drive.type()) + "\n"
                + "Disk: " + visible.text(drive.typeName()) + "\n"
                + "Packname: " + visible.text(drive.packName()) + "\n"
                + "Flags: " + String.join(" ", flags) + "\n"
                + "Bytes/Sector: " + drive.sectorSize() + "\n"
                + "Tracks/Cylinder: " + drive.geometry().heads() + "\n"
                + "Sectors/Cylinder: " + drive.sectorsPerCylinder() + "\n"
                + "Cylinders: " + drive.geometry().cylinders() + "\n"
                + "Rpm: " + drive.rpm() + "\n"
                + "Interleave: " + drive.interleave() + "\n"
                + "Trackskew: " + drive.trackSkew() + "\n"
                + "Cylinderskew: " + drive.cylinderSkew() + "\n"
                + "Headswitch: " + drive.headSwitch() + "\n"
                + "Track-to-track seek: " + drive.trackSeek() + "\n";
    }

    /** The partitions as fdisk 2.12 lists them: a star after what is no whole number of cylinders. */
    @Override
    String classic(ListedDisk disk) {
        int highest = label.partitions().stream().mapToInt(BsdPartition::number).max().orElse(0);
        StringBuilder text = new StringBuilder(new ClassicListing(disk).header() + "\n" + Math.max(label.drive().slots(), highest) + " partitions:\n");
        text.append(disk.header("#       start       end      size     fstype   [fsize bsize   cpg]")).append('\n');
        for (BsdPartition partition : label.partitions()) {
            text.append("  ").append(partition.letter()).append(": ").append(ends(partition, disk.unit()));
            String type = BsdNames.type(partition.type());
            text.append(right(type.substring(0, Math.min(type.length(), 8)), 8)).append(sizes(partition)).append('\n');
        }
        return text.toString();
    }

    private String ends(BsdPartition partition, DisplayUnit unit) {
        long cylinder = label.drive().sectorsPerCylinder();
        long first = partition.told().first();
        long count = partition.extent().count();
        if (unit == DisplayUnit.SECTORS || cylinder == 0) {
            return right(first, 8) + "  " + right(partition.told().last(), 8) + "  " + right(count, 8) + "   ";
        }
        return right(first / cylinder + 1, 8) + star(first % cylinder) + " "
                + right(Math.ceilDiv(first + count, cylinder), 8) + star((first + count) % cylinder) + " "
                + right(count / cylinder, 8) + star(count % cylinder) + "  ";
    }

    private static String star(long rest) {
        return rest == 0 ? " " : "*";
    }

    private static String sizes(BsdPartition partition) {
        String sizes = "    " + right(partition.fragmentSize(), 5) + " " + right(partition.blockSize(), 5) + " ";
        return switch (partition.type()) {
            case UNUSED -> sizes + " ".repeat(6);
            case FAST_FILE_SYSTEM -> sizes + right(partition.cylindersPerGroup(), 5) + " ";
            default -> " ".repeat(22);
        };
    }
}
