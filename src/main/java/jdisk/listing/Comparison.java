package jdisk.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import jdisk.label.BsdPartition;
import jdisk.label.GptPartition;
import jdisk.label.GptType;
import jdisk.label.Label;
import jdisk.label.MacPartition;
import jdisk.label.MbrPartition;
import jdisk.label.Partition;
import jdisk.label.SgiPartition;
import jdisk.label.SunPartition;
import jdisk.listing.SavedTable.Field;

/** A table held against one that was saved: what differs, partition by partition. */
public final class Comparison {
    private Comparison() {}

    /**
     * A line for each difference; none if the tables say the same, as far as the saved one says anything.
     *
     * @param theirs what the saved table is called
     */
    public static List<String> differences(ListedDisk disk, Label label, SavedTable saved, String theirs) {
        List<String> lines = new ArrayList<>();
        long bytes = disk.size();
        if (saved.bytes().isPresent() && saved.bytes().getAsLong() != bytes
                && saved.bytes().getAsLong() != disk.sectorSize().bytes(disk.sectors())) {
            lines.add("disk: " + bytes + " bytes here, " + saved.bytes().getAsLong() + " in " + theirs);
        }
        TreeSet<Integer> numbers = new TreeSet<>(saved.partitions().keySet());
        label.partitions().forEach(partition -> numbers.add(partition.number()));
        for (int number : numbers) {
            Optional<Partition> here = label.partition(number);
            Map<Field, String> there = saved.partitions().get(number);
            if (here.isEmpty()) {
                lines.add("partition " + number + ": only in " + theirs);
            } else if (there == null) {
                lines.add("partition " + number + ": only here");
            } else {
                compare(lines, number, disk, saved.unitSectors(), here.get(), there, theirs);
            }
        }
        return lines;
    }

    private static void compare(
            List<String> lines, int number, ListedDisk disk, long unit, Partition here, Map<Field, String> there, String theirs) {
        for (Map.Entry<Field, String> entry : there.entrySet()) {
            Optional<String> ours = field(disk, unit, here, entry.getKey());
            String saved = entry.getValue();
            if (ours.isPresent() && !ours.get().equals(saved)) {
                String field = entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ');
                lines.add("partition " + number + ": " + field + " " + shown(disk.visible().text(ours.get())) + " here, "
                        + shown(disk.visible().text(saved)) + " in " + theirs);
            }
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "not set" : value;
    }

    /** What the table says, in the form it was saved in; nothing if it has no such field. */
    private static Optional<String> field(ListedDisk disk, long unit, Partition partition, Field field) {
        return field == Field.BLOCKS
                ? Optional.of(blocks(disk, partition.extent().count()))
                : value(partition, unit, field);
    }

    /** What the table says in a field that needs no sector size. */
    static Optional<String> value(Partition partition, long unit, Field field) {
        return switch (partition) {
            case MbrPartition mbr -> value(mbr, unit, field);
            case GptPartition gpt -> value(gpt, unit, field);
            case BsdPartition bsd -> value(bsd, unit, field, Integer.toHexString(bsd.type()).toUpperCase(Locale.ROOT), "");
            case SunPartition sun -> value(sun, unit, field, Integer.toHexString(sun.type()).toUpperCase(Locale.ROOT), "");
            case SgiPartition sgi -> value(sgi, unit, field, Long.toHexString(sgi.type()).toUpperCase(Locale.ROOT), "");
            case MacPartition mac -> value(mac, unit, field, mac.type(), mac.name());
        };
    }

    private static Optional<String> value(Partition partition, long unit, Field field, String type, String name) {
        return switch (field) {
            case START -> Optional.of(inUnit(unit, partition.extent().first()));
            case END -> Optional.of(inUnit(unit, partition.extent().last()));
            case SECTORS -> Optional.of(Long.toString(partition.extent().count()));
            case TYPE -> Optional.of(type);
            case NAME -> Optional.of(name);
            case BOOT, BLOCKS, TYPE_NAME, UUID, ATTRS -> Optional.empty();
        };
    }

    private static Optional<String> value(MbrPartition partition, long unit, Field field) {
        return switch (field) {
            case BOOT -> Optional.of(partition.entry().isActive() ? "*" : "");
            case START -> Optional.of(inUnit(unit, partition.extent().first()));
            case END -> Optional.of(inUnit(unit, partition.extent().last()));
            case SECTORS -> Optional.of(Long.toString(partition.extent().count()));
            case TYPE -> Optional.of(Integer.toHexString(partition.entry().type()).toUpperCase(Locale.ROOT));
            case BLOCKS, TYPE_NAME, UUID, NAME, ATTRS -> Optional.empty();
        };
    }

    private static Optional<String> value(GptPartition partition, long unit, Field field) {
        return switch (field) {
            case START -> Optional.of(inUnit(unit, partition.first()));
            case END -> Optional.of(inUnit(unit, partition.lastShown()));
            case SECTORS -> Optional.of(Long.toUnsignedString(partition.count()));
            case TYPE -> Optional.of(partition.type());
            case TYPE_NAME -> GptType.of(partition.type()).map(GptType::name);
            case UUID -> Optional.of(partition.uuid());
            case NAME -> Optional.of(partition.name());
            case ATTRS -> Optional.of(GptAttributes.text(partition.attributes()));
            case BOOT, BLOCKS -> Optional.empty();
        };
    }

    private static String inUnit(long unit, long sector) {
        return Long.toUnsignedString(unit == 1 ? sector : Long.divideUnsigned(sector, unit) + 1);
    }

    /** Blocks of 1024 bytes, with fdisk's plus for half of one. */
    static String blocks(ListedDisk disk, long sectors) {
        long bytes = sectors * disk.sectorSize().bytes();
        return bytes / 1024 + (bytes % 1024 == 0 ? "" : "+");
    }
}
