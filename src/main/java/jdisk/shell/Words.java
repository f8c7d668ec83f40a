package jdisk.shell;

import java.util.List;

/** The word commands, as the shell sees them. */
public interface Words {
    /** A word command and what it is for. */
    record Summary(String usage, String purpose) {}

    /**
     * Runs a command.
     *
     * @param tokens the command's name and its arguments
     */
    Outcome run(Shell shell, List<String> tokens);

    /** The commands, in the order a menu lists them. */
    List<Summary> summaries();
}
