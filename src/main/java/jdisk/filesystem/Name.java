package jdisk.filesystem;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jdisk.image.ByteView;
import org.jspecify.annotations.Nullable;

/** A name as it stands in a file system, or where a link leads: bytes, which mostly are text in UTF-8. Ordered by its bytes. */
public final class Name implements Comparable<Name> {
    private static final String DIGITS = "0123456789abcdef";

    private final byte[] bytes;

    private Name(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Some bytes of a view. */
    public static Name of(ByteView view, int at, int length) {
        return new Name(view.copy(at, length));
    }

    /** Text, in UTF-8; half a surrogate pair becomes the three bytes it would have. */
    public static Name of(String text) {
        return new Name(hasSurrogate(text) ? wide(text) : text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean hasSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static byte[] wide(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                out.write(0xe0 | point >> 12);
                out.write(0x80 | (point >> 6 & 0x3f));
                out.write(0x80 | (point & 0x3f));
            } else {
                out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }

    /** How many bytes it has. */
    public int length() {
        return bytes.length;
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** A byte, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /** Whether all of it is text in UTF-8. */
    public boolean isText() {
        // Ends: each turn goes on by at least a byte.
        for (int i = 0; i < bytes.length; ) {
            int length = characterAt(i);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** The bytes that the character at a place has by the rules of UTF-8; 0 if there is none. */
    private int characterAt(int at) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > bytes.length) {
            return 0;
        }
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean wrong = (first == 0xe0 && second < 0xa0) // has a shorter form
                || (first == 0xed && second >= 0xa0) // half a surrogate pair
                || (first == 0xf0 && second < 0x90)
                || (first == 0xf4 && second >= 0x90); // past the last character
        return wrong ? 0 : length;
    }

    /** As text; a byte that is none becomes {@code \xNN}. */
    public String text() {
        return isText() ? new String(bytes, StandardCharsets.UTF_8) : new String(escaped(false), StandardCharsets.UTF_8);
    }

    /**
     * As a part of a path: a slash or NUL within it, which no part of a path can have, becomes {@code \xNN}, and so do bytes that
     * are no text if they are to be shown.
     *
     * @param shown whether it is to be text
     */
    byte[] inPath(boolean shown) {
        for (byte b : bytes) {
            if (b == '/' || b == 0) {
                return shown ? escaped(true) : onlyMarks();
            }
        }
        return !shown || isText() ? bytes : escaped(true);
    }

    private byte[] escaped(boolean marks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 3);
        // Ends: each turn goes on by at least a byte.
        for (int i = 0; i < bytes.length; ) {
            int length = characterAt(i);
            if (length == 0 || (marks && (bytes[i] == '/' || bytes[i] == 0))) {
                escape(bytes[i], out);
                i++;
            } else {
                out.write(bytes, i, length);
                i += length;
            }
        }
        return out.toByteArray();
    }

    private byte[] onlyMarks() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 3);
        for (byte b : bytes) {
            if (b == '/' || b == 0) {
                escape(b, out);
            } else {
                out.write(b);
            }
        }
        return out.toByteArray();
    }

    private static void escape(byte b, ByteArrayOutputStream out) {
        out.write('\\');
        out.write('x');
        out.write(DIGITS.charAt(b >> 4 & 0xf));
        out.write(DIGITS.charAt(b & 0xf));
    }

    /** Whether it is one of the two names that every directory has: its own, and that of the one above it. */
    public boolean isDots() {
        return (bytes.length == 1 || bytes.length == 2) && bytes[0] == '.' && bytes[bytes.length - 1] == '.';
    }

    @Override
    public int compareTo(Name other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Name name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
