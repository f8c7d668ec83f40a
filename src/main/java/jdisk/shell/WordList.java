package jdisk.shell;

import java.util.ArrayList;
import java.util.List;
import jdisk.text.Emphasis;

/** Lists of word commands, group by group. They fit a screen of 80 columns and 24 lines, as terminals have at least. */
public final class WordList {
    /** Columns that are sure to be there. */
    static final int WIDTH = 80;

    /** Where the second column of a list begins. */
    private static final int HALF = WIDTH / 2;

    private static final int NAME_WIDTH = 10;

    private WordList() {}

    /** The names alone, a group a line, wrapped between names; behind each group's title. */
    public static String names(List<Words.Summary> summaries, String indent) {
        int titleWidth = 0;
        for (Words.Group group : Words.Group.values()) {
            titleWidth = Math.max(titleWidth, group.title().length());
        }
        StringBuilder text = new StringBuilder();
        String behindTitle = indent + " ".repeat(titleWidth);
        for (Words.Group group : Words.Group.values()) {
            StringBuilder line = new StringBuilder(indent + group.title() + " ".repeat(titleWidth - group.title().length()));
            for (Words.Summary summary : of(group, summaries)) {
                if (line.length() + 1 + summary.name().length() >= WIDTH) {
                    text.append(line).append('\n');
                    line = new StringBuilder(behindTitle);
                }
                line.append(line.length() == behindTitle.length() ? "   " : " ").append(summary.name());
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    /** The names and what they are for, in two columns of about the same length; no group is torn apart. */
    public static String purposes(List<Words.Summary> summaries, Emphasis emphasis) {
        int lines = summaries.size() + Words.Group.values().length;
        List<Row> left = new ArrayList<>();
        List<Row> right = new ArrayList<>();
        // A group goes to the left as long as that does not become longer than half of all.
        for (Words.Group group : Words.Group.values()) {
            List<Words.Summary> words = of(group, summaries);
            List<Row> column = left.size() + words.size() + 1 <= (lines + 1) / 2 ? left : right;
            column.add(new Row(group.title(), true));
            words.forEach(word -> column.add(new Row("  " + padded(word.name(), NAME_WIDTH) + word.purpose(), false)));
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            Row first = i < left.size() ? left.get(i) : new Row("", false);
            Row second = i < right.size() ? right.get(i) : new Row("", false);
            String gap = second.text().isEmpty() ? "" : " ".repeat(Math.max(HALF - first.text().length(), 1));
            text.append(first.shown(emphasis)).append(gap).append(second.shown(emphasis)).append('\n');
        }
        return text.toString();
    }

    private record Row(String text, boolean heads) {
        String shown(Emphasis emphasis) {
            return heads ? emphasis.header(text) : text;
        }
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(width - text.length(), 1));
    }

    private static List<Words.Summary> of(Words.Group group, List<Words.Summary> summaries) {
        return summaries.stream().filter(summary -> summary.group() == group).toList();
    }
}
