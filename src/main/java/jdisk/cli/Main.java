package jdisk.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdisk.command.CommandDescriptions;
import jdisk.command.CommandWords;
import jdisk.command.Completion;
import jdisk.command.Nearest;
import jdisk.image.Image;
import jdisk.image.SampleDisk;
import jdisk.listing.ClassicListing;
import jdisk.listing.ListedDisk;
import jdisk.listing.ModernListing;
import jdisk.listing.Style;
import jdisk.output.HistoryFile;
import jdisk.output.OutputGuard;
import jdisk.output.TipsFile;
import jdisk.shell.Build;
import jdisk.shell.IoMessage;
import jdisk.shell.NoTable;
import jdisk.shell.Outcome;
import jdisk.shell.PlainConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.shell.TerminalConsole;
import jdisk.shell.UserError;
import jdisk.source.Opening;
import jdisk.source.Sources;
import jdisk.text.Emphasis;
import jdisk.text.Visible;
import jdisk.usage.WrongUsage;

/** The program: understands the command line, opens images, and says how it all ended. */
public final class Main {
    private static final int WRONG_USAGE = 2;

    /** In place of an image: what to do without one. */
    private static final String HELP = "help";

    /** The caller's character set, as the launcher found it out. */
    private static final String CHARSET = "jdisk.charset";

    private final Surroundings surroundings;
    private final PrintStream out;
    private final PrintStream err;
    private final Visible visible;

    /** As the options want it, once they are known. */
    private PlainConsole.Screen screen;

    /** A program on these streams, with text in the character set of {@code out}. */
    public Main(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        this(Surroundings.of(in, out, out, err, new StatusLine(err), environment));
    }

    private Main(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.out = surroundings.out();
        this.err = surroundings.err();
        this.visible = new Visible(surroundings.charset());
        this.screen = new PlainConsole.Screen(surroundings.outIsTerminal(), surroundings.errIsTerminal(), surroundings.isDumb(),
                surroundings.columns(), Emphasis.NONE, Emphasis.NONE);
    }

    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(Fault::end);
        Locale.setDefault(Locale.ROOT);
        Charset charset = Optional.ofNullable(System.getProperty(CHARSET))
                .filter(Main::isCharset)
                .map(Charset::forName)
                .orElseGet(Charset::defaultCharset);
        FileOutputStream raw = new FileOutputStream(FileDescriptor.out);
        FileOutputStream errors = new FileOutputStream(FileDescriptor.err);
        StatusLine line = new StatusLine(errors);
        StandardOutput text = new StandardOutput(line.before(raw));
        PrintStream out = new PrintStream(text, false, charset);
        PrintStream err = new PrintStream(line.before(errors), false, charset);
        int status = new Main(Surroundings.of(new FileInputStream(FileDescriptor.in), out, raw, err, line, System.getenv())).run(args);
        out.flush();
        Optional<String> unwritten = text.failure();
        unwritten.ifPresent(why -> err.print("jdisk: standard output: " + why + "\n"));
        err.flush();
        // Whatever has something to do at the end has done it: all is closed. System.exit would first look for a logger to tell, in
        // all libraries, which takes as long as to read a table.
        Runtime.getRuntime().halt(unwritten.isPresent() ? Outcome.FAILED.status() : status);
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Runs a command line.
     *
     * @return the exit status
     */
    public int run(String... args) {
        if (args.length == 0) {
            err.print(Greeting.FIRST_STEPS);
            err.flush();
            return WRONG_USAGE;
        }
        if (args[0].equals(HELP) && !Files.exists(Path.of(HELP))) {
            return help(args);
        }
        Options options;
        try {
            options = Options.parse(args, Optional.ofNullable(surroundings.environment().get("JDISK_STYLE")));
        } catch (WrongUsage e) {
            String advice = Nearest.toOption(e.unknown(), OptionTable.ALL)
                    .map(Nearest::question)
                    .orElse("try 'jdisk --help'");
            err.print(screen.warning("jdisk: " + visible.text(e.text()) + "; " + advice + "\n"));
            err.flush();
            return WRONG_USAGE;
        }
        int status = run(options);
        out.flush();
        return status;
    }

    private int run(Options options) {
        screen = new PlainConsole.Screen(
                surroundings.outIsTerminal(),
                surroundings.errIsTerminal(),
                surroundings.isDumb(),
                surroundings.columns(),
                emphasis(options, surroundings.outIsTerminal()),
                emphasis(options, surroundings.errIsTerminal()));
        if (options.help()) {
            out.print(Usage.help());
            out.print(Greeting.words(new CommandWords(visible)));
            return 0;
        }
        if (options.version()) {
            Build build = Build.current();
            out.print(build.title() + "\n" + build.platform() + "\n");
            return 0;
        }
        if (options.demo()) {
            return attempt(SampleDisk.open().name(), SampleDisk::open, options, true);
        }
        List<String> names = options.images();
        if (names.size() == 1) {
            return attempt(names.getFirst(), () -> open(names.getFirst(), opening(options)), options, true);
        }
        if (names.stream().anyMatch(this::isWrittenTo)) {
            return Outcome.FAILED.status();
        }
        return new ManyImages(out, err).list(names.size(), (i, itsOut, itsErr) ->
                beside(itsOut, itsErr).attempt(names.get(i), () -> open(names.get(i), options.opening()), options, i == 0));
    }

