package jdisk.shell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import jdisk.text.Page;

/** A console whose user has typed it all before, and which remembers what it was told. */
public final class ScriptedConsole implements Console {

    /** A line at which the user strikes Ctrl-C. */
    public static final String CANCEL = "^C";

    private final Deque<String> lines;
    private final List<String> prompts = new ArrayList<>();
    private final StringBuilder printed = new StringBuilder();
    private final StringBuilder warned = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean interrupted;
    private boolean terminal;
    private Page page = Page.PLAIN;

    public ScriptedConsole(String... lines) {
        this.lines = new ArrayDeque<>(List.of(lines));
    }

    @Override
    public Optional<String> readLine(String prompt, Kind kind) {
        prompts.add(prompt);
        Optional<String> line = Optional.ofNullable(lines.poll());
        if (line.equals(Optional.of(CANCEL))) {
            throw new Cancelled();
        }
        return line;
    }

    @Override
    public boolean isTerminal() {
        return terminal;
    }

    @Override
    public void print(String text) {
        printed.append(text);
    }

    @Override
    public void warn(String text) {
        warned.append(text);
    }

    @Override
    public void note(String text) {
        warned.append(text);
    }

    @Override
    public Page page() {
        return page;
    }

    @Override
    public Interruption listen() {
        return new Interruption() {
            @Override
            public boolean isRequested() {
                return interrupted;
            }

            @Override
            public void close() {
                interrupted = false;
            }
        };
    }

    @Override
    public OutputStream bytes() {
        return bytes;
    }

    @Override
    public boolean isWatched() {
        return true;
    }

    @Override
    public void status(String line) {
        // a test reads what stays
    }

    @Override
    public int width() {
        return 80;
    }

    @Override
    public List<String> history() {
        return List.of();
    }

    /** It is a terminal from now on. */
    public void becomeTerminal() {
        terminal = true;
    }

    /** What is printed from now on is shown on this. */
    public void showOn(Page other) {
        page = other;
    }

    /** The user strikes Ctrl-C while a command runs. */
    public void interrupt() {
        interrupted = true;
    }

    /** What stood before each line that was asked for. */
    public List<String> prompts() {
        return prompts;
    }

    public String printed() {
        return printed.toString();
    }

    public String warned() {
        return warned.toString();
    }
}
