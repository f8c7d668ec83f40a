package jdisk.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** The lists of types that come with the program: a row a line, cells apart by tabs, comments after a {@code #}. */
final class Catalogues {
    private Catalogues() {}

    /** The rows of a list. */
    static Stream<String[]> rows(String resource) {
        try (InputStream in = Objects.requireNonNull(Catalogues.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
