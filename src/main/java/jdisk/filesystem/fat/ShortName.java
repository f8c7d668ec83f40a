package jdisk.filesystem.fat;

import java.util.Locale;
import jdisk.image.ByteView;

/**
 * A short name: 8 characters and 3 after the dot, filled with blanks.
 *
 * <p>A first byte 05 stands for E5, which would mean a deleted entry. Windows NT keeps in another byte whether the characters
 * before the dot (08) and after it (10) are lower-case letters.
 */
final class ShortName {
    static final int LENGTH = 11;

    private static final int BASE = 8;
    private static final int CASE = 12;
    private static final int LOWER_BASE = 0x08;
    private static final int LOWER_EXTENSION = 0x10;
    private static final int ESCAPED = 0x05;
    private static final char NOT_DELETED = CodePage850.character(0xe5);

    private ShortName() {}

    /** The name of an entry; empty if it is all blanks. */
    static String of(ByteView bytes, int at) {
        String raw = CodePage850.text(bytes, at, LENGTH);
        if (raw.charAt(0) == ESCAPED) {
            raw = NOT_DELETED + raw.substring(1);
        }
        int flags = bytes.u8(at + CASE);
        String base = cased(raw.substring(0, BASE), (flags & LOWER_BASE) != 0);
        String extension = cased(raw.substring(BASE), (flags & LOWER_EXTENSION) != 0);
        return extension.isEmpty() ? base : base + "." + extension;
    }

    private static String cased(String part, boolean lower) {
        int end = part.length();
        while (end > 0 && part.charAt(end - 1) == ' ') {
            end--;
        }
        return lower ? part.substring(0, end).toLowerCase(Locale.ROOT) : part.substring(0, end);
    }
}
