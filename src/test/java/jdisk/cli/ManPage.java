package jdisk.cli;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdisk.command.CommandWords;
import jdisk.text.Visible;
import jdisk.shell.Menu;
import jdisk.testing.Jdisk;
import jdisk.usage.Markup;
import jdisk.usage.Option;
import jdisk.usage.Syntax;

/**
 * The manual page in roff: the text of {@code man/jdisk.1.in}, and in the places it leaves what the program itself
 * defines: options, keys, words, columns. What is in the page of these cannot differ from the program.
 */
final class ManPage {

    private static final String WARNING = """
            .\\" Written from man/jdisk.1.in and from the definitions of the program's
            .\\" options, keys and words. Do not edit: ManPageTest tells how it is written.
            """;

    private static final int LINE = 78;

    /** Text that is bold or italic. */
    private static final Pattern MARKUP = Pattern.compile("@\\|(bold|italic) (.*?)\\|@");

    /** A word of a synopsis, with its brackets: {@code [ARG...]}. */
    private static final Pattern SYNOPSIS_WORD = Pattern.compile("(\\[?)([^\\[\\]]+?)(\\.\\.\\.)?(]?)");

    /** A line of an example at which something is typed: what is before it, and what is typed. */
    private static final Pattern TYPED = Pattern.compile("(\\$ |# |[A-Z][^:]*\\): )(.+)");

    private ManPage() { }

