package jdisk.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdisk.command.CommandWords;
import jdisk.command.Completion;
import jdisk.command.Nearest;
import jdisk.output.HistoryFile;
import jdisk.output.OutputGuard;
import jdisk.image.Image;
import jdisk.image.SampleDisk;
import jdisk.label.Finding;
import jdisk.label.Label;
import jdisk.listing.ClassicListing;
import jdisk.text.Emphasis;
import jdisk.listing.ListedDisk;
import jdisk.listing.Messages;
import jdisk.listing.ModernListing;
import jdisk.listing.Style;
import jdisk.text.Visible;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.PlainConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.shell.TerminalConsole;
import jdisk.shell.UserError;
import jdisk.unit.DisplayUnit;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: understands the command line, opens images, and says how it all ended. */
public final class Main {
    private static final int WRONG_USAGE = 2;

    /** What the launcher found out, as it is free there: the caller's character set, and which streams are terminals. */
    private static final String CHARSET = "jdisk.charset";

    private static final String IN_IS_TERMINAL = "jdisk.stdin.tty";
    private static final String OUT_IS_TERMINAL = "jdisk.stdout.tty";
    private static final String ERR_IS_TERMINAL = "jdisk.stderr.tty";

    /** The terminal's width, if it has one. */
    private static final String COLUMNS = "jdisk.columns";

    /** Whether a fault of the program shows its trace. */
    private static final String TRACE = "jdisk.trace";

    private final InputStream in;
    private final PrintStream out;
    private final OutputStream raw;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Charset charset;
    private final boolean onTerminal;
    private final Visible visible;

    /** As the options want it, once they are known. */
    private PlainConsole.Screen screen = PlainConsole.Screen.NONE;

    /** A program on streams that are no terminal, with text in the character set of {@code out}. */
    public Main(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        this(in, out, out, err, environment);
    }

