package jdisk.shell;

import java.util.List;

/** The word commands, as the shell sees them. */
public interface Words {
    /** What words are about, in the order in which they are listed. */
    enum Group {
        LOOK("Look"),
        TAKE_OUT("Take out"),
        FILES("Files"),
        LOST("Lost"),
        SERVE("Serve"),
        SESSION("Session");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** As lists are headed. */
        public String title() {
            return title;
        }
    }

    /**
     * A word command.
     *
     * @param purpose what it is for, in a few words: a list has two columns of them
     */
    record Summary(Group group, String name, String purpose) {}

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

    /** The commands, group by group, in the order a menu lists them. */
    List<Summary> summaries();
}
