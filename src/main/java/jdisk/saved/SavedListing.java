package jdisk.saved;

import java.util.ArrayList;
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
import jdisk.saved.SavedTable.Field;
import jdisk.saved.SavedTable.Unit;

/** Reads what {@code fdisk -l} prints: that of util-linux, of any time, and busybox's. */
final class SavedListing {
    private static final Pattern DISK = Pattern.compile("Disk (.+?): .*?(?<!\\d)(\\d{1,18}) bytes.*");
    private static final Pattern OLD_DISK = Pattern.compile("Disk (.+?) \\((Sun|SGI) disk label\\): .*");
    private static final Pattern UNITS = Pattern.compile("Units\\s*[=:]\\s*(sectors|cylinders) of ([1-9]\\d{0,17}) \\* \\d+.*");
    private static final Pattern IDENTIFIER = Pattern.compile("Disk identifier: (\\S+)");
    private static final Pattern HEADER = Pattern.compile("\\s*(?:Device|Slice|Pt#|#) ");

    /** The name of a device with the number of a partition: /dev/sda1, sda1, disk.img1. */
    private static final Pattern NODE = Pattern.compile("\\S*[^\\d\\s]\\S*\\d");

    /** What fdisk 2.12 prints after the rows of an SGI label. */
    private static final String END_OF_ROWS = "-----";

    /** A cell that is a number; fdisk marks what is no whole number of cylinders, or of blocks. */
    private static final Pattern COUNT = Pattern.compile("(\\d+)([+*-]?)");

    private final List<SavedTable> tables = new ArrayList<>();
    private String disk = "";
    private OptionalLong bytes = OptionalLong.empty();
    private Optional<String> id = Optional.empty();
    private String old = "";
    private Unit unit = Unit.SECTORS;
    private List<String> header = List.of();
    private Map<Integer, Map<Field, String>> partitions = new LinkedHashMap<>();
    private boolean notUnderstood;

    private SavedListing() {}

    /** A table for each disk; one whose rows are not understood is none. */
    static List<SavedTable> tables(List<String> lines) {
        SavedListing listing = new SavedListing();
        for (String line : lines) {
            listing.take(line);
        }
        listing.end();
        return listing.tables;
    }

    private void take(String line) {
        String text = line.strip();
        Matcher title = DISK.matcher(text);
        Matcher oldTitle = OLD_DISK.matcher(text);
        Matcher units = UNITS.matcher(text);
        Matcher identifier = IDENTIFIER.matcher(text);
        if (title.matches() || oldTitle.matches()) {
            end();
            disk = title.matches() ? title.group(1) : oldTitle.group(1);
            bytes = title.matches() ? OptionalLong.of(Long.parseLong(title.group(2))) : OptionalLong.empty();
            old = title.matches() ? "" : oldTitle.group(2);
            id = Optional.empty();
            unit = Unit.SECTORS;
            header = List.of();
            partitions = new LinkedHashMap<>();
            notUnderstood = false;
        } else if (units.matches()) {
            boolean cylinders = units.group(1).equals("cylinders");
            unit = new Unit(cylinders, cylinders ? Long.parseLong(units.group(2)) : 1);
        } else if (identifier.matches()) {
            id = Optional.of(identifier.group(1));
        } else if (HEADER.matcher(line).lookingAt()) {
            header = List.of(text.split("[\\s\\[\\]]+", -1));
            if (header.contains("StartLBA")) {
                unit = Unit.SECTORS; // busybox may name cylinders above, and these columns are in sectors all the same
            }
        } else if (text.startsWith(END_OF_ROWS)) {
            header = List.of();
        } else if (!header.isEmpty()) {
            takeRow(line);
        } else {
            notUnderstood |= isRowOfOther(text);
        }
    }

