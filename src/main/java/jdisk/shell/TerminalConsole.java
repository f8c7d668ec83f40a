package jdisk.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.extract.HistoryFile;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A console on a terminal: lines are edited, completed and remembered. */
public final class TerminalConsole implements Console, AutoCloseable {
    private final Terminal terminal;
    private final LineReader reader;
    private final PrintStream err;
    private final Optional<HistoryFile> historyFile;
    private Optional<Completer> completer = Optional.empty();
    private volatile boolean interrupted;

    /**
     * Takes over the terminal the process runs on.
     *
     * @param historyFile where commands are remembered from one session to the next, or nothing to forget them
     * @throws IOException if there is no terminal
     */
    public TerminalConsole(Optional<HistoryFile> historyFile, PrintStream err, Charset charset) throws IOException {
        this.terminal = TerminalBuilder.builder()
                .system(true)
                .encoding(charset)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build();
        this.err = err;
        this.historyFile = historyFile;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("jdisk")
                .completer((lineReader, line, candidates) -> completer.ifPresent(known -> known.complete(lineReader, line, candidates)))
                .parser(new DefaultParser().eofOnUnclosedQuote(false))
                // "!" is a character like any other: an image's name may hold it.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .build();
        historyFile.map(HistoryFile::lines).orElse(List.of()).forEach(reader.getHistory()::add);
        terminal.handle(Terminal.Signal.INT, signal -> interrupted = true);
    }

    /** Says from now on what can stand at the cursor. */
    public void completeWith(Completer knowing) {
        completer = Optional.of(knowing);
    }

    @Override
    public Optional<String> readLine(String prompt, Kind kind) {
        terminal.flush();
        interrupted = false;
        reader.setVariable(LineReader.DISABLE_HISTORY, kind == Kind.ANSWER);
        reader.setVariable(LineReader.DISABLE_COMPLETION, kind == Kind.ANSWER);
        try {
            String line = reader.readLine(prompt);
            if (kind == Kind.COMMAND && !line.isBlank() && !line.startsWith(" ")) {
                historyFile.ifPresent(file -> file.append(line));
            }
            return Optional.of(line);
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

    @Override
    public void print(String text) {
        terminal.writer().print(text);
    }

    @Override
    public void warn(String text) {
        terminal.flush();
        err.print(text);
        err.flush();
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
        return terminal.getWidth() > 0 ? terminal.getWidth() : PlainConsole.Screen.NONE.width();
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
