package jdisk.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import jdisk.label.Label;
import jdisk.label.MbrEntry;
import jdisk.label.MbrLabel;
import jdisk.label.MbrPartition;
import jdisk.label.Partition;
import jdisk.label.PartitionType;
import jdisk.unit.Chs;
import jdisk.unit.DisplayUnit;

/**
 * A column of the modern layout.
 *
 * @param heading its header and side
 * @param shown when it is there without being asked for
 * @param text what it says of a partition
 */
public record Column(TextTable.Column heading, Shown shown, BiFunction<ListedDisk, Partition, String> text) {
    /** When a column is there without being asked for. */
    enum Shown {
        ALWAYS,
        IN_SECTORS,
        IN_CYLINDERS,
        BRIEF,
        DETAILED;

        boolean in(DisplayUnit unit, boolean details) {
            return switch (this) {
                case ALWAYS -> true;
                case IN_SECTORS -> unit == DisplayUnit.SECTORS;
                case IN_CYLINDERS -> unit == DisplayUnit.CYLINDERS;
                case BRIEF -> !details;
                case DETAILED -> details;
            };
        }
    }

    private static final List<Column> MBR = List.of(
            left("Device", 10, Shown.ALWAYS, (disk, partition) -> disk.partitionName(partition.number())),
            left("Boot", 1, Shown.ALWAYS, (disk, partition) -> entry(partition).isActive() ? "*" : ""),
            right("Start", 5, Shown.ALWAYS, (disk, partition) -> Long.toString(disk.inUnits(partition.extent().first()))),
            right("End", 5, Shown.ALWAYS, (disk, partition) -> Long.toString(disk.inUnits(partition.extent().last()))),
            right("Sectors", 5, Shown.IN_SECTORS, (disk, partition) -> Long.toString(partition.extent().count())),
            right("Cylinders", 5, Shown.IN_CYLINDERS, Column::cylinders),
            right("Size", 5, Shown.BRIEF, (disk, partition) -> ModernListing.size(disk, partition.extent())),
            right("Id", 2, Shown.ALWAYS, (disk, partition) -> Integer.toHexString(entry(partition).type())),
            left("Type", 0, Shown.ALWAYS, (disk, partition) ->
                    PartitionType.of(entry(partition).type()).map(PartitionType::modernName).orElse("unknown")),
            right("Start-C/H/S", 1, Shown.DETAILED, (disk, partition) -> place(entry(partition).first())),
            right("End-C/H/S", 1, Shown.DETAILED, (disk, partition) -> place(entry(partition).last())),
            right("Attrs", 2, Shown.DETAILED, (disk, partition) ->
                    entry(partition).bootFlag() == 0 ? "" : Messages.hex(entry(partition).bootFlag(), 2)));

    /** The columns fdisk shows of a label by itself. */
    public static List<Column> shown(Label label, DisplayUnit unit, boolean details) {
        return of(label).stream().filter(column -> column.shown().in(unit, details)).toList();
    }

    /**
     * The columns of a list as {@code -o} takes it: names with commas between, any case; after a {@code +}, those are added to
     * the ones shown by themselves.
     *
     * @throws UnknownColumnException naming the first name that is none
     */
    public static List<Column> listed(String list, Label label, DisplayUnit unit, boolean details) throws UnknownColumnException {
        List<Column> columns = new ArrayList<>();
        String names = list;
        if (list.startsWith("+")) {
            columns.addAll(shown(label, unit, details));
            names = list.substring(1);
        }
        for (String name : names.split(",", -1)) {
            columns.add(named(name.strip(), label).orElseThrow(() -> new UnknownColumnException(name.strip(), label)));
        }
        return columns;
    }

    /** Names a column the label has not, and those it has. */
    public static final class UnknownColumnException extends Exception {
        private static final long serialVersionUID = 1;

        private UnknownColumnException(String name, Label label) {
            super(label.kind() + " has no column '" + name + "'; it has "
                    + String.join(", ", of(label).stream().map(column -> column.heading().header()).toList()));
        }
    }

    private static Optional<Column> named(String name, Label label) {
        return of(label).stream()
                .filter(column -> column.heading().header().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static List<Column> of(Label label) {
        return switch (label) {
            case MbrLabel mbr -> MBR;
        };
    }

    static List<Column> of(Partition partition) {
        return switch (partition) {
            case MbrPartition mbr -> MBR;
        };
    }

    String cell(ListedDisk disk, Partition partition) {
        return text.apply(disk, partition);
    }

    private static Column left(String header, int hint, Shown shown, BiFunction<ListedDisk, Partition, String> text) {
        return new Column(new TextTable.Column(header, false, hint), shown, text);
    }

    private static Column right(String header, int hint, Shown shown, BiFunction<ListedDisk, Partition, String> text) {
        return new Column(new TextTable.Column(header, true, hint), shown, text);
    }

    private static MbrEntry entry(Partition partition) {
        return switch (partition) {
            case MbrPartition mbr -> mbr.entry();
        };
    }

    private static String place(Chs place) {
        return place.cylinder() + "/" + place.head() + "/" + place.sector();
    }

    /** Cylinders a partition touches if it starts on a border; util-linux says one more of whole cylinders. */
    private static String cylinders(ListedDisk disk, Partition partition) {
        long count = partition.extent().count();
        return count == 0 ? "" : Long.toString(Math.ceilDiv(count, disk.geometry().sectorsPerCylinder()));
    }
}
