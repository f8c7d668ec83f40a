package jdisk.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.text.Visible;

/** The scripts that are being run, one within the other, and how far each is. */
final class Scripts {
    /** Runs a line of a script. */
    interface Runner {
        /**
         * Runs a line.
         *
         * @param place the script's name and the line's number
         */
        Outcome run(String place, String line);
    }

    /** Scripts that run each other so deep are no longer what anybody meant. */
    private static final int DEEPEST = 100;

    private final Visible visible;
    private final Deque<Script> running = new ArrayDeque<>();

    Scripts(Visible visible) {
        this.visible = visible;
    }

    boolean isEmpty() {
        return running.isEmpty();
    }

    /** The name of the innermost script and the number of its line; nothing if none is being run. */
    Optional<String> place() {
        return Optional.ofNullable(running.peek()).map(Script::place);
    }

    /** The next line of the innermost script; nothing at its end. */
    Optional<String> nextLine() {
        return running.getFirst().next();
    }

    /**
     * Runs the commands of a script.
     *
     * @param failed told of a line that cannot be taken for a command
     */
    Outcome run(Path path, boolean keepGoing, Runner runner, Consumer<UserError> failed) {
        return run(path, () -> Files.newInputStream(path), keepGoing, runner, failed);
    }

    /** Opens what is to be read. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** The same of commands that come from elsewhere; the path is what they are called. */
    Outcome run(Path path, Source source, boolean keepGoing, Runner runner, Consumer<UserError> failed) {
        String name = visible.text(path.toString());
        Path whole = path.toAbsolutePath().normalize();
        if (running.stream().anyMatch(script -> script.path.equals(whole))) {
            throw new UserError("'" + name + "' is being run already; a script cannot run itself");
        }
        if (running.size() >= DEEPEST) {
            throw new UserError("'" + name + "' is not run: more than " + DEEPEST + " scripts run each other");
        }
        try (Lines lines = new Lines(new InputStreamReader(source.open(), StandardCharsets.UTF_8))) {
            running.push(new Script(name, whole, lines));
            try {
                return runLines(keepGoing, runner, failed);
            } finally {
                running.pop();
            }
        } catch (IOException e) {
            throw new UserError(name + ": " + IoMessage.of(e));
        }
    }

    private Outcome runLines(boolean keepGoing, Runner runner, Consumer<UserError> failed) {
        Script script = running.getFirst();
        Outcome worst = Outcome.DONE;
        // Ends: each turn takes a line, and lines come to an end.
        while (true) {
            Outcome outcome;
            try {
                Optional<String> line = script.next();
                if (line.isEmpty()) {
                    return worst;
                }
                outcome = runner.run(script.place(), line.get());
            } catch (UserError e) {
                failed.accept(e);
                outcome = Outcome.FAILED;
            }
            if (outcome == Outcome.QUIT) {
                return worst == Outcome.DONE ? outcome : worst;
            }
            if (outcome.isError()) {
                worst = Outcome.FAILED;
                if (!keepGoing) {
                    return worst;
                }
            } else if (outcome == Outcome.PROBLEMS && worst == Outcome.DONE) {
                worst = outcome;
            }
        }
    }

    /** A script, and how far it is. */
    private static final class Script {
        private final String name;
        private final Path path;
        private final Lines lines;
        private long number;

        Script(String name, Path path, Lines lines) {
            this.name = name;
            this.path = path;
            this.lines = lines;
        }

        Optional<String> next() {
            number++;
            try {
                return lines.next();
            } catch (IOException e) {
                throw new UserError(IoMessage.of(e));
            }
        }

        String place() {
            return name + ":" + number;
        }
    }
}
