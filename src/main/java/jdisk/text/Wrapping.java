package jdisk.text;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of some width, broken at blanks. */
public final class Wrapping {
    private Wrapping() {}

    /** The lines of a text that is one line; a word that does not fit a line stands on one of its own, and is longer. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = -1;
        for (String word : text.split(" ", -1)) {
            int needed = TextTable.width(word);
            if (used > 0 && used + 1 + needed > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                used = -1;
            }
            line.append(used < 0 ? "" : " ").append(word);
            used += 1 + needed;
        }
        lines.add(line.toString());
        return lines;
    }
}
