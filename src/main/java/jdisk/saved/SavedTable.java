package jdisk.saved;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdisk.disk.Disk;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.unit.SectorSize;

/**
 * A table as it was saved earlier: by {@code fdisk -l} of any time, {@code sfdisk -d}, {@code sfdisk -J} or jdisk.
 *
 * @param disk the name of the disk it is about
 * @param bytes the size of that disk, if it was saved
 * @param id the identifier of the table, if it was saved: that of an MBR, or the GUID of a GPT
 * @param unit what starts and ends are counted in
 * @param partitions what was saved of each partition, by its number
 */
public record SavedTable(
        String disk, OptionalLong bytes, Optional<String> id, Unit unit, Map<Integer, Map<Field, String>> partitions) {
    /** What may be saved of a partition. */
    public enum Field {
        BOOT,
        START,
        END,
        SECTORS,
        BLOCKS,
        TYPE,
        TYPE_NAME,
        UUID,
        NAME,
        ATTRS
    }

    /**
     * A unit of starts and ends.
     *
     * @param cylinders whether it is a cylinder, which counts from 1; of any number of sectors, even one
     */
    public record Unit(boolean cylinders, long sectors) {
        static final Unit SECTORS = new Unit(false, 1);

        /** A sector as it is saved. */
        String of(long sector) {
            return Long.toUnsignedString(cylinders ? Long.divideUnsigned(sector, sectors) + 1 : sector);
        }
    }

    private static final int LONGEST_LINE = 4_096;
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{1,9}$");

    /**
     * Reads what was saved.
     *
     * @return a table for each disk; none if the text is none of those that are known
     */
    public static List<SavedTable> parse(String saved) {
        String text = saved.startsWith("\ufeff") ? saved.substring(1) : saved; // the mark some editors put in front
        if (text.stripLeading().startsWith("{")) {
            try {
                return SavedDump.json(text);
            } catch (IOException e) {
                return List.of();
            }
        }
        List<String> lines = lines(text).toList();
        return SavedDump.isDump(lines) ? SavedDump.tables(lines) : SavedListing.tables(lines);
    }

    /** The table of another image, as far as it has one. */
    public static SavedTable of(Disk disk) {
        Map<Integer, Map<Field, String>> partitions = new LinkedHashMap<>();
        for (Partition partition : disk.partitions()) {
            Map<Field, String> fields = fields(partition, disk.sectorSize(), Unit.SECTORS);
            // What only a listing tells says nothing that the rest does not.
            fields.keySet().removeAll(List.of(Field.END, Field.BLOCKS, Field.TYPE_NAME));
            partitions.put(partition.number(), fields);
        }
        return new SavedTable(
                disk.name(), OptionalLong.of(disk.bytes()), disk.label().flatMap(Label::id), Unit.SECTORS, partitions);
    }

    /** What a table says of a partition, in the form it is saved in. */
    static Map<Field, String> fields(Partition partition, SectorSize sectorSize, Unit unit) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        long first = 0;
        long count = 0;
        for (jdisk.label.Field field : partition.fields()) {
            switch (field.value()) {
                case jdisk.label.Field.Unsigned(long number) -> {
                    first = field.name() == jdisk.label.Field.Name.START ? number : first;
                    count = field.name() == jdisk.label.Field.Name.SIZE ? number : count;
                }
                case jdisk.label.Field.Word(String word) -> put(fields, field.name().id(), word);
                case jdisk.label.Field.Text(String text) -> put(fields, field.name().id(), text);
                case jdisk.label.Field.Flag(boolean set) -> put(fields, field.name().id(), Boolean.toString(set));
            }
        }
        // A table within a partition may count from there, and is listed as it counts.
        first -= partition.extent().first() - partition.told().first();
        fields.put(Field.START, unit.of(first));
        fields.put(Field.END, unit.of(count == 0 ? first : first + count - 1));
        fields.put(Field.SECTORS, Long.toUnsignedString(count));
        long bytes = count * sectorSize.bytes();
        fields.put(Field.BLOCKS, bytes / 1024 + (bytes % 1024 == 0 ? "" : "+")); // fdisk's plus for half of one
        // Only where types are GUIDs does a listing show their names alone; one without a name is "unknown" there, which tells nothing.
        if (fields.containsKey(Field.UUID) && !partition.typeName().equalsIgnoreCase(fields.get(Field.TYPE))) {
            fields.put(Field.TYPE_NAME, partition.typeName());
        }
        // Only what is set is saved.
        fields.putIfAbsent(Field.NAME, "");
        fields.putIfAbsent(Field.ATTRS, "");
        return fields;
    }

    /** The number that the name of a device ends in. */
    static OptionalInt number(String name) {
        Matcher number = NUMBER.matcher(name);
        return number.find() ? OptionalInt.of(Integer.parseInt(number.group())) : OptionalInt.empty();
    }

    /** What sfdisk says of a partition by leaving it out: that it is not set. */
    static Map<Field, String> ofSfdisk() {
        return new EnumMap<>(Map.of(Field.BOOT, "", Field.NAME, "", Field.ATTRS, ""));
    }

    /** The lines of a text that may be any file: patterns take too long for what is longer than any line of a listing. */
    private static Stream<String> lines(String text) {
        return text.lines().filter(line -> line.length() <= LONGEST_LINE);
    }

    /** Takes what sfdisk writes under a name, in a dump or in JSON. */
    static void put(Map<Field, String> fields, String name, String value) {
        switch (name) {
            case "start" -> fields.put(Field.START, value);
            case "size" -> fields.put(Field.SECTORS, value);
            case "type", "Id" -> fields.put(Field.TYPE, value.toUpperCase(Locale.ROOT));
            case "uuid" -> fields.put(Field.UUID, value.toUpperCase(Locale.ROOT));
            case "name" -> fields.put(Field.NAME, value);
            case "attrs" -> fields.put(Field.ATTRS, value);
            case "bootable" -> fields.put(Field.BOOT, value.equals("false") ? "" : "*");
            default -> {
                // what is not of the table, such as a place in bytes
            }
        }
    }
}
