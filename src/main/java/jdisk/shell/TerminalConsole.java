package jdisk.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import jdisk.listing.Page;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A console on a terminal: lines are edited, completed and remembered. */
public final class TerminalConsole implements Console, AutoCloseable {
    private static final int DEFAULT_HEIGHT = 24;

    private final Terminal terminal;
    private final LineReader reader;
    private final Pager pager;
    private final PrintStream err;
    private final PlainConsole.Screen screen;
    private volatile boolean interrupted;

    /**
     * Takes over the terminal the process runs on.
     *
     * @param historyFile where commands are remembered from one session to the next, or nothing to forget them
     * @throws IOException if there is no terminal
     */
    public TerminalConsole(
            Completer completer, Optional<Path> historyFile, PrintStream err, Charset charset, PlainConsole.Screen screen)
            throws IOException {
        this.terminal = TerminalBuilder.builder()
                .system(true)
                .encoding(charset)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build();
        if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
            terminal.setSize(new Size(PlainConsole.DEFAULT_WIDTH, DEFAULT_HEIGHT)); // a serial line, which does not tell
        }
        this.pager = new Pager(terminal);
        this.err = err;
        this.screen = screen;
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("jdisk")
                .completer(completer)
                .parser(new DefaultParser().eofOnUnclosedQuote(false))
                // "!" is a character like any other: an image's name may hold it.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
        historyFile.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        this.reader = builder.build();
        terminal.handle(Terminal.Signal.INT, signal -> interrupted = true);
    }

    @Override
    public Optional<String> readLine(String prompt, Kind kind) {
        terminal.flush();
        interrupted = false;
        reader.setVariable(LineReader.DISABLE_HISTORY, kind == Kind.ANSWER);
        reader.setVariable(LineReader.DISABLE_COMPLETION, kind == Kind.ANSWER);
        try {
            return Optional.of(reader.readLine(prompt));
        } catch (EndOfFileException e) {
            return Optional.empty();
        } catch (UserInterruptException e) {
            throw new Cancelled();
        }
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    /** What is longer than the screen is shown a screen at a time; whoever leaves it early has the command end, too. */
    @Override
    public void print(String text) {
        if (screen.dumb() || !pager.isFor(text)) {
            terminal.writer().print(text);
            return;
        }
        try {
            interrupted = !pager.show(text);
        } catch (IOException e) {
            throw new UserError("the terminal: " + IoMessage.of(e));
        }
    }

    @Override
    public void warn(String text) {
        terminal.flush();
        err.print(screen.ofErrors().warning(text));
        err.flush();
    }

    @Override
    public void note(String text) {
        terminal.flush();
        err.print(text);
        err.flush();
    }

    @Override
    public Page page() {
        return new Page(screen.ofOutput(), screen.dumb() ? OptionalInt.empty() : OptionalInt.of(width()));
    }

    @Override
    public boolean isInterrupted() {
        return interrupted;
    }

    @Override
    public OutputStream bytes() {
        throw new UserError("a terminal is no place for a disk's bytes: name a file");
    }

    @Override
    public boolean isWatched() {
        return true;
    }

    @Override
    public void status(String line) {
        err.print("\r" + line + PlainConsole.CLEAR_TO_END);
        err.flush();
    }

    @Override
    public int width() {
        return terminal.getWidth();
    }

    @Override
    public List<String> history() {
        List<String> lines = new ArrayList<>();
        for (History.Entry entry : reader.getHistory()) {
            lines.add(entry.line());
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
