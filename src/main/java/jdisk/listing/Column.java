package jdisk.listing;

import java.util.List;
import java.util.function.BiFunction;
import jdisk.label.Partition;
import jdisk.label.PartitionType;
import jdisk.text.HumanSize;
import jdisk.text.TextTable;
import jdisk.unit.DisplayUnit;
import jdisk.unit.Extent;

/**
 * A column of the modern layout, of one kind of label.
 *
 * @param heading its header and side
 * @param shown when it is there without being asked for
 * @param text what it says of a partition
 */
record Column<P extends Partition>(TextTable.Column heading, Shown shown, BiFunction<ListedDisk, P, String> text) {

    /** When a column is there without being asked for. */
    enum Shown {
        ALWAYS,
        IN_SECTORS,
        IN_CYLINDERS,
        BRIEF,
        DETAILED,
        /** Only where it is asked for by its name. */
        NEVER;

        boolean in(DisplayUnit unit, boolean details) {
            return switch (this) {
                case ALWAYS -> true;
                case IN_SECTORS -> unit == DisplayUnit.SECTORS;
                case IN_CYLINDERS -> unit == DisplayUnit.CYLINDERS;
                case BRIEF -> !details;
                case DETAILED -> details;
                case NEVER -> false;
            };
        }
    }

    String header() {
        return heading.header();
    }

    String cell(ListedDisk disk, P partition) {
        return text.apply(disk, partition);
    }

    static <P extends Partition> Column<P> left(String header, int hint, Shown shown, BiFunction<ListedDisk, P, String> text) {
        return new Column<>(new TextTable.Column(header, false, hint), shown, text);
    }

    static <P extends Partition> Column<P> right(String header, int hint, Shown shown, BiFunction<ListedDisk, P, String> text) {
        return new Column<>(new TextTable.Column(header, true, hint), shown, text);
    }

    /** The type of a partition, which fdisk cuts where a terminal is too narrow. */
    static <P extends Partition> Column<P> type(int hint, Shown shown, BiFunction<ListedDisk, P, String> text) {
        return new Column<>(new TextTable.Column("Type", false, hint, TextTable.Fit.CUT), shown, text);
    }

    static <P extends Partition> Column<P> device() {
        return left("Device", 10, Shown.ALWAYS, (disk, partition) -> disk.partitionName(partition.number()));
    }

    static <P extends Partition> Column<P> start() {
        return right("Start", 5, Shown.ALWAYS, (disk, partition) -> Long.toString(disk.inUnits(partition.told().first())));
    }

    static <P extends Partition> Column<P> end() {
        return right("End", 5, Shown.ALWAYS, (disk, partition) -> Long.toString(disk.inUnits(partition.told().last())));
    }

    static <P extends Partition> Column<P> sectors() {
        return right("Sectors", 5, Shown.IN_SECTORS, (disk, partition) -> Long.toString(partition.extent().count()));
    }

    /** Cylinders as util-linux counts them: whole ones, and one more. */
    static <P extends Partition> Column<P> cylinders() {
        return right("Cylinders", 5, Shown.IN_CYLINDERS, (disk, partition) -> {
            long count = partition.extent().count();
            return count == 0 ? "" : Long.toString(count / disk.geometry().sectorsPerCylinder() + 1);
        });
    }

    static <P extends Partition> Column<P> size(Shown shown) {
        return right("Size", 5, shown, (disk, partition) -> size(disk, partition.extent()));
    }

    /** A size in round figures, or in bytes where the user wants that. */
    static String size(ListedDisk disk, Extent extent) {
        long bytes = disk.sectorSize().bytes(extent.count());
        return disk.sizesInBytes() ? Long.toString(bytes) : HumanSize.brief(bytes);
    }

    /** What fdisk 2.12 calls a type of a list. */
    static String classicName(List<PartitionType> types, long code) {
        return PartitionType.of(types, code).flatMap(PartitionType::classicName).orElse("Unknown");
    }
}