    /** The page with this text and of this version of the program. */
    static String of(String text, String version) {
        StringBuilder roff = new StringBuilder(WARNING);
        Iterator<String> lines = text.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.equals("@example")) {
                roff.append(example(lines));
            } else if (line.startsWith("@")) {
                roff.append(filled(line));
            } else if (!line.startsWith(".\\\"")) {
                roff.append(line.replace("@version@", literal(version))).append('\n');
            }
        }
        return roff.toString();
    }

    private static String filled(String place) {
        return switch (place) {
            case "@synopsis@" -> synopsis();
            case "@options@" -> OptionTable.ALL.stream().map(ManPage::option).collect(joining());
            case "@asking@" -> perMenu(
                    mode -> keys(mode).filter(Menu.Entry::takesAnswers).map(Menu.Entry::name).toList());
            case "@keys main@" -> keys(Menu.Mode.MAIN).map(ManPage::key).collect(joining());
            case "@keys expert@" -> keys(Menu.Mode.EXPERT).map(ManPage::key).collect(joining());
            case "@refused@" -> perMenu(ManPage::refused);
            case "@words@" -> words().map(ManPage::word).collect(joining());
            case "@columns@" -> columns();
            default -> throw new IllegalArgumentException("nothing is known to stand for " + place);
        };
    }

    /** The word commands, each once. */
    static Stream<Syntax> words() {
        return new CommandWords(new Visible(StandardCharsets.UTF_8)).syntaxes().stream();
    }

    private static String synopsis() {
        return Usage.FORMS.stream()
                // Behind two blanks stands what the form does, which the description says at length.
                .map(form -> Arrays.stream(form.split("  ", 2)[0].strip().split(" ", -1))
                        .map(ManPage::synopsisWord).collect(joining(" ")) + "\n")
                .collect(joining(".br\n"));
    }

    private static String synopsisWord(String word) {
        Matcher parts = SYNOPSIS_WORD.matcher(word);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a word of a synopsis: " + word);
        }
        String name = parts.group(2);
        String font = name.equals(name.toUpperCase(Locale.ROOT)) ? italic(name) : bold(name);
        return parts.group(1) + font + (parts.group(3) == null ? "" : "\\|.\\|.\\|.") + parts.group(4);
    }

    private static String option(Option option) {
        String names = option.names().stream().map(ManPage::bold).collect(joining(", "));
        String label = italic(option.label());
        String value = switch (option.arity()) {
            case FLAG -> "";
            case OPTIONAL -> "[=" + label + "]";
            case VALUE -> " " + label;
        };
        return ".TP\n" + names + value + "\n" + prose(List.of(option.description()));
    }

    private static Stream<Menu.Entry> keys(Menu.Mode mode) {
        return Menu.entries().stream().filter(entry -> entry.mode() == mode);
    }

    private static String key(Menu.Entry entry) {
        return ".TP 4\n" + bold(entry.name()) + "\n" + prose(List.of(entry.help()));
    }

    /** Keys of a menu. */
    private interface Keys {
        List<String> in(Menu.Mode mode);
    }

    private static String perMenu(Keys keys) {
        return fill(listed(keys.in(Menu.Mode.MAIN)) + " in the main menu; "
                + listed(keys.in(Menu.Mode.EXPERT)) + " in expert mode.");
    }

    private static String listed(List<String> keys) {
        List<String> bold = keys.stream().map(ManPage::bold).toList();
        return bold.size() < 2 ? String.join("", bold)
                : String.join(", ", bold.subList(0, bold.size() - 1)) + " and " + bold.getLast();
    }

    /** The keys that a menu refuses because they would write: found by typing every letter. */
    private static List<String> refused(Menu.Mode mode) {
        List<String> refused = new ArrayList<>();
        for (char key : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
            List<Object> line = new ArrayList<>(List.of("--style=modern", "--demo"));
            if (mode == Menu.Mode.EXPERT) {
                line.add("x");
            }
            line.add(key);
            if (Jdisk.jdisk(line.toArray()).err().contains("never writes to an image: '" + key + "'")) {
                refused.add(Character.toString(key));
            }
        }
        return refused;
    }

    private static String word(Syntax word) {
        String synopsis = word.synopsis();
        // What is to be typed as it is: the name, and the options'. What stands for something else is in capitals.
        String arguments = synopsis.substring(word.name().length())
                .replaceAll("--[a-z-]+|\\b[A-Z]+\\b", "\0$0\0");
        StringBuilder roff = new StringBuilder(".TP\n").append(bold(word.name()));
        String[] parts = arguments.split("\0", -1);
        for (int i = 0; i < parts.length; i++) {
            roff.append(i % 2 == 0 ? literal(parts[i]) : parts[i].startsWith("-") ? bold(parts[i]) : italic(parts[i]));
        }
        roff.append('\n').append(prose(word.description()));
        return roff.append(".br\nExample: ").append(bold(word.example())).append('\n').toString();
    }

    /** The columns of each kind of table. */
    private static String columns() {
        StringBuilder roff = new StringBuilder();
        for (String line : Usage.COLUMNS) {
            Matcher first = Pattern.compile(" *([a-z]+): (.*)").matcher(line);
            if (first.matches()) {
                roff.append(".TP\n").append(bold(first.group(1))).append('\n').append(fill(literal(first.group(2))));
            } else {
                roff.append(fill(literal(line.strip())));
            }
        }
        return roff.toString();
    }

    private static String example(Iterator<String> lines) {
        StringBuilder roff = new StringBuilder(".EX\n");
        for (String line = lines.next(); !line.equals("@end"); line = lines.next()) {
            Matcher typed = TYPED.matcher(line);
            String shown = typed.matches() ? literal(typed.group(1)) + bold(typed.group(2)) : literal(line);
            roff.append(noRequest(shown)).append('\n');
        }
        return roff.append(".EE\n").toString();
    }

    /** Paragraphs as lines of roff. */
    private static String prose(List<String> paragraphs) {
        return paragraphs.stream().map(paragraph -> fill(marked(paragraph))).collect(joining());
    }

    /** Text in {@link Markup}, on one line. */
    private static String marked(String text) {
        StringBuilder roff = new StringBuilder();
        int at = 0;
        for (Matcher markup = MARKUP.matcher(text); markup.find(at); at = markup.end()) {
            roff.append(quoting(text.substring(at, markup.start())));
            roff.append(markup.group(1).equals("bold") ? bold(markup.group(2)) : italic(markup.group(2)));
        }
        return roff.append(quoting(Markup.plain(text.substring(at)))).toString();
    }

    private static String bold(String text) {
        return "\\fB" + literal(text) + "\\fP";
    }

    private static String italic(String text) {
        return "\\fI" + literal(text) + "\\fP";
    }

    /** Prose, in which an apostrophe is one. */
    private static String quoting(String text) {
        return literal(text).replaceAll("(?<=[a-z])\\\\\\(aq(?=[a-z ])", "'");
    }

    /** Text to be shown, and copied, as it is. */
    private static String literal(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
                .replace("^", "\\(ha").replace("~", "\\(ti");
    }

    /** Breaks roff into lines of a length that is good to read. */
    private static String fill(String roff) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (String word : roff.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LINE) {
                lines.append(noRequest(line.toString())).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        return lines.append(noRequest(line.toString())).append('\n').toString();
    }

    /** A line that roff does not take for a request. */
    private static String noRequest(String line) {
        return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
    }
}
