package jdisk.text;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Makes text that came from an image, a file's name or a user fit to print: control characters and what would turn the
 * direction of writing become visible, and what the output's character set cannot show becomes {@code \xNN} for each byte of
 * its UTF-8, as fdisk prints it. Safe to use from several threads at a time.
 */
public final class Visible {
    private final Charset charset;

    /** For output in this character set. */
    public Visible(Charset charset) {
        this.charset = charset;
    }

    public String text(String text) {
        if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            return text;
        }
        // An encoder has a state, so that each text needs its own.
        CharsetEncoder encoder = charset.newEncoder();
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(point -> {
            String character = Character.toString(point);
            if (isHarmless(point) && encoder.canEncode(character)) {
                visible.append(character);
            } else {
                for (int b : utf8(point)) {
                    visible.append("\\x").append(Hex.of(b, 2));
                }
            }
        });
        return visible.toString();
    }

    /** The bytes of a character's UTF-8; half a surrogate pair has none by the standard, and gets those it would have. */
    private static int[] utf8(int point) {
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            return new int[] {0xe0 | point >> 12, 0x80 | (point >> 6 & 0x3f), 0x80 | (point & 0x3f)};
        }
        byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
        int[] unsigned = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            unsigned[i] = bytes[i] & 0xff;
        }
        return unsigned;
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
