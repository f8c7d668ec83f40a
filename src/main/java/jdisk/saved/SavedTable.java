package jdisk.saved;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdisk.disk.Disk;
import jdisk.label.Partition;
import jdisk.unit.SectorSize;

/**
 * A table as it was saved earlier: by {@code fdisk -l} of any time, {@code sfdisk -d}, {@code sfdisk -J} or jdisk.
 *
 * @param disk the name of the disk it is about
 * @param bytes the size of that disk, if it was saved
 * @param unitSectors sectors in the unit of starts and ends: 1, or those of a cylinder
 * @param partitions what was saved of each partition, by its number
 */
public record SavedTable(String disk, OptionalLong bytes, long unitSectors, Map<Integer, Map<Field, String>> partitions) {
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

    private static final int LONGEST_LINE = 4_096;

    private static final Pattern DISK = Pattern.compile("Disk (.+?): .*?(?<!\\d)(\\d{1,18}) bytes.*");
    private static final Pattern OLD_DISK = Pattern.compile("Disk (.+?) \\((Sun|SGI) disk label\\): .*");
    private static final Pattern UNITS = Pattern.compile("Units\\s*[=:]\\s*(?:sectors|cylinders) of ([1-9]\\d{0,17}) \\* \\d+.*");
    private static final Pattern HEADER = Pattern.compile("\\s*(?:Device|Slice|Pt#) ");
    private static final Pattern DUMP_ROW = Pattern.compile("(.+?) : (start=.*)");
    private static final Pattern DUMP_FIELD = Pattern.compile("([\\w-]+)(?:=\\s*(\"[^\"]*\"|[^,]*))?(?:,\\s*|$)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-fA-F]{2})|[^\\\\]+|\\\\");
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
                return json(text);
            } catch (IOException e) {
                return List.of();
            }
        }
        boolean dump = lines(text).anyMatch(line -> DUMP_ROW.matcher(line).matches() || line.startsWith("label: "));
        return dump ? List.of(dump(text)) : listings(text);
    }

    /** The table of another image, as far as it has one. */
    public static SavedTable of(Disk disk) {
        Map<Integer, Map<Field, String>> partitions = new LinkedHashMap<>();
        for (Partition partition : disk.partitions()) {
            Map<Field, String> fields = fields(partition, disk.sectorSize(), 1);
            // What only a listing tells says nothing that the rest does not.
            fields.keySet().removeAll(List.of(Field.END, Field.BLOCKS, Field.TYPE_NAME));
            partitions.put(partition.number(), fields);
        }
        return new SavedTable(disk.name(), OptionalLong.of(disk.bytes()), 1, partitions);
    }

    /** What a table says of a partition, in the form it is saved in. */
    static Map<Field, String> fields(Partition partition, SectorSize sectorSize, long unit) {
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
        fields.put(Field.START, inUnit(unit, first));
        fields.put(Field.END, inUnit(unit, count == 0 ? first : first + count - 1));
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

    private static String inUnit(long unit, long sector) {
        return Long.toUnsignedString(unit == 1 ? sector : Long.divideUnsigned(sector, unit) + 1);
    }

    /** What sfdisk says of a partition by leaving it out: that it is not set. */
    private static Map<Field, String> ofSfdisk() {
        return new EnumMap<>(Map.of(Field.BOOT, "", Field.NAME, "", Field.ATTRS, ""));
    }

    /** The lines of a text that may be any file: patterns take too long for what is longer than any line of a listing. */
    private static Stream<String> lines(String text) {
        return text.lines().filter(line -> line.length() <= LONGEST_LINE);
    }

    private static SavedTable dump(String text) {
        Map<Integer, Map<Field, String>> partitions = new LinkedHashMap<>();
        String disk = "";
        for (String line : lines(text).toList()) {
            if (line.startsWith("device: ")) {
                disk = line.substring("device: ".length());
            }
            Matcher row = DUMP_ROW.matcher(line);
            Matcher number = NUMBER.matcher(row.matches() ? row.group(1) : "");
            if (!number.find()) {
                continue;
            }
            Map<Field, String> fields = ofSfdisk();
            Matcher field = DUMP_FIELD.matcher(row.group(2));
            while (field.find()) {
                String value = field.group(2) == null ? "" : field.group(2).strip();
                boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\""); // or cut within the quotes
                put(fields, field.group(1), quoted ? unescaped(value.substring(1, value.length() - 1)) : value);
            }
            partitions.put(Integer.valueOf(number.group()), fields);
        }
        return new SavedTable(disk, OptionalLong.empty(), 1, partitions);
    }

    /** Text whose bytes are partly written as {@code \xNN}. */
    private static String unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher piece = ESCAPE.matcher(text);
        while (piece.find()) {
            if (piece.group(1) != null) {
                bytes.write(Integer.parseInt(piece.group(1), 16));
            } else {
                bytes.writeBytes(piece.group().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Takes what sfdisk writes under a name, in a dump or in JSON. */
    private static void put(Map<Field, String> fields, String name, String value) {
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

    private static List<SavedTable> json(String text) throws IOException {
        Map<Integer, Map<Field, String>> partitions = new LinkedHashMap<>();
        String disk = "";
        try (JsonParser json = new JsonFactory().createParser(text)) {
            Map<Field, String> fields = new EnumMap<>(Field.class);
            String node = "";
            // Ends: each turn takes a token of a text that ends.
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                String name = json.currentName() == null ? "" : json.currentName();
                if (token == JsonToken.START_OBJECT) {
                    fields = ofSfdisk();
                    node = "";
                } else if (token.isScalarValue() && name.equals("node")) {
                    node = json.getText();
                } else if (token.isScalarValue() && name.equals("device")) {
                    disk = json.getText();
                } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    put(fields, name, json.getText());
                } else if (token == JsonToken.END_OBJECT) {
                    Matcher number = NUMBER.matcher(node);
                    if (number.find() && fields.containsKey(Field.START)) {
                        partitions.put(Integer.valueOf(number.group()), fields);
                    }
                    node = "";
                }
            }
        }
        return disk.isEmpty() ? List.of() : List.of(new SavedTable(disk, OptionalLong.empty(), 1, partitions));
    }

    /** Listings of one disk after the other, as {@code fdisk -l} prints them. */
    private static List<SavedTable> listings(String text) {
        List<SavedTable> tables = new ArrayList<>();
        String disk = "";
        OptionalLong bytes = OptionalLong.empty();
        String old = "";
        long unit = 1;
        List<String> header = List.of();
        Map<Integer, Map<Field, String>> partitions = new LinkedHashMap<>();
        for (String line : lines(text).toList()) {
            Matcher title = DISK.matcher(line.strip());
            Matcher oldTitle = OLD_DISK.matcher(line.strip());
            Matcher units = UNITS.matcher(line.strip());
            if (title.matches() || oldTitle.matches()) {
                add(tables, new SavedTable(disk, bytes, unit, partitions));
                disk = title.matches() ? title.group(1) : oldTitle.group(1);
                bytes = title.matches() ? OptionalLong.of(Long.parseLong(title.group(2))) : OptionalLong.empty();
                old = title.matches() ? "" : oldTitle.group(2);
                unit = 1;
                header = List.of();
                partitions = new LinkedHashMap<>();
            } else if (units.matches()) {
                unit = Long.parseLong(units.group(1));
            } else if (HEADER.matcher(line).lookingAt()) {
                header = List.of(line.strip().split("\\s+", -1));
            } else if (!header.isEmpty()) {
                Map<Field, String> fields = row(line, header, partitions);
                // fdisk 2.12 counts the cylinders of these from 0, and of a Sun tells what is after the last.
                if (unit > 1 && !old.isEmpty()) {
                    fields.computeIfPresent(Field.START, (field, start) -> plus(start, 1));
                }
                if (unit > 1 && old.equals("SGI")) {
                    fields.computeIfPresent(Field.END, (field, end) -> plus(end, 1));
                } else if (unit == 1 && old.equals("Sun")) {
                    fields.computeIfPresent(Field.END, (field, end) -> plus(end, -1));
                }
            }
        }
        add(tables, new SavedTable(disk, bytes, unit, partitions));
        return tables;
    }

    private static void add(List<SavedTable> tables, SavedTable table) {
        if (!table.disk().isEmpty() || !table.partitions().isEmpty()) {
            tables.add(table);
        }
    }

    private static String plus(String number, int more) {
        return number.matches("\\d{1,18}") ? Long.toString(Long.parseLong(number) + more) : number;
    }

    /** The number of a partition: of a BSD's slices, letters. */
    private static OptionalInt number(String name, String column) {
        if (column.equals("Slice")) {
            return name.matches("[a-p]") ? OptionalInt.of(name.charAt(0) - 'a' + 1) : OptionalInt.empty();
        }
        Matcher number = NUMBER.matcher(name.endsWith(":") ? name.substring(0, name.length() - 1) : name);
        return number.find() ? OptionalInt.of(Integer.parseInt(number.group())) : OptionalInt.empty();
    }

    /** Takes a line of a listing under its header; one that fits no partition is a remark, and left out. */
    private static Map<Field, String> row(String line, List<String> header, Map<Integer, Map<Field, String>> partitions) {
        List<String> cells = new ArrayList<>(List.of(line.strip().split("\\s+", -1)));
        Map<Field, String> fields = new EnumMap<>(Field.class);
        OptionalInt number = number(cells.getFirst(), header.getFirst());
        if (cells.size() < 4 || number.isEmpty() || line.strip().startsWith("Partition ")) {
            return fields;
        }
        int at = 1;
        for (String column : header.subList(1, header.size())) {
            if (at >= cells.size()) {
                break; // the row is shorter than its header
            }
            if (column.equals("Boot")) {
                boolean flagged = cells.get(at).equals("*") || cells.get(at).equals("?");
                fields.put(Field.BOOT, cells.get(at).equals("*") ? "*" : ""); // a flag that is neither is no sign to boot
                at += flagged ? 1 : 0;
                continue;
            }
            if ((column.equals("Flag") || column.equals("Info")) && cells.get(at).matches("\\d+")) {
                continue; // empty in this line
            }
            if (column.equals("System") || column.equals("Name")) {
                break; // free text, and what is after it
            }
            if (column.equals("Type")) {
                if (!fields.containsKey(Field.TYPE)) {
                    fields.put(Field.TYPE_NAME, String.join(" ", cells.subList(at, cells.size())));
                }
                break;
            }
            put(fields, column, cells.get(at), cells.get(at).matches("\\d+[+-]?"));
            at++;
        }
        if (fields.containsKey(Field.START) && fields.containsKey(Field.END)) {
            partitions.put(number.getAsInt(), fields);
        }
        return fields;
    }

    private static void put(Map<Field, String> fields, String column, String cell, boolean number) {
        switch (column) {
            case "Start" -> putIf(number, fields, Field.START, cell);
            case "End" -> putIf(number, fields, Field.END, cell);
            case "Sectors" -> putIf(number, fields, Field.SECTORS, cell);
            case "Blocks" -> putIf(number, fields, Field.BLOCKS, cell);
            case "Id", "Type-UUID" -> fields.put(Field.TYPE, cell.toUpperCase(Locale.ROOT));
            case "UUID" -> fields.put(Field.UUID, cell.toUpperCase(Locale.ROOT));
            default -> {
                // sizes in round figures, and cylinders, which fdisks of different times count differently
            }
        }
    }

    private static void putIf(boolean number, Map<Field, String> fields, Field field, String cell) {
        if (number) {
            fields.put(field, cell);
        }
    }
}
