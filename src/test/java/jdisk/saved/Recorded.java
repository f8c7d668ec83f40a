package jdisk.saved;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What fdisk and sfdisk were recorded to print: fdisk 2.12 (the guide's, under another name, and in sectors), fdisk 2.38.1 and
 * sfdisk 2.38.1.
 */
final class Recorded {

    private Recorded() { }

    static String text(String name) throws IOException {
        try (InputStream found = Objects.requireNonNull(Recorded.class.getResourceAsStream("/saved/" + name), name)) {
            return new String(found.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The recording with one text in place of another, which is there once. */
    static String changed(String name, String from, String to) throws IOException {
        String text = text(name);
        int at = text.indexOf(from);
        if (at < 0 || text.indexOf(from, at + 1) >= 0) {
            throw new AssertionError(from + " is not there once in " + name);
        }
        return text.replace(from, to);
    }
}