    /** The same, with bytes going to a stream of their own, which writes where {@code out} does. */
    private Main(InputStream in, PrintStream out, OutputStream raw, PrintStream err, Map<String, String> environment) {
        this.in = in;
        this.out = out;
        this.raw = raw;
        this.err = err;
        this.environment = environment;
        this.charset = out.charset();
        this.onTerminal = Boolean.getBoolean(IN_IS_TERMINAL) && Boolean.getBoolean(OUT_IS_TERMINAL) && !isDumb();
        this.visible = new Visible(charset);
    }

    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(Main::sayFault);
        Locale.setDefault(Locale.ROOT);
        Charset charset = Optional.ofNullable(System.getProperty(CHARSET))
                .filter(Main::isCharset)
                .map(Charset::forName)
                .orElseGet(Charset::defaultCharset);
        FileOutputStream raw = new FileOutputStream(FileDescriptor.out);
        PrintStream out = new PrintStream(raw, false, charset);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, charset);
        int status = new Main(new FileInputStream(FileDescriptor.in), out, raw, err, System.getenv()).run(args);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /** A fault of the program itself: one line for the user, the trace for whoever mends it. */
    private static void sayFault(Thread thread, Throwable fault) {
        System.err.println("jdisk: a fault of jdisk itself, please report it: " + fault
                + " (JDISK_JAVA_OPTS=-D" + TRACE + "=true shows where)");
        if (Boolean.getBoolean(TRACE)) {
            fault.printStackTrace();
        }
        Runtime.getRuntime().halt(Outcome.FAILED.status());
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
        Options options;
        try {
            options = Options.parse(args, Optional.ofNullable(environment.get("JDISK_STYLE")));
        } catch (ParameterException e) {
            String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            String advice = e instanceof UnmatchedArgumentException unmatched
                    ? Nearest.toOption(unmatched.getUnmatched().getFirst(), Options.spec()).map(Nearest::question).orElse("try 'jdisk --help'")
                    : "try 'jdisk --help'";
            err.print("jdisk: " + visible.text(problem) + "; " + advice + "\n");
            err.flush();
            return WRONG_USAGE;
        }
        int status = run(options);
        out.flush();
        return status;
    }

    private int run(Options options) {
        screen = new PlainConsole.Screen(
                Boolean.getBoolean(OUT_IS_TERMINAL),
                Boolean.getBoolean(ERR_IS_TERMINAL),
                isDumb(),
                Math.max(Integer.getInteger(COLUMNS, PlainConsole.DEFAULT_WIDTH), 1),
                emphasis(options, OUT_IS_TERMINAL),
                emphasis(options, ERR_IS_TERMINAL));
        if (options.help()) {
            new CommandLine(Options.spec()).usage(out);
            return 0;
        }
        if (options.version()) {
            out.print("jdisk " + Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("(not packaged)") + "\n");
            return 0;
        }
        if (options.demo()) {
            return attempt(SampleDisk.open().name(), SampleDisk::open, options, true);
        }
        List<String> names = options.images();
        if (names.size() == 1) {
            return attempt(names.getFirst(), () -> open(names.getFirst()), options, true);
        }
        if (names.stream().anyMatch(this::isWrittenTo)) {
            return Outcome.FAILED.status();
        }
        return new ManyImages(out, err).list(names.size(), (i, itsOut, itsErr) ->
                beside(itsOut, itsErr).attempt(names.get(i), () -> open(names.get(i)), options, i == 0));
    }

    /** The same program on other streams, which are shown where this one's are. */
    private Main beside(PrintStream itsOut, PrintStream itsErr) {
        Main other = new Main(in, itsOut, itsErr, environment);
        other.screen = screen;
        return other;
    }

    /**
     * How what a stream shows is set off. Where commands come from a file or a pipe, nothing is by itself: such output is
     * compared and kept.
     *
     * @param terminal the property that says whether the stream is a terminal
     */
    private Emphasis emphasis(Options options, String terminal) {
        boolean byHand = onTerminal || options.list() || !options.command().isEmpty();
        boolean wanted = byHand && options.script().isEmpty() && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return switch (options.colour()) {
            case ALWAYS -> Emphasis.COLOUR;
            case NEVER -> Emphasis.NONE;
            case AUTO -> wanted && Boolean.getBoolean(terminal) && !isDumb() ? Emphasis.COLOUR : Emphasis.NONE;
        };
    }

    /** Whether the terminal can do no more than take text, or what it shows is read aloud. */
    private boolean isDumb() {
        String type = environment.getOrDefault("TERM", "");
        return type.isEmpty() || type.equals("dumb");
    }

    /** Opens an image. */
    private interface Opening {
        Image open() throws IOException;
    }

    /** Does what the options ask for with one image; whatever goes wrong is said and ends here. */
    private int attempt(String name, Opening opening, Options options, boolean first) {
        try (Image image = opening.open()) {
            if (isWrittenTo(name, image.files())) {
                return Outcome.FAILED.status();
            }
            return options.list() ? list(image, options, first) : work(image, options);
        } catch (UserError e) {
            fail(name, e.text());
        } catch (IOException e) {
            fail(name, IoMessage.of(e));
        }
        return Outcome.FAILED.status();
    }

    /** Whether what is printed would go into one of an image's files, which is said where it does not. */
    private boolean isWrittenTo(String name, List<Path> files) {
        boolean speechless = !Boolean.getBoolean(ERR_IS_TERMINAL) && files.stream().anyMatch(file -> OutputGuard.isStream(2, file));
        boolean written = !Boolean.getBoolean(OUT_IS_TERMINAL) && files.stream().anyMatch(file -> OutputGuard.isStream(1, file));
        if (written && !speechless) {
            fail(name, "standard output is the image itself, which is never written to: send it elsewhere");
        }
        return written || speechless;
    }

    /** The same of an image that is not open yet. */
    private boolean isWrittenTo(String name) {
        try {
            return isWrittenTo(name, List.of(Path.of(name)));
        } catch (InvalidPathException e) {
            return false; // which will be said when it is opened
        }
    }

    private static Image open(String name) throws IOException {
        Path path;
        if (name.isEmpty()) {
            throw new UserError("the name is empty: name an image");
        }
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw new UserError("not the name of a file");
        }
        Image image = Image.open(path);
        if (image.size() == 0) {
            image.close();
            throw new UserError("the file is empty: there is nothing to look at");
        }
        return image;
    }

    private void fail(String name, String problem) {
        out.flush();
        err.print(screen.ofErrors().warning("jdisk: " + visible.text(name) + ": " + problem + "\n"));
        err.flush();
    }

    /** Lists one image. */
    private int list(Image image, Options options, boolean first) throws IOException {
        Session session = new Session(image, options.wishes(), visible);
        sayDoubts(session);
        // util-linux sets images apart by two empty lines; a classic listing begins with one anyway.
        boolean forPeople = options.form() == Options.Form.TABLE || options.form() == Options.Form.DETAILS;
        out.print(!first && forPeople && session.style() == Style.MODERN ? "\n\n" : "");
        Optional<String> noTable = session.noTable();
        if (noTable.isPresent() && !forPeople) {
            fail(image.name(), noTable.get());
            return Outcome.FAILED.status();
        }
        if (noTable.isPresent()) {
            // Of less than a sector there is nothing a header could tell.
            ListedDisk disk = session.disk().on(plainConsole().page());
            out.print(session.sectors() == 0 ? "" : switch (session.style()) {
                case CLASSIC -> new ClassicListing(disk).header();
                case MODERN -> new ModernListing(disk).header();
            });
            fail(image.name(), noTable.get());
            return Outcome.FAILED.status();
        }
        try (Shell shell = new Shell(session, plainConsole(), new CommandWords(visible), visible)) {
            return switch (options.form()) {
                case TABLE -> shell.run(List.of("p")).status();
                case DETAILS -> shell.run(List.of("x", "p")).status();
                case DUMP -> shell.run(List.of("O")).status();
                case JSON -> {
                    out.print(shell.json(options.images().size() > 1));
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
            sayDoubts(session);
            try (Shell shell = new Shell(session, plainConsole(), words, visible)) {
                return shell.runScript(Path.of(options.script().get()), options.keepGoing()).status();
            }
        }
        if (!options.command().isEmpty()) {
            sayDoubts(session);
            try (Shell shell = new Shell(session, plainConsole(), words, visible)) {
                return shell.run(options.command()).status();
            }
        }
        try (TerminalConsole terminal = onTerminal ? openTerminal(image) : null;
                Shell shell = new Shell(session, terminal == null ? plainConsole() : terminal, words, visible)) {
            if (terminal != null) {
                // Made at the first Tab: the first prompt does not wait for it.
                terminal.completeWith((reader, line, candidates) -> new Completion(words, shell).complete(reader, line, candidates));
            }
            sayDoubts(session);
            session.noTable().ifPresent(reason -> fail(image.name(), reason));
            shell.interact(endsWithWarning(session, options));
        }
        return 0;
    }

    private PlainConsole plainConsole() {
        return new PlainConsole(new InputStreamReader(in, charset), out, raw, err, screen);
    }

    private TerminalConsole openTerminal(Image image) throws IOException {
        return new TerminalConsole(environment.getOrDefault("TERM", ""), historyFile(image), err, charset, screen);
    }

    /** Where the user's commands are remembered: in the place the XDG base directory specification gives such state. */
    private Optional<HistoryFile> historyFile(Image image) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        try {
            Path folder = (state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state)).resolve("jdisk");
            return Optional.of(new HistoryFile(folder.resolve("history"), image));
        } catch (InvalidPathException e) {
            return Optional.empty(); // nowhere to remember them: a shell without a memory is still a shell
        }
    }

    /** Says what is doubtful about the table. */
    private void sayDoubts(Session session) {
        session.findings().forEach(finding -> fail(session.image().name(), Messages.doubt(finding)));
    }

    /**
     * Whether the last that util-linux would have said when it opened the disk was a warning: it sets off its first answer by
     * an empty line then. On an MBR it warns of what it calls deprecated, too; here nothing is.
     */
    private static boolean endsWithWarning(Session session, Options options) {
        boolean warned = isDeprecated(session, options);
        for (Finding.OfReading finding : session.findings()) {
            warned = switch (Messages.fdisksWord(finding)) {
                case WARNING -> true;
                case INFORMATION -> false;
                case NONE -> warned;
            };
        }
        return warned;
    }

    private static boolean isDeprecated(Session session, Options options) {
        return session.label().filter(label -> label.kind() == Label.Kind.DOS).isPresent()
                && isDeprecated(options);
    }

    private static boolean isDeprecated(Options options) {
        return options.wishes().dosCompatible().orElse(false)
                || options.wishes().unit().filter(unit -> unit == DisplayUnit.CYLINDERS).isPresent();
    }
}
