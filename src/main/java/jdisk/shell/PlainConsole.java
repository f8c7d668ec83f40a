package jdisk.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A console without a terminal: prompts are printed, nothing is echoed, as fdisk behaves on a pipe. */
public final class PlainConsole implements Console {
    private final Lines in;
    private final PrintStream out;
    private final PrintStream err;
    private final List<String> history = new ArrayList<>();

    public PlainConsole(Reader in, PrintStream out, PrintStream err) {
        this.in = new Lines(in);
        this.out = out;
        this.err = err;
    }

    @Override
    public Optional<String> readLine(String prompt, Kind kind) {
        print(prompt);
        out.flush();
        try {
            Optional<String> line = in.next();
            if (kind == Kind.COMMAND) {
                line.filter(text -> !text.isBlank()).ifPresent(history::add);
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
    public void warn(String text) {
        out.flush(); // so that both streams, sent to one place, stay in the order they were written in
        err.print(text);
        err.flush();
    }

    @Override
    public boolean isInterrupted() {
        return out.checkError(); // nobody reads on: the pipe is closed
    }

    @Override
    public List<String> history() {
        return List.copyOf(history);
    }
}
