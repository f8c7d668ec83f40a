package jdisk.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import jdisk.shell.PlainConsole;

/**
 * What the program is started in: its streams, and what of them is a terminal. Read once, when it starts.
 *
 * @param raw where bytes go that are no text: it writes where {@code out} does
 * @param status what is shown on the terminal until something else is
 * @param columns of the terminal, if there is one
 */
record Surroundings(
        InputStream in,
        PrintStream out,
        OutputStream raw,
        PrintStream err,
        StatusLine status,
        Map<String, String> environment,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        int columns) {

    /** What the launcher found out, as it is free there: which streams are terminals, and how wide. */
    private static final String IN_IS_TERMINAL = "jdisk.stdin.tty";

    private static final String OUT_IS_TERMINAL = "jdisk.stdout.tty";
    private static final String ERR_IS_TERMINAL = "jdisk.stderr.tty";
    private static final String COLUMNS = "jdisk.columns";

    /** These streams; which of them are terminals, the launcher has told, or else Java. */
    static Surroundings of(
            InputStream in, PrintStream out, OutputStream raw, PrintStream err, StatusLine status, Map<String, String> environment) {
        return new Surroundings(
                in,
                out,
                raw,
                err,
                status,
                environment,
                isTerminal(IN_IS_TERMINAL),
                isTerminal(OUT_IS_TERMINAL),
                isTerminal(ERR_IS_TERMINAL),
                Math.max(Integer.getInteger(COLUMNS, PlainConsole.DEFAULT_WIDTH), 1));
    }

    /** Where no launcher has told, as on Windows, Java knows whether both standard input and output are terminals. */
    @SuppressWarnings("SystemConsoleNull") // it is null again since Java 25, and where another kind of console is asked for, it is not
    private static boolean isTerminal(String told) {
        String answer = System.getProperty(told);
        if (answer != null) {
            return Boolean.parseBoolean(answer);
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** The same with output going elsewhere, which is shown where this one's is. */
    Surroundings with(PrintStream otherOut, PrintStream otherErr) {
        return new Surroundings(
                in, otherOut, otherOut, otherErr, status, environment, inIsTerminal, outIsTerminal, errIsTerminal, columns);
    }

    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** The character set of text. */
    Charset charset() {
        return out.charset();
    }

    /** What kind of terminal it is. */
    String terminalType() {
        return variable("TERM");
    }

    /** Whether the terminal can do no more than take text, or what it shows is read aloud. */
    boolean isDumb() {
        return terminalType().isEmpty() || terminalType().equals("dumb");
    }

    /** Whether a person types commands and sees the answers. */
    boolean isInteractive() {
        return inIsTerminal && outIsTerminal && !isDumb();
    }

    /** Where something of the user's is remembered: in the place the XDG base directory specification gives such state. */
    Optional<Path> stateFile(String name) {
        String state = variable("XDG_STATE_HOME");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        try {
            Path folder = (state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state)).resolve("jdisk");
            return Optional.of(folder.resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty(); // nowhere to remember it: a shell without a memory is still a shell
        }
    }
}
