package jdisk.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import jdisk.text.Emphasis;
import jdisk.text.Page;
import jdisk.text.Wrapping;
import org.jspecify.annotations.Nullable;

/** A console without a terminal: prompts are printed, nothing is echoed, as fdisk behaves on a pipe. */
public final class PlainConsole implements Console {
    /** Columns of a terminal that does not say how many it has. */
    public static final int DEFAULT_WIDTH = 80;

    /** Commands that are remembered, and characters of one: what is piped in may have no end. */
    private static final int REMEMBERED = 2_000;

    private static final int LONGEST_REMEMBERED = 4_096;


    /** Clears the rest of a line on a terminal (ECMA-48, EL), and has it cut what is too long (DEC's autowrap mode). */
    private static final String ONE_LINE = "\r\033[K\033[?7l";

    private static final String AS_BEFORE = "\033[?7h";

    private final Lines in;
    private final PrintStream out;
    private final OutputStream raw;
    private final PrintStream err;
    private final Screen screen;
    private final Deque<String> history = new ArrayDeque<>();

    /**
     * What of a terminal there is all the same.
     *
     * @param showsOutput whether standard output is one
     * @param showsErrors whether standard error is one
     * @param dumb whether it can do no more than take text: then nothing is set off, drawn or paged
     * @param width of it, in columns
     * @param ofOutput how headers on standard output are set off
     * @param ofErrors how errors are
     */
    public record Screen(boolean showsOutput, boolean showsErrors, boolean dumb, int width, Emphasis ofOutput, Emphasis ofErrors) {
        /** None at all. */
        public static final Screen NONE = new Screen(false, false, true, DEFAULT_WIDTH, Emphasis.NONE, Emphasis.NONE);

        /** An error or a doubt, as it is written to standard error: set off, and on a terminal in lines that fit. */
        public String warning(String text) {
            return warning(text, width);
        }

        /** The same on a terminal that is so wide now. */
        String warning(String text, int columns) {
            return ofErrors.warning(message(text, columns));
        }

        /** Lines for standard error: a terminal would break long ones anywhere; what reads a pipe takes a line for a message. */
        String message(String text, int columns) {
            if (!showsErrors || dumb) {
                return text;
            }
            // The last column is left free: not every terminal stays on the line when it is filled.
            String wrapped = text.lines().flatMap(line -> Wrapping.lines(line, columns - 1).stream()).collect(Collectors.joining("\n"));
            return text.endsWith("\n") ? wrapped + "\n" : wrapped;
        }
    }

    /** A console that writes to these streams; bytes go to {@code raw}, which writes where {@code out} does. */
    public PlainConsole(Reader in, PrintStream out, OutputStream raw, PrintStream err, Screen screen) {
        this.in = new Lines(in);
        this.out = out;
        this.raw = raw;
        this.err = err;
        this.screen = screen;
    }

    @Override
    public Optional<String> readLine(String prompt, Kind kind) {
        print(prompt);
        if (!isHeard()) {
            return Optional.empty(); // input can go on for ever; what it asks for can be shown to nobody
        }
        try {
            Optional<String> line = in.next();
            if (kind == Kind.COMMAND) {
                line.filter(text -> !text.isBlank() && text.length() <= LONGEST_REMEMBERED).ifPresent(this::remember);
            }
            return line;
        } catch (IOException e) {
            warn("jdisk: standard input: " + e.getMessage() + "\n");
            return Optional.empty();
        }
    }

    @Override
    public boolean isTerminal() {
        return false;
    }

    @Override
    public void print(String text) {
        out.print(text);
    }

    @Override
    public boolean isHeard() {
        return !out.checkError();
    }

    @Override
    public void warn(String text) {
        out.flush(); // so that both streams, sent to one place, stay in the order they were written in
        err.print(screen.warning(text));
        err.flush();
    }

    @Override
    public void note(String text) {
        out.flush();
        err.print(screen.message(text, screen.width()));
        err.flush();
    }

    @Override
    public Page page() {
        boolean wide = screen.showsOutput() && !screen.dumb();
        return new Page(screen.ofOutput(), wide ? OptionalInt.of(screen.width()) : OptionalInt.empty());
    }

    @Override
    public Interruption listen() {
        return new Interrupt();
    }

    /** Where no command asks, an interrupt ends the program, as it ends any: it is listened to from the first question on. */
    private final class Interrupt implements Interruption {
        private volatile boolean requested;
        private volatile @Nullable InterruptSignal signal;

        @Override
        public boolean isRequested() {
            if (signal == null) {
                signal = InterruptSignal.listen(this::request);
                if (requested) {
                    close(); // while it was not yet known whom to listen to again
                }
            }
            return requested || !isHeard();
        }

        /**
         * The command is asked to end. One that waits for a pipe nobody reads, or for a disk that does not answer, hears of that too
         * late or never: a second interrupt ends the program, as it ends any, and what ends with it.
         */
        private void request() {
            requested = true;
            close();
        }

        @Override
        public void close() {
            InterruptSignal listened = signal;
            if (listened != null) {
                listened.forget();
            }
        }
    }

    @Override
    public OutputStream bytes() {
        if (screen.showsOutput()) {
            throw new UserError("standard output is a terminal, which a disk's bytes would garble: name a file, or use a pipe");
        }
        out.flush();
        return raw;
    }

    @Override
    public boolean isWatched() {
        return screen.showsErrors() && !screen.dumb();
    }

    @Override
    public void status(String line) {
        err.print(asStatus(line));
        err.flush();
    }

    /** A line that takes the place of the one the cursor is in, and never more, even if the window has become narrower. */
    static String asStatus(String line) {
        return ONE_LINE + line + AS_BEFORE;
    }

    private void remember(String command) {
        history.addLast(command);
        if (history.size() > REMEMBERED) {
            history.removeFirst();
        }
    }

    @Override
    public int width() {
        return screen.width();
    }

    @Override
    public List<String> history() {
        return List.copyOf(history);
    }
}
