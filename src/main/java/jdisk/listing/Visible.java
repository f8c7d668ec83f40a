package jdisk.listing;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Makes text that came from an image, a file's name or a user fit to print: control characters and what would turn the
 * direction of writing become visible, and what the output's character set cannot show becomes {@code \xNN} for each byte of
 * its UTF-8, as fdisk prints it.
 */
public final class Visible {
    private final CharsetEncoder encoder;

    /** For output in this character set. */
    public Visible(Charset charset) {
        this.encoder = charset.newEncoder();
    }

    public String text(String text) {
        if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(point -> {
            String character = Character.toString(point);
            if (isHarmless(point) && encoder.canEncode(character)) {
                visible.append(character);
            } else {
                for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
                    visible.append("\\x").append(Messages.hex(b & 0xff, 2));
                }
            }
        });
        return visible.toString();
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
