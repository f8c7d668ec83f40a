package jdisk.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import jdisk.label.BsdLabel;
import jdisk.label.BsdPartition;
import jdisk.label.GptLabel;
import jdisk.label.GptPartition;
import jdisk.label.GptType;
import jdisk.label.Label;
import jdisk.label.MacLabel;
import jdisk.label.MacPartition;
import jdisk.label.MbrEntry;
import jdisk.label.MbrLabel;
import jdisk.label.MbrPartition;
import jdisk.label.Partition;
import jdisk.label.PartitionType;
import jdisk.label.SgiLabel;
import jdisk.label.SgiPartition;
import jdisk.label.SunLabel;
import jdisk.label.SunPartition;
import jdisk.text.Hex;
import jdisk.text.HumanSize;
import jdisk.text.TextTable;
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

    private static final Column DEVICE =
            left("Device", 10, Shown.ALWAYS, (disk, partition) -> disk.partitionName(partition.number()));
    private static final Column START =
            right("Start", 5, Shown.ALWAYS, (disk, partition) -> Long.toString(disk.inUnits(partition.extent().first())));
    private static final Column END =
            right("End", 5, Shown.ALWAYS, (disk, partition) -> Long.toString(disk.inUnits(partition.extent().last())));
    private static final Column SECTORS =
            right("Sectors", 5, Shown.IN_SECTORS, (disk, partition) -> Long.toString(partition.extent().count()));
    private static final Column CYLINDERS = right("Cylinders", 5, Shown.IN_CYLINDERS, Column::cylinders);

    private static final List<Column> MBR = List.of(
            DEVICE,
            left("Boot", 1, Shown.ALWAYS, (disk, partition) -> entry(partition).isActive() ? "*" : ""),
            START,
            END,
            SECTORS,
            CYLINDERS,
            right("Size", 5, Shown.BRIEF, (disk, partition) -> ModernListing.size(disk, partition.extent())),
            right("Id", 2, Shown.ALWAYS, (disk, partition) -> Integer.toHexString(entry(partition).type())),
            type(0, Shown.ALWAYS, (disk, partition) -> modernName(PartitionType.all(), entry(partition).type())),
            right("Start-C/H/S", 1, Shown.DETAILED, (disk, partition) -> place(entry(partition).first())),
            right("End-C/H/S", 1, Shown.DETAILED, (disk, partition) -> place(entry(partition).last())),
            right("Attrs", 2, Shown.DETAILED, (disk, partition) ->
                    entry(partition).bootFlag() == 0 ? "" : Hex.of(entry(partition).bootFlag(), 2)));

    private static final List<Column> GPT = List.of(
            DEVICE,
            right("Start", 5, Shown.ALWAYS, (disk, partition) -> inUnits(disk, gpt(partition).first())),
            right("End", 5, Shown.ALWAYS, (disk, partition) -> inUnits(disk, gpt(partition).lastShown())),
            right("Sectors", 5, Shown.IN_SECTORS, (disk, partition) -> Long.toUnsignedString(gpt(partition).count())),
            right("Size", 5, Shown.BRIEF, (disk, partition) -> gptSize(disk, gpt(partition))),
            type(0, Shown.BRIEF, (disk, partition) -> GptType.of(gpt(partition).type()).map(GptType::name).orElse("unknown")),
            left("Type-UUID", 36, Shown.DETAILED, (disk, partition) -> gpt(partition).type()),
            left("UUID", 36, Shown.DETAILED, (disk, partition) -> gpt(partition).uuid()),
            left("Name", 0, Shown.DETAILED, (disk, partition) -> disk.visible().text(gpt(partition).name())),
            left("Attrs", 0, Shown.DETAILED, (disk, partition) -> GptAttributes.text(gpt(partition).attributes())));

    private static final List<Column> BSD = List.of(
            left("Slice", 1, Shown.ALWAYS, (disk, partition) -> Character.toString(bsd(partition).letter())),
            START,
            END,
            SECTORS,
            CYLINDERS,
            right("Size", 5, Shown.BRIEF, (disk, partition) -> ModernListing.size(disk, partition.extent())),
            right("Size", 5, Shown.DETAILED, (disk, partition) ->
                    Long.toString(disk.sectorSize().bytes(partition.extent().count()))),
            type(8, Shown.ALWAYS, (disk, partition) -> BsdNames.type(bsd(partition).type())),
            right("Fsize", 5, Shown.ALWAYS, (disk, partition) -> Long.toString(bsd(partition).fragmentSize())),
            right("Bsize", 5, Shown.ALWAYS, (disk, partition) -> Long.toString(bsd(partition).blockSize())),
            right("Cpg", 5, Shown.ALWAYS, (disk, partition) -> Long.toString(bsd(partition).cylindersPerGroup())));

    /** No fdisk lists an Apple map; these are the columns of a GPT that it has. */
    private static final List<Column> MAC = List.of(
            DEVICE,
            START,
            END,
            SECTORS,
            right("Size", 5, Shown.ALWAYS, (disk, partition) -> ModernListing.size(disk, partition.extent())),
            type(0, Shown.ALWAYS, (disk, partition) -> disk.visible().text(mac(partition).type())),
            left("Name", 0, Shown.ALWAYS, (disk, partition) -> disk.visible().text(mac(partition).name())));

    private static final List<Column> SGI = List.of(
            DEVICE,
            START,
            END,
            SECTORS,
            CYLINDERS,
            right("Size", 5, Shown.BRIEF, (disk, partition) -> ModernListing.size(disk, partition.extent())),
            right("Id", 2, Shown.ALWAYS, (disk, partition) -> Long.toHexString(sgi(partition).type())),
            type(0, Shown.BRIEF, (disk, partition) -> modernName(PartitionType.sgi(), sgi(partition).type())),
            right("Attrs", 0, Shown.ALWAYS, (disk, partition) -> sgi(partition).use().word()));

    private static final List<Column> SUN = List.of(
            DEVICE,
            START,
            END,
            SECTORS,
            CYLINDERS,
            right("Size", 5, Shown.ALWAYS, (disk, partition) -> ModernListing.size(disk, partition.extent())),
            right("Id", 2, Shown.ALWAYS, (disk, partition) -> Integer.toHexString(sun(partition).type())),
            type(0, Shown.ALWAYS, (disk, partition) -> modernName(PartitionType.sun(), sun(partition).type())),
            right("Flags", 0, Shown.ALWAYS, (disk, partition) -> flags(sun(partition))));

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
            super(label.kind().id() + " has no column '" + name + "'; it has "
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
            case GptLabel gpt -> GPT;
            case BsdLabel bsd -> BSD;
            case MacLabel mac -> MAC;
            case SgiLabel sgi -> SGI;
            case SunLabel sun -> SUN;
        };
    }

    static List<Column> of(Partition partition) {
        return switch (partition) {
            case MbrPartition mbr -> MBR;
            case GptPartition gpt -> GPT;
            case BsdPartition bsd -> BSD;
            case MacPartition mac -> MAC;
            case SgiPartition sgi -> SGI;
            case SunPartition sun -> SUN;
        };
    }

    String cell(ListedDisk disk, Partition partition) {
        return text.apply(disk, partition);
    }

    private static Column left(String header, int hint, Shown shown, BiFunction<ListedDisk, Partition, String> text) {
        return new Column(new TextTable.Column(header, false, hint), shown, text);
    }

    /** The type of a partition, which fdisk cuts where a terminal is too narrow. */
    private static Column type(int hint, Shown shown, BiFunction<ListedDisk, Partition, String> text) {
        return new Column(new TextTable.Column("Type", false, hint, true), shown, text);
    }

    private static Column right(String header, int hint, Shown shown, BiFunction<ListedDisk, Partition, String> text) {
        return new Column(new TextTable.Column(header, true, hint), shown, text);
    }

    /** The entry of a partition in a column of an MBR. */
    private static MbrEntry entry(Partition partition) {
        return ((MbrPartition) partition).entry();
    }

    /** The partition in a column of a GPT. */
    private static GptPartition gpt(Partition partition) {
        return (GptPartition) partition;
    }

    /** The partition in a column of a BSD disklabel. */
    private static BsdPartition bsd(Partition partition) {
        return (BsdPartition) partition;
    }

    /** The partition in a column of an Apple map. */
    private static MacPartition mac(Partition partition) {
        return (MacPartition) partition;
    }

    /** The partition in a column of an SGI label. */
    private static SgiPartition sgi(Partition partition) {
        return (SgiPartition) partition;
    }

    /** The partition in a column of a Sun label. */
    private static SunPartition sun(Partition partition) {
        return (SunPartition) partition;
    }

    /** What util-linux calls a type of a list. */
    static String modernName(List<PartitionType> types, long code) {
        return PartitionType.of(types, code).map(PartitionType::modernName).orElse("unknown");
    }

    /** Both flags in their places, if there is one. */
    static String flags(SunPartition partition) {
        String flags = (partition.isUnmountable() ? "u" : " ") + (partition.isReadOnly() ? "r" : " ");
        return flags.isBlank() ? "" : flags;
    }

    /** A sector of a GPT, which is unsigned and may be any number. */
    private static String inUnits(ListedDisk disk, long sector) {
        return Long.toUnsignedString(disk.inUnits(sector));
    }

    /** The size in 64 bits, whatever does not fit them: fdisk's number for what makes no sense. */
    private static String gptSize(ListedDisk disk, GptPartition partition) {
        long bytes = partition.count() * disk.sectorSize().bytes();
        return disk.sizesInBytes() ? Long.toUnsignedString(bytes) : HumanSize.brief(bytes);
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
