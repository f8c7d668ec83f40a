package jdisk.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The width of text that is not plain ASCII. A class of its own, so that its table is not read for what is.
 *
 * <p>As terminals and wcwidth(3) have it: characters of East Asian scripts and pictures take two columns, what is written over
 * the character before it takes none (Unicode Standard Annex 11, and the general categories).
 */
final class WideText {
    /** Hangul vowels and final consonants, which join the letter before them. */
    private static final int FIRST_JOINING_JAMO = 0x1160;

    private static final int LAST_JOINING_JAMO = 0x11ff;

    /** A soft hyphen is of the category of those that take no column, and takes one. */
    private static final int SOFT_HYPHEN = 0xad;

    private record Run(int first, int last) {}

    private static final List<Run> WIDE = read();

    private WideText() {}

    private static List<Run> read() {
        try (InputStream in = Objects.requireNonNull(WideText.class.getResourceAsStream("wide.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(ends -> new Run(Integer.parseInt(ends[0], 16), Integer.parseInt(ends[1], 16)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int width(String text) {
        return text.codePoints().map(WideText::width).sum();
    }

    private static int width(int point) {
        if (point == SOFT_HYPHEN) {
            return 1;
        }
        boolean joins = point >= FIRST_JOINING_JAMO && point <= LAST_JOINING_JAMO;
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> joins ? 0 : isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        int low = 0;
        int high = WIDE.size() - 1;
        // Ends: each turn leaves half of the runs.
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Run run = WIDE.get(middle);
            if (point < run.first()) {
                high = middle - 1;
            } else if (point > run.last()) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }
}
