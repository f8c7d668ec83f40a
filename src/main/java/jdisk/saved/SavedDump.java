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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.saved.SavedTable.Field;
import jdisk.saved.SavedTable.Unit;

/**
 * Reads what {@code sfdisk} of any time dumps: {@code -d}, of one disk or, before 2014, of all; its scripts, whose lines need
 * not name a device; and {@code -J}.
 */
final class SavedDump {
    private static final Pattern ROW = Pattern.compile("(?:(.+?) : )?(start=.*)");
    private static final Pattern FIELD = Pattern.compile("([\\w-]+)(?:=\\s*(\"[^\"]*\"|[^,]*))?(?:,\\s*|$)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-fA-F]{2})|[^\\\\]+|\\\\");

    private String disk = "";
    private Optional<String> id = Optional.empty();
    private Map<Integer, Map<Field, String>> partitions = new LinkedHashMap<>();
    private final List<SavedTable> tables = new ArrayList<>();

    private SavedDump() {}

    static boolean isDump(List<String> lines) {
        return lines.stream().anyMatch(line -> ROW.matcher(line).matches() || line.startsWith("label: "));
    }

    /** A table for each disk: one ends where the next device is named, or the next heading stands. */
    static List<SavedTable> tables(List<String> lines) {
        SavedDump dump = new SavedDump();
        for (String line : lines) {
            dump.take(line);
        }
        dump.end();
        return dump.tables;
    }

    private void take(String line) {
        if (line.startsWith("# partition table of ")) {
            next(line.substring("# partition table of ".length()));
        } else if (line.startsWith("label: ") && !partitions.isEmpty()) {
            next("");
        } else if (line.startsWith("device: ")) {
            disk = line.substring("device: ".length());
        } else if (line.startsWith("label-id: ")) {
            id = Optional.of(line.substring("label-id: ".length()).strip());
        }
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
            takeRow(Optional.ofNullable(row.group(1)), row.group(2));
        }
    }

    private void takeRow(Optional<String> node, String written) {
        // A script may leave devices out: then the lines are in the order of the partitions.
        OptionalInt number = node.isPresent() ? SavedTable.number(node.get()) : OptionalInt.of(partitions.size() + 1);
        if (number.isEmpty()) {
            return;
        }
        Map<Field, String> fields = SavedTable.ofSfdisk();
        Matcher field = FIELD.matcher(written);
        while (field.find()) {
            String value = field.group(2) == null ? "" : field.group(2).strip();
            boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\""); // or cut within the quotes
            SavedTable.put(fields, field.group(1), quoted ? unescaped(value.substring(1, value.length() - 1)) : value);
        }
        // sfdisk wrote all four slots once, and a free one has neither sectors nor a type.
        boolean free = "0".equals(fields.get(Field.SECTORS)) && "0".equals(fields.getOrDefault(Field.TYPE, "0"));
        if (!free) {
            partitions.put(number.getAsInt(), fields);
        }
    }

    private void next(String name) {
        end();
        disk = name;
        id = Optional.empty();
        partitions = new LinkedHashMap<>();
    }

    private void end() {
        if (!disk.isEmpty() || !partitions.isEmpty() || id.isPresent()) {
            tables.add(new SavedTable(disk, OptionalLong.empty(), id, Unit.SECTORS, partitions));
        }
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

    static List<SavedTable> json(String text) throws IOException {
        Map<Integer, Map<Field, String>> partitions = new LinkedHashMap<>();
        String disk = "";
        Optional<String> id = Optional.empty();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            Map<Field, String> fields = new EnumMap<>(Field.class);
            String node = "";
            // Ends: each turn takes a token of a text that ends.
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                String name = json.currentName() == null ? "" : json.currentName();
                if (token == JsonToken.START_ARRAY && name.equals("nested")) {
                    json.skipChildren(); // of tables within partitions
                } else if (token == JsonToken.START_OBJECT) {
                    fields = SavedTable.ofSfdisk();
                    node = "";
                } else if (token.isScalarValue() && name.equals("node")) {
                    node = json.getText();
                } else if (token.isScalarValue() && name.equals("device")) {
                    disk = json.getText();
                } else if (token.isScalarValue() && name.equals("id")) {
                    id = Optional.of(json.getText());
                } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    SavedTable.put(fields, name, json.getText());
                } else if (token == JsonToken.END_OBJECT) {
                    OptionalInt number = SavedTable.number(node);
                    if (number.isPresent() && fields.containsKey(Field.START)) {
                        partitions.put(number.getAsInt(), fields);
                    }
                    node = "";
                }
            }
        }
        return disk.isEmpty() ? List.of() : List.of(new SavedTable(disk, OptionalLong.empty(), id, Unit.SECTORS, partitions));
    }
}