    /** Whether a line is a row of a listing whose header is not known, as one in another language. */
    private static boolean isRowOfOther(String text) {
        String[] cells = text.split("\\s+", -1);
        return NODE.matcher(cells[0]).matches() && Stream.of(cells).filter(cell -> COUNT.matcher(cell).matches()).count() > 1;
    }

    private void takeRow(String line) {
        Map<Field, String> fields = row(line);
        // fdisk 2.12 counts the cylinders of these from 0, and of a Sun tells what is after the last.
        if (unit.cylinders() && !old.isEmpty()) {
            fields.computeIfPresent(Field.START, (field, start) -> plus(start, 1));
        }
        if (unit.cylinders() && old.equals("SGI")) {
            fields.computeIfPresent(Field.END, (field, end) -> plus(end, 1));
        } else if (!unit.cylinders() && old.equals("Sun")) {
            fields.computeIfPresent(Field.END, (field, end) -> plus(end, -1));
        }
    }

    private void end() {
        if (!notUnderstood && (!disk.isEmpty() || !partitions.isEmpty())) {
            tables.add(new SavedTable(disk, bytes, id, unit, partitions));
        }
    }

    private static String plus(String number, int more) {
        return number.matches("\\d{1,18}") ? Long.toString(Long.parseLong(number) + more) : number;
    }

    /** The number of a partition: of a BSD's slices, letters. */
    private static OptionalInt number(String name, String column) {
        String bare = name.endsWith(":") ? name.substring(0, name.length() - 1) : name;
        if (column.equals("Slice") || column.equals("#")) {
            return bare.matches("[a-p]") ? OptionalInt.of(bare.charAt(0) - 'a' + 1) : OptionalInt.empty();
        }
        return SavedTable.number(bare);
    }

    /** Takes a line of a listing under its header; one that fits no partition is a remark, and left out. */
    private Map<Field, String> row(String line) {
        List<String> cells = List.of(line.strip().split("\\s+", -1));
        Map<Field, String> fields = new EnumMap<>(Field.class);
        OptionalInt number = number(cells.getFirst(), header.getFirst());
        if (cells.size() < 4 || number.isEmpty() || line.strip().startsWith("Partition ")) {
            notUnderstood |= NODE.matcher(cells.getFirst()).matches();
            return fields;
        }
        int at = 1;
        for (String column : header.subList(1, header.size())) {
            if (at >= cells.size()) {
                break; // the row is shorter than its header
            }
            if (column.equals("Boot")) {
                boolean flagged = cells.get(at).equals("*") || cells.get(at).equals("?");
                // A question mark stands for a byte that is neither of the two it may be, and marks no partition to boot from.
                fields.put(Field.BOOT, cells.get(at).equals("*") ? "*" : "");
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
            put(fields, column, cells.get(at));
            at++;
        }
        if (fields.containsKey(Field.START) && fields.containsKey(Field.END)) {
            partitions.put(number.getAsInt(), fields);
        } else {
            notUnderstood = true;
        }
        return fields;
    }

    private static void put(Map<Field, String> fields, String column, String cell) {
        Matcher count = COUNT.matcher(cell);
        switch (column) {
            case "Start", "StartLBA", "start" -> putIf(count, fields, Field.START);
            case "End", "EndLBA", "end" -> putIf(count, fields, Field.END);
            case "Sectors" -> putIf(count, fields, Field.SECTORS);
            case "Blocks" -> {
                if (count.matches()) {
                    fields.put(Field.BLOCKS, cell);
                }
            }
            case "Id", "Type-UUID" -> fields.put(Field.TYPE, cell.toUpperCase(Locale.ROOT));
            case "UUID" -> fields.put(Field.UUID, cell.toUpperCase(Locale.ROOT));
            default -> {
                // sizes in round figures, and cylinders, which fdisks of different times count differently
            }
        }
    }

    /** Without the mark, which tells what the number is of and not what it is. */
    private static void putIf(Matcher count, Map<Field, String> fields, Field field) {
        if (count.matches()) {
            fields.put(field, count.group(1));
        }
    }
}
