package jdisk.label;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A type an MBR entry may have.
 *
 * @param code as it stands in the entry, 0 to 255
 * @param classicName what fdisk 2.12 calls it, if it knows it
 * @param modernName what util-linux 2.38.1 calls it
 */
public record PartitionType(int code, Optional<String> classicName, String modernName) {
    private static final String RESOURCE = "mbr-types.tsv";

    /** All types, in fdisk's order. Read when first asked for: a listing of an empty table needs none. */
    private static final class Catalogue {
        static final List<PartitionType> ALL = read();
    }

    public static List<PartitionType> all() {
        return Catalogue.ALL;
    }

    public static Optional<PartitionType> of(int code) {
        return all().stream().filter(type -> type.code() == code).findFirst();
    }

    private static List<PartitionType> read() {
        InputStream resource = Objects.requireNonNull(PartitionType.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new PartitionType(
                            Integer.parseInt(cells[0], 16),
                            Optional.of(cells[1]).filter(name -> !name.equals("-")),
                            cells[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