    /** Leads on, or explains a word: no image is needed for that, and none of this name is there. */
    private int help(String... args) {
        if (args.length > 1) {
            String[] command = new String[args.length + 1];
            command[0] = "--demo";
            System.arraycopy(args, 0, command, 1, args.length);
            return run(command);
        }
        out.print(Greeting.FIRST_STEPS);
        out.flush();
        return 0;
    }

    /** The same program on other streams, which are shown where this one's are. */
    private Main beside(PrintStream itsOut, PrintStream itsErr) {
        Main other = new Main(surroundings.with(itsOut, itsErr));
        other.screen = screen;
        return other;
    }

    /**
     * How what a stream shows is set off. Where commands come from a file or a pipe, nothing is by itself: such output is
     * compared and kept.
     *
     * @param isTerminal whether the stream is one
     */
    private Emphasis emphasis(Options options, boolean isTerminal) {
        boolean byHand = surroundings.isInteractive() || options.list() || !options.command().isEmpty();
        boolean wanted = byHand && options.script().isEmpty() && surroundings.variable("NO_COLOR").isEmpty();
        return switch (options.colour()) {
            case ALWAYS -> Emphasis.COLOUR;
            case NEVER -> Emphasis.NONE;
            case AUTO -> wanted && isTerminal && !surroundings.isDumb() ? Emphasis.COLOUR : Emphasis.NONE;
        };
    }

    /** Opens an image. */
    private interface Opener {
        Image open() throws IOException;
    }

    /** Does what the options ask for with one image; whatever goes wrong is said and ends here. */
    private int attempt(String name, Opener opener, Options options, boolean first) {
        try (Image image = opener.open()) {
            if (isWrittenTo(name, image.files())) {
                return Outcome.FAILED.status();
            }
            int status = options.list() ? list(image, options, first) : work(image, options);
            int damage = Doubts.shortRange(image, options).isPresent() ? Outcome.PROBLEMS.status() : damage(image);
            return status == Outcome.DONE.status() ? damage : status;
        } catch (UserError e) {
            fail(name, e.text());
        } catch (IOException e) {
            fail(name, IoMessage.of(e) + (isLost(name) ? "; the name of the current directory is not UTF-8: name the image from / on" : ""));
        }
        return Outcome.FAILED.status();
    }

    /** Says what is wrong with all of an image, and was only found out at its end. That a part of it is missing was said before. */
    private int damage(Image image) {
        List<String> damages = image.layers().stream().flatMap(layer -> layer.damage().stream()).toList();
        damages.forEach(damage -> fail(image.name(), damage + "; what was read of it may not be what it was"));
        boolean whole = image.layers().stream().allMatch(layer -> layer.missing().isEmpty());
        return damages.isEmpty() && whole ? Outcome.DONE.status() : Outcome.PROBLEMS.status();
    }

    /** Whether Java looks for a file in a directory that is not there, as it does not know the current one's name. */
    private static boolean isLost(String name) {
        return !name.startsWith("/") && System.getProperty("user.dir", "").contains("\ufffd");
    }

    /** Whether what is printed would go into one of an image's files, which is said where it does not. */
    private boolean isWrittenTo(String name, List<Path> files) {
        boolean speechless = !surroundings.errIsTerminal() && files.stream().anyMatch(file -> OutputGuard.isStream(2, file));
        boolean written = !surroundings.outIsTerminal() && files.stream().anyMatch(file -> OutputGuard.isStream(1, file));
        if (written && !speechless) {
            fail(name, "standard output is the image itself, which is never written to: send it elsewhere");
        }
        return written || speechless;
    }

    /** The same of an image that is not open yet. */
    private boolean isWrittenTo(String name) {
        try {
            return isWrittenTo(name, Sources.files(Path.of(name)));
        } catch (IOException | InvalidPathException e) {
            return false; // which will be said when it is opened
        }
    }

    /** How an image is opened where it is the only one: it may come from standard input, and somebody may be waiting. */
    private Opening opening(Options options) {
        boolean fromInput = options.images().getFirst().equals("-");
        if (fromInput && !options.list() && options.command().isEmpty() && options.script().isEmpty()) {
            throw new UserError("standard input is the image, and commands cannot come from it, too: name one, or -l");
        }
        if (fromInput && options.script().filter("-"::equals).isPresent()) {
            throw new UserError("standard input is the image, and the script of -f cannot come from it, too: name a file for one of them");
        }
        return options.opening().with(
                fromInput ? Optional.of(surroundings.in()) : Optional.empty(), new Decoding(err, surroundings.status(), surroundings.errIsTerminal(), visible, System::nanoTime));
    }

