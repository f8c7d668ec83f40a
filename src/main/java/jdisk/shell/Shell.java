package jdisk.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.listing.Style;
import jdisk.output.OutputGuard;
import jdisk.text.Visible;

/**
 * The command loop: takes a line, finds what it means, and says what went wrong.
 *
 * <p>A line of one character is a key of the menu, and what follows it answers the key's questions; anything longer is a word
 * command. Keys and words are the same whether they come from a terminal, a pipe, a script or the command line.
 */
public final class Shell implements Desk, AutoCloseable {
    /** Explains the command in front of it or after it; alone, lists the commands. */
    private static final String HELP = "?";

    private final Session session;
    private final LoggedConsole console;
    private final Words words;
    private final Visible visible;
    private final Scripts scripts;
    private final Voice voice;
    private Menu.Mode mode = Menu.Mode.MAIN;
    private Optional<Interruption> interruption = Optional.empty();

    public Shell(Session session, Console console, Words words) {
        this.session = session;
        session.listenTo(this::isInterrupted);
        this.console = new LoggedConsole(console);
        this.words = words;
        this.visible = session.visible();
        this.scripts = new Scripts(visible);
        this.voice = new Voice(this.console, visible, session.name(), scripts);
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public Console console() {
        return console;
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public Menu.Mode mode() {
        return mode;
    }

    /**
     * Reads commands from the console until the user leaves or input ends.
     *
     * @param warned whether something was said already that fdisk would have warned of
     */
    public void interact(boolean warned) {
        voice.beginLoop(warned);
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
                Optional<String> line = console.readLine(mode.prompt(session.isWithin()), Console.Kind.COMMAND);
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

    @Override
    public Outcome runScript(Path path, boolean keepGoing) {
        return scripts.run(path, keepGoing, this::runLine, this::report);
    }

    /** Runs the commands that a stream brings as those of a script: without prompts, and up to the first that fails. */
    public Outcome runScript(InputStream commands, boolean keepGoing) {
        return scripts.run(Path.of("-"), () -> commands, keepGoing, this::runLine, this::report);
    }

    private Outcome runLine(String place, String line) {
        console.typed(place + ": ", line);
        return run(line);
    }

    @Override
    public void record(Path file, boolean force, InstantSource clock) throws IOException {
        String name = visible.text(file.toString());
        LogForm form = LogForm.of(file)
                .orElseThrow(() -> new UserError("record: '" + name + "' ends in none of .txt, .log and .html: the extension decides what is written"));
        if (console.isLogged()) {
            throw new UserError("record: the session is being recorded already; 'record off' ends that");
        }
        OutputStream out = new OutputGuard(session.image()).grow(file, force);
        inform("Recording to " + name + ".\n");
        console.keep(new SessionLog(out, form, clock, LogFacts.of(session)));
    }

    @Override
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
    public void json(boolean compact, Consumer<String> out) {
        TableActions.json(session, compact, out);
    }

    /** Runs a line: nothing if it is blank or a comment. Once nothing can be printed any more, the script ends there. */
    private Outcome run(String line) {
        if (!console.isHeard()) {
            return Outcome.QUIT;
        }
        if (line.isBlank() || line.stripLeading().startsWith("#")) {
            return Outcome.DONE;
        }
        try {
            return runOne(Tokens.split(line));
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
            return runOne(tokens);
        } catch (UserError e) {
            report(e);
            return Outcome.FAILED;
        }
    }

    /** Runs a command with an interruption of its own: one Ctrl-C ends it, and no other. */
    private Outcome runOne(List<String> tokens) {
        Optional<Interruption> outer = interruption;
        try (Interruption its = console.listen()) {
            interruption = Optional.of(its);
            return dispatch(tokens);
        } finally {
            interruption = outer;
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
            Optional<String> meant = Menu.meantBy(first);
            if (meant.isPresent()) {
                return runKey(meant.get(), tokens.subList(1, tokens.size()));
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
            throw new UserError("'" + key + "' takes no answer: unexpected argument '" + visible.text(answers.getFirst()) + "'");
        }
        Questions questions = new Questions(this, answers);
        Outcome outcome = entry.action().run(this, questions);
        List<String> rest = questions.rest();
        if (!rest.isEmpty()) {
            throw new UserError("'" + key + "': unexpected argument '" + visible.text(rest.getFirst()) + "'");
        }
        return outcome;
    }

    @Override
    public Outcome enterExpert(List<String> command) {
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

    @Override
    public Outcome leaveExpert() {
        mode = Menu.Mode.MAIN;
        return Outcome.DONE;
    }

    @Override
    public boolean isInterrupted() {
        return interruption.filter(Interruption::isRequested).isPresent();
    }

    @Override
    public boolean goesOn() {
        return voice.isInteractive() || !scripts.isEmpty();
    }

    @Override
    public Optional<String> ask(String prompt) {
        if (!scripts.isEmpty()) {
            Optional<String> line = scripts.nextLine();
            line.ifPresent(answer -> console.typed(scripts.place().orElse("") + ": ", answer));
            return line;
        }
        voice.asked();
        Optional<String> answer = console.readLine(prompt, Console.Kind.ANSWER);
        if (answer.isEmpty()) {
            console.print("\n");
        }
        return answer;
    }

    @Override
    public void inform(String text) {
        voice.inform(text);
    }

    @Override
    public void warn(String text) {
        voice.warn(text);
    }

    @Override
    public void report(UserError error) {
        voice.report(error);
    }

    @Override
    public Outcome decline(String why) {
        return voice.decline(why);
    }
}
