package jdisk.listing;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdisk.label.Field;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.text.Hex;
import jdisk.text.Visible;


/** A table as {@code sfdisk -d} writes it: a script that makes the same table again. */
public final class SfdiskDump {
    /** The width sfdisk gives the numbers of a partition. */
    private static final int NUMBER_WIDTH = 12;

    private SfdiskDump() {}

    public static String of(ListedDisk disk, Label label) {
        StringBuilder text = new StringBuilder("label: " + label.kind().id() + "\n");
        label.id().ifPresent(id -> text.append("label-id: ").append(id).append('\n'));
        text.append("device: ").append(disk.name()).append("\nunit: sectors\n");
        for (Field field : Stream.concat(label.fields().stream(), disk.fields().stream()).toList()) {
            text.append(field.name().id()).append(": ").append(value(disk.visible(), field.value())).append('\n');
        }
        text.append("sector-size: ").append(disk.sectorSize().bytes()).append(label.partitions().isEmpty() ? "\n" : "\n\n");
        for (Partition partition : label.partitions()) {
            text.append(disk.partitionName(partition.number())).append(" : ");
            text.append(partition.fields().stream()
                    .flatMap(field -> written(disk.visible(), field).stream())
                    .collect(Collectors.joining(", ")));
            text.append('\n');
        }
        return text.toString();
    }

    /** A field of a partition; nothing of a flag that is not set. */
    private static Optional<String> written(Visible visible, Field field) {
        String name = field.name().id();
        return switch (field.value()) {
            case Field.Unsigned number -> {
                String text = value(visible, number);
                yield Optional.of(name + "=" + " ".repeat(Math.max(NUMBER_WIDTH - text.length(), 0)) + text);
            }
            case Field.Flag(boolean set) -> set ? Optional.of(name) : Optional.empty();
            case Field.Word word -> Optional.of(name + "=" + value(visible, word));
            case Field.Text text -> Optional.of(name + "=" + value(visible, text));
        };
    }

    private static String value(Visible visible, Field.Value value) {
        return switch (value) {
            case Field.Unsigned(long number) -> Long.toUnsignedString(number);
            case Field.Word(String word) -> visible.text(word);
            case Field.Text(String text) -> "\"" + quoted(text) + "\"";
            case Field.Flag(boolean set) -> Boolean.toString(set);
        };
    }

    /**
     * Text between double quotes, as sfdisk writes it in every locale: what is not ASCII or means something to a shell there becomes
     * {@code \xNN} for each of its bytes.
     */
    private static String quoted(String text) {
        Visible ascii = new Visible(StandardCharsets.US_ASCII);
        StringBuilder quoted = new StringBuilder();
        for (String character : text.codePoints().mapToObj(Character::toString).toList()) {
            quoted.append("\"\\$`".contains(character) ? "\\x" + Hex.of(character.charAt(0), 2) : ascii.text(character));
        }
        return quoted.toString();
    }
}
