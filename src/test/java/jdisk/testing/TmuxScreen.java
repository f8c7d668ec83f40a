package jdisk.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A terminal that a program runs in: what is typed goes in as key strokes, what comes out is read off the screen.
 *
 * <p>It is a window of a tmux server of its own. Whoever waits for something to appear says what, and gets an error
 * that shows the screen if it does not appear in time.
 */
public final class TmuxScreen implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path tmux;
    private final Path folder;
    private final Map<String, String> environment;

    private TmuxScreen(Path tmux, Path folder, Map<String, String> environment) {
        this.tmux = tmux;
        this.folder = folder;
        this.environment = environment;
    }

    /**
     * Opens a terminal and runs a shell line in it; when that ends, its exit status is shown as {@code EXIT 0}.
     *
     * @param folder working directory, and where tmux keeps its socket
     * @param environment additions to the environment
     */
    public static TmuxScreen running(String line, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path tmux = RealTool.named("tmux", 1).program();
        // One each: a server takes a moment to go, and the next would meet it.
        Path sockets = Files.createTempDirectory(folder, "tmux");
        Map<String, String> all = new HashMap<>(environment);
        all.put("TMUX_TMPDIR", sockets.toString());
        all.put("TMUX", "");        // so that it also runs inside somebody's tmux
        all.put("LC_ALL", "C.UTF-8");
        TmuxScreen screen = new TmuxScreen(tmux, folder, all);
        screen.tmux("-f", "/dev/null", "new-session", "-d", "-x", "110", "-y", "40",
                line + "; echo \"EXIT $?\"; exec sleep 600");
        return screen;
    }

    /** Types text, without an Enter. */
    public void type(String text) throws IOException, InterruptedException {
        tmux("send-keys", "-l", "--", text);
    }

    /** Strikes keys by tmux's names: {@code Enter}, {@code Tab}, {@code Up}, {@code C-c}, … */
    public void strike(String... keys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("send-keys", "--"));
        command.addAll(List.of(keys));
        tmux(command.toArray(String[]::new));
    }

    /** Types a line and Enter. */
    public void enter(String line) throws IOException, InterruptedException {
        type(line);
        strike("Enter");
    }

    /** Pastes what a file holds. */
    public void paste(Path file) throws IOException, InterruptedException {
        tmux("load-buffer", file.toString());
        tmux("paste-buffer");
    }

    /** Gives the window another size, and the program a moment to draw its line anew: nobody types meanwhile. */
    public void resize(int columns, int rows) throws IOException, InterruptedException {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
        Thread.sleep(300);
    }

    /** The lines on the screen and those scrolled off it, without blank ends. */
    public String text() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p", "-J", "-S", "-").lines().map(String::stripTrailing)
                .collect(Collectors.joining("\n")).stripTrailing();
    }

    /** The rows of the screen as they are seen: a line that wraps is several. */
    public List<String> rows() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p").lines().map(String::stripTrailing).toList();
    }

    /** Waits until the rows of the screen are such. */
    public void awaitRows(String what, Predicate<List<String>> condition) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        // Ends: when they are, or when time is up.
        while (!condition.test(rows())) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("waited in vain for: " + what + "\n--- screen ---\n" + String.join("\n", rows()));
            }
            Thread.sleep(50);
        }
    }

    /** What {@link #text} says, with the escape sequences of its bold and coloured parts. */
    public String styledText() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p", "-e", "-J", "-S", "-").stripTrailing();
    }

    /** What {@link #text} says down to the cursor: what stands below it is no part of the session. */
    public String textToCursor() throws IOException, InterruptedException {
        String row = tmux("display-message", "-p", "#{cursor_y}").strip();
        return tmux("capture-pane", "-p", "-J", "-S", "-", "-E", row).lines().map(String::stripTrailing)
                .collect(Collectors.joining("\n")).stripTrailing();
    }

    /** The last line down to the cursor with anything on it: the one that is being typed. */
    public String lastLine() throws IOException, InterruptedException {
        String text = textToCursor();
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    /** Waits until the screen matches this expression somewhere. */
    public void await(String expression) throws IOException, InterruptedException {
        await(expression, Pattern.compile(expression, Pattern.MULTILINE).asPredicate());
    }

    /** Waits until the line at the cursor is this one. */
    public void awaitLastLine(String line) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        // Ends: when it is, or when time is up.
        while (!lastLine().equals(line)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("waited in vain for the last line: " + line + "\n--- screen ---\n" + text());
            }
            Thread.sleep(50);
        }
    }

    /** Waits until this holds for the screen's text. */
    public void await(String what, Predicate<String> condition) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        String text = text();
        while (!condition.test(text)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("waited in vain for: " + what + "\n--- screen ---\n" + text);
            }
            Thread.sleep(50);
            text = text();
        }
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tmux.toString()));
        command.addAll(List.of(arguments));
        Outcome outcome = RealTool.outcomeOf(command, folder, environment, "");
        if (outcome.status() != 0) {
            throw new IOException("tmux " + String.join(" ", arguments) + ": " + outcome.err());
        }
        return outcome.out();
    }

    @Override
    public void close() throws IOException {
        try {
            tmux("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
