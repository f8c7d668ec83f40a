package jdisk.shell;

import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import jdisk.text.Page;

/** Where the shell reads lines from and writes to. */
public interface Console {
    /** What kind of line is asked for. */
    enum Kind {
        /** A command: it is completed, and kept in the history. */
        COMMAND,
        /** The answer to a question. */
        ANSWER
    }

    /**
     * Shows a prompt and reads a line.
     *
     * @return the line without its end, or nothing at the end of input
     * @throws Cancelled if the user cancels the line
     */
    Optional<String> readLine(String prompt, Kind kind);

    /** Whether a person looks on, and no program takes what is printed for fdisk's. */
    boolean isTerminal();

    /** Writes what was asked for, as it is. */
    void print(String text);

    /** Whether what is printed can still be written: a pipe can be closed, a disk full. */
    default boolean isHeard() {
        return true;
    }

    /** Writes an error or a doubt, so that it stands out where it can. */
    void warn(String text);

    /** Writes what is neither asked for nor an error, as it is: how much was copied. */
    void note(String text);

    /** What listings are shown on. */
    Page page();

    /** Begins to listen for the user's wish that a command end. */
    Interruption listen();

    /** Where bytes go that are asked for, as they are. */
    OutputStream bytes();

    /** Whether somebody sees what {@link #status} shows. */
    boolean isWatched();

    /** Shows a line that the next one takes the place of; an empty one takes it away. */
    void status(String line);

    /** Columns there are to show something in. */
    int width();

    /** The commands typed so far, the oldest first. */
    List<String> history();

    /** Whether tips are shown below a line while it is typed. */
    default boolean showsTips() {
        return false;
    }

    /**
     * Shows tips from now on, or no longer.
     *
     * @return whether later sessions will do the same
     * @throws UserError if there is nowhere to show them
     */
    default boolean showTips(boolean on) {
        throw new UserError("tips are only shown on a terminal, below the line that is being typed");
    }

    /** The user cancelled what was going on. */
    final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Cancelled() {
            super(null, null, false, false);
        }
    }
}