    private static Image open(String name, Opening opening) throws IOException {
        Image image = Sources.open(name, opening);
        if (image.size() == 0) {
            image.close();
            throw new UserError("the file is empty");
        }
        return image;
    }

    private void fail(String name, String problem) {
        out.flush();
        err.print(screen.warning("jdisk: " + visible.text(name) + ": " + visible.text(problem) + "\n"));
        err.flush();
    }

    /** Lists one image. */
    private int list(Image image, Options options, boolean first) throws IOException {
        Session session = new Session(image, options.wishes(), visible);
        sayDoubts(session, options);
        // util-linux sets images apart by two empty lines; a classic listing begins with one anyway.
        boolean forPeople = options.form() == Options.Form.TABLE || options.form() == Options.Form.DETAILS;
        out.print(!first && forPeople && session.style() == Style.MODERN ? "\n\n" : "");
        if (session.label().isEmpty()) {
            // Of less than a sector there is nothing a header could tell, and of what is not a disk, only what misleads.
            if (forPeople && session.disk().sectors() > 0 && NoTable.other(session.disk(), session.visible()).isEmpty()) {
                ListedDisk disk = session.listed().on(plainConsole().page());
                out.print(switch (session.style()) {
                    case CLASSIC -> new ClassicListing(disk).header();
                    case MODERN -> new ModernListing(disk).header();
                });
            }
            fail(image.name(), NoTable.why(session.disk(), session.visible()));
            return Outcome.FAILED.status();
        }
        try (Shell shell = new Shell(session, plainConsole(), new CommandWords(visible))) {
            return switch (options.form()) {
                case TABLE -> shell.run(List.of("p")).status();
                case DETAILS -> shell.run(List.of("x", "p")).status();
                case DUMP -> shell.run(List.of("O")).status();
                case JSON -> {
                    shell.json(options.images().size() > 1, out::print);
                    yield Outcome.DONE.status();
                }
            };
        }
    }

    /** Runs a script, a command, or the shell over one image. */
    private int work(Image image, Options options) throws IOException {
        CommandWords words = new CommandWords(visible);
        try {
            return work(image, options, words);
        } finally {
            words.end();
        }
    }

    private int work(Image image, Options options, CommandWords words) throws IOException {
        Session session = new Session(image, options.wishes(), visible);
        if (options.script().isPresent()) {
            sayDoubts(session, options);
            sayIfOther(session);
            try (Shell shell = new Shell(session, plainConsole(), words)) {
                String script = options.script().get();
                return (script.equals("-")
                        ? shell.runScript(surroundings.in(), options.keepGoing())
                        : shell.runScript(Path.of(script), options.keepGoing())).status();
            }
        }
        if (!options.command().isEmpty()) {
            sayDoubts(session, options);
            sayIfOther(session);
            try (Shell shell = new Shell(session, plainConsole(), words)) {
                return shell.run(options.command()).status();
            }
        }
        try (TerminalConsole terminal = surroundings.isInteractive() ? openTerminal(image) : null;
                Shell shell = new Shell(session, terminal == null ? plainConsole() : terminal, words)) {
            if (terminal != null) {
                // Made at the first Tab: the first prompt does not wait for it.
                terminal.completeWith((reader, line, candidates) -> new Completion(words, shell).complete(reader, line, candidates));
                terminal.tipsFrom(() -> new CommandDescriptions(words, shell), surroundings.stateFile("tips").map(path -> new TipsFile(path, image)));
            }
            if (terminal != null) {
                terminal.greet(Greeting.of(session, terminal.width()));
            }
            sayDoubts(session, options);
            if (session.label().isEmpty()) {
                fail(image.name(), NoTable.why(session.disk(), session.visible()));
            }
            shell.interact(Doubts.endWithWarning(session, options));
        }
        return 0;
    }

    private PlainConsole plainConsole() {
        return new PlainConsole(new InputStreamReader(surroundings.in(), surroundings.charset()), out, surroundings.raw(), err, screen);
    }

    private TerminalConsole openTerminal(Image image) throws IOException {
        return new TerminalConsole(surroundings.terminalType(), surroundings.stateFile("history").map(path -> new HistoryFile(path, image)), err,
                surroundings.charset(), screen);
    }

    /** Says what is doubtful about the image and its table. */
    private void sayDoubts(Session session, Options options) {
        Doubts.of(session, options).forEach(doubt -> fail(session.image().name(), doubt));
    }

    /** Says what the image is, where what is done with its bytes is not done with a disk's. */
    private void sayIfOther(Session session) {
        if (session.label().isEmpty()) {
            NoTable.other(session.disk(), session.visible()).ifPresent(what -> fail(session.image().name(), what));
        }
    }
}
