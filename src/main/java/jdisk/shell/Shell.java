package jdisk.shell;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import jdisk.output.OutputGuard;
import jdisk.listing.ListedDisk;
import jdisk.listing.Style;
import jdisk.text.Visible;

/**
 * The command loop: takes a line, finds what it means, and says what went wrong.
 *
 * <p>A line of one character is a key of the menu, and what follows it answers the key's questions; anything longer is a word
 * command. Keys and words are the same whether they come from a terminal, a pipe, a script or the command line.
 */
public final class Shell implements AutoCloseable {
    /** Explains the command in front of it or behind it; alone, lists the commands. */
    private static final String HELP = "?";

    private final Session session;
    private final LoggedConsole console;
    private final Words words;
    private final Visible visible;
    private final Deque<Script> scripts = new ArrayDeque<>();
    private Menu.Mode mode = Menu.Mode.MAIN;
    private boolean interactive;
    private boolean setOff;

    public Shell(Session session, Console console, Words words, Visible visible) {
        this.session = session;
        this.console = new LoggedConsole(console);
        this.words = words;
        this.visible = visible;
    }

    public Session session() {
        return session;
    }

    public Console console() {
        return console;
    }

    public Words words() {
        return words;
    }

    /** The disk, for listings that are shown on the console. */
    public ListedDisk disk() {
        return session.disk().on(console.page());
    }

    /** The menu the user is in. */
    public Menu.Mode mode() {
        return mode;
    }

    /**
     * Reads commands from the console until the user leaves or input ends.
     *
     * @param warned whether something was said already that fdisk would have warned of
     */
    public void interact(boolean warned) {
        interactive = true;
        setOff = warned;
        Outcome outcome = Outcome.DONE;
        // Ends: every turn takes a line, and lines come to an end.
        while (outcome != Outcome.QUIT) {
            console.print("\n");
            Optional<String> line = readCommand();
            outcome = line.map(this::run).orElse(Outcome.QUIT);
        }
        console.print("\n");
    }

    /** Reads the next command that is not blank. */
    private Optional<String> readCommand() {
        while (true) {
            try {
                Optional<String> line = console.readLine(mode.prompt(), Console.Kind.COMMAND);
                if (line.isEmpty() || !line.get().isBlank()) {
                    return line;
                }
                if (session.style() == Style.MODERN) {
                    // util-linux takes a blank line for a command it does not know, and warns of it without a word.
                    warn("");
                    console.print("\n");
                }
            } catch (Console.Cancelled e) {
                console.print("\n");
            } catch (UserError e) {
                report(e);
                console.print("\n");
            }
        }
    }

