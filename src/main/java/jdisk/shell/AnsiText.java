package jdisk.shell;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;
import jdisk.text.Visible;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * Text with ANSI escape sequences in it (ECMA-48, SGR), taken apart: its characters, and how they are set off.
 *
 * <p>The sequences themselves never come out of it, and what other control characters there are, but for ends of lines and
 * tabulators, comes out as {@code \xNN}. JLine reads the sequences; this is the one class that knows so.
 */
final class AnsiText {
    /** More digits than a sequence has use for; JLine would take them for a number. */
    private static final Pattern ENDLESS_NUMBER = Pattern.compile("\033\\[[0-9;]*[0-9]{9}");

    private static final Pattern END = Pattern.compile("(?<=[\n\t])|(?=[\n\t])");

    private final AttributedString text;
    private final Visible visible = new Visible(StandardCharsets.UTF_8);

    AnsiText(String ansi) {
        this.text = ENDLESS_NUMBER.matcher(ansi).find() ? new AttributedString(ansi) : AttributedString.fromAnsi(ansi);
    }

    /** The text alone. */
    String plain() {
        return each(run -> "", run -> run);
    }

    /** The same text as HTML: a {@code span} around what is set off, of a class for each of its attributes. */
    String html() {
        return each(AnsiText::classes, AnsiText::escape);
    }

    /** {@code <}, {@code >} and the like as HTML writes them, in text and in attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private String each(Function<AttributedStyle, String> classes, Function<String, String> written) {
        StringBuilder all = new StringBuilder();
        int at = 0;
        // Ends: a run has a character at least.
        while (at < text.length()) {
            int end = Math.max(text.runLimit(at), at + 1);
            String span = classes.apply(text.styleAt(at));
            String run = written.apply(harmless(text.subSequence(at, end).toString()));
            all.append(span.isEmpty() ? run : "<span class=\"" + span + "\">" + run + "</span>");
            at = end;
        }
        return all.toString();
    }

    private String harmless(String run) {
        StringBuilder shown = new StringBuilder();
        for (String part : END.splitAsStream(run).toList()) {
            shown.append(part.equals("\n") || part.equals("\t") ? part : visible.text(part));
        }
        return shown.toString();
    }

    /** A class for each parameter of the sequence that sets a style: {@code s1} is bold, {@code s31} red. */
    private static String classes(AttributedStyle style) {
        String parameters = style.toAnsi().replaceAll("[^0-9;]", "");
        return parameters.isEmpty() ? "" : "s" + parameters.replace(";", " s");
    }
}
