package jdisk.recipe;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Writes any text as one word of a POSIX shell, in characters that are fit to print.
 *
 * <p>What the terminal or its character set cannot take stands in octal, for {@code printf}: shells have no other way that
 * all of them know.
 */
public final class Quoting {
    private static final String PLAIN = "@%+:,./_-";

    private final UnaryOperator<String> visible;

    /**
     * For an output.
     *
     * @param visible makes text fit to print; what it leaves as it is, is
     */
    public Quoting(UnaryOperator<String> visible) {
        this.visible = visible;
    }

    /** Text that is no part of a command, fit to print. */
    String visible(String text) {
        return visible.apply(text);
    }

    /** The text as one word. */
    public String word(String text) {
        if (!text.isEmpty() && text.chars().allMatch(Quoting::isPlain)) {
            return text;
        }
        if (visible.apply(text).equals(text)) {
            return "'" + text.replace("'", "'\\''") + "'";
        }
        String shown = text.replaceAll("\n+$", "");
        StringBuilder word = new StringBuilder("\"$(printf '");
        for (byte b : shown.getBytes(StandardCharsets.UTF_8)) {
            boolean asItIs = (isPlain(b) && b != '%' && b != '-') || b == ' ';
            word.append(asItIs ? Character.toString(b) : String.format(Locale.ROOT, "\\%03o", b & 0xff));
        }
        word.append("')\"");
        // The shell takes line ends off the end of what printf writes.
        return shown.length() == text.length() ? word.toString() : word + "'" + text.substring(shown.length()) + "'";
    }

    /** The name of a file as one word, which no tool takes for an option. */
    public String argument(String path) {
        return word(ImageFile.asPath(path));
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }
}