    /**
     * Runs the commands of a script.
     *
     * @param keepGoing whether a command that fails does not stop it
     * @return {@link Outcome#FAILED} if a command failed, else {@link Outcome#PROBLEMS} if one met any, else how it ended
     */
    public Outcome runScript(Path path, boolean keepGoing) {
        String name = visible.text(path.toString());
        if (scripts.stream().anyMatch(running -> running.path.equals(path.toAbsolutePath().normalize()))) {
            throw new UserError("'" + name + "' is being run already; a script cannot run itself");
        }
        try (Lines lines = new Lines(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
            scripts.push(new Script(name, path.toAbsolutePath().normalize(), lines));
            try {
                return runLines(keepGoing);
            } finally {
                scripts.pop();
            }
        } catch (IOException e) {
            throw new UserError(name + ": " + IoMessage.of(e));
        }
    }

    private Outcome runLines(boolean keepGoing) {
        Outcome worst = Outcome.DONE;
        // Ends: each turn takes a line, and lines come to an end.
        while (true) {
            Outcome outcome;
            try {
                Optional<String> line = scripts.getFirst().next();
                if (line.isEmpty()) {
                    return worst;
                }
                console.typed(scripts.getFirst().place() + ": ", line.get());
                outcome = run(line.get());
            } catch (UserError e) {
                report(e);
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

    /**
     * Keeps a log of the session from now on.
     *
     * @param file whose name says in which form
     * @param force whether a file that has the name already may go
     */
    public void record(Path file, boolean force, InstantSource clock) throws IOException {
        String name = visible.text(file.toString());
        LogForm form = LogForm.of(file)
                .orElseThrow(() -> new UserError("record: '" + name + "' ends neither in .txt nor in .html: the name says what is written"));
        if (console.isLogged()) {
            throw new UserError("record: the session is being recorded already; 'record off' ends that");
        }
        String about = "jdisk " + Optional.ofNullable(Shell.class.getPackage().getImplementationVersion()).orElse("(not packaged)")
                + ", a session with " + session.name() + ", " + session.image().size() + " bytes";
        OutputStream out = new OutputGuard(session.image()).grow(file, force);
        inform("Recording to " + name + ".\n");
        console.keep(new SessionLog(out, form, clock, about));
    }

    /**
     * Completes the log.
     *
     * @throws UserError if there is none
     */
    public void stopRecording() {
        if (!console.isLogged()) {
            throw new UserError("record: the session is not being recorded");
        }
        console.complete();
    }

    /** Ends the session: what was recorded of it is completed. */
    @Override
    public void close() {
        console.complete();
    }

    /** The table as JSON, with everything that is doubtful about it. */
    public String json(boolean compact) {
        return TableActions.json(this, compact);
    }

    /** Runs a line: nothing if it is blank or a comment. */
    private Outcome run(String line) {
        if (line.isBlank() || line.stripLeading().startsWith("#")) {
            return Outcome.DONE;
        }
        try {
            return dispatch(Tokens.split(line));
        } catch (UserError e) {
            report(e);
            return Outcome.FAILED;
        }
    }

    /**
     * Runs a command that is split into words already.
     *
     * @param tokens a key or word and its arguments, at least one
     */
    public Outcome run(List<String> tokens) {
        try {
            return dispatch(tokens);
        } catch (UserError e) {
            report(e);
            return Outcome.FAILED;
        }
    }

    private Outcome dispatch(List<String> tokens) {
        String first = tokens.getFirst();
        try {
            if (first.equals(HELP)) {
                return words.explain(this, tokens.subList(1, tokens.size()));
            }
            if (tokens.size() == 2 && tokens.getLast().equals(HELP)) {
                return words.explain(this, List.of(first));
            }
            if (first.codePointCount(0, first.length()) == 1) {
                return runKey(first, tokens.subList(1, tokens.size()));
            }
            return words.run(this, tokens);
        } catch (IOException e) {
            throw new UserError(IoMessage.of(e));
        } catch (Console.Cancelled e) {
            console.print("\n");
            return Outcome.FAILED;
        }
    }

    private Outcome runKey(String key, List<String> answers) throws IOException {
        Menu.Entry entry = Menu.require(mode, visible.text(key), session);
        if (!entry.takesAnswers() && !answers.isEmpty()) {
            throw new UserError("'" + key + "' takes no answer, and there is '" + visible.text(answers.getFirst()) + "'");
        }
        Questions questions = new Questions(this, answers);
        Outcome outcome = entry.action().run(this, questions);
        List<String> rest = questions.rest();
        if (!rest.isEmpty()) {
            throw new UserError("'" + key + "' has no use for '" + visible.text(rest.getFirst()) + "'");
        }
        return outcome;
    }

    /** Enters expert mode; with a command behind the key, runs that one command of expert mode instead. */
    Outcome enterExpert(Questions questions) throws IOException {
        List<String> command = questions.rest();
        mode = Menu.Mode.EXPERT;
        if (command.isEmpty()) {
            return Outcome.DONE;
        }
        try {
            return dispatch(command);
        } finally {
            mode = Menu.Mode.MAIN;
        }
    }

    Outcome leaveExpert() {
        mode = Menu.Mode.MAIN;
        return Outcome.DONE;
    }

    /** Whether more commands may follow this one. */
    public boolean goesOn() {
        return interactive || !scripts.isEmpty();
    }

    /** Asks a question; within a script, the next line answers it. */
    Optional<String> ask(String prompt) {
        Script script = scripts.peek();
        if (script != null) {
            Optional<String> line = script.next();
            line.ifPresent(answer -> console.typed(script.place() + ": ", answer));
            return line;
        }
        setOff = true;
        Optional<String> answer = console.readLine(prompt, Console.Kind.ANSWER);
        if (answer.isEmpty()) {
            console.print("\n");
        }
        return answer;
    }

    /**
     * Prints an answer as util-linux does in its loop: behind a question or a warning, and at first, it is set off by an
     * empty line.
     */
    void inform(String text) {
        if (interactive && setOff) {
            console.print("\n");
        }
        setOff = false;
        console.print(text);
    }

    /** Warns in fdisk's own words. */
    void warn(String text) {
        setOff = true;
        console.warn(text + "\n");
    }

    /** Says what went wrong: where in a script, or with the program's and the image's name, unless it is fdisk's own sentence. */
    public void report(UserError error) {
        Script script = scripts.peek();
        String text = visible.text(error.text()); // it may tell what was typed, which may be anything
        if (script != null) {
            warn(script.place() + ": " + text);
        } else {
            warn((error.isFdisks() ? "" : "jdisk: " + session.name() + ": ") + text);
        }
    }

    /**
     * Says in a comment why there is nothing for another shell to run: such output is handed on, and a comment does no harm
     * there. In a script, the error says it, too, as it says where.
     */
    public Outcome decline(String why) {
        console.print("# " + why + "\n");
        if (!scripts.isEmpty()) {
            report(new UserError(why));
        }
        return Outcome.FAILED;
    }

    /** A script that is being run, and how far it is. */
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
