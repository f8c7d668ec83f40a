package jdisk.shell;

import java.util.List;

/** The word commands, as the shell sees them. */
public interface Words {
    /** A word command and what it is for. */
    record Summary(String usage, String purpose) {
        /** A longer usage has a line of its own. */
        private static final int WIDEST = 30;

        /** Commands, a line each: the usages, and in a column of their own the purposes. */
        public static String list(List<Summary> summaries, String indent) {
            int width = summaries.stream().mapToInt(summary -> summary.usage().length()).filter(length -> length <= WIDEST).max().orElse(0);
            StringBuilder text = new StringBuilder();
            for (Summary summary : summaries) {
                boolean fits = summary.usage().length() <= width;
                text.append(indent).append(summary.usage()).append(fits ? "" : "\n" + indent);
                text.append(" ".repeat(fits ? width - summary.usage().length() : width));
                text.append("   ").append(summary.purpose()).append('\n');
            }
            return text.toString();
        }
    }

    /**
     * Runs a command.
     *
     * @param tokens the command's name and its arguments
     */
    Outcome run(Desk desk, List<String> tokens);

    /**
     * Explains a command, or lists all.
     *
     * @param command the name of a word command or a key; nothing for all
     */
    Outcome explain(Desk desk, List<String> command);

    /** The commands, in the order a menu lists them. */
    List<Summary> summaries();
}
