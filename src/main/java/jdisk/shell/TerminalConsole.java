package jdisk.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import jdisk.output.HistoryFile;
import jdisk.output.TipsFile;
import jdisk.text.Page;
import org.jline.console.CmdDesc;
import org.jline.console.CmdLine;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.InfoCmp;
import org.jspecify.annotations.Nullable;

/** A console on a terminal: lines are edited, completed and remembered. */
public final class TerminalConsole implements Console, AutoCloseable {
    private static final int DEFAULT_HEIGHT = 24;

    /** What a terminal is taken for that nobody describes. */
    private static final String USUAL_TYPE = "xterm";

    /** Where terminals are described (terminfo(5)). */
    private static final List<String> TERMINFO =
            List.of("~/.terminfo", "/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo");

    private static final List<String> UNUSED = List.of("acsc=", "setb=", "setf=");

    /** Of what can be completed, the group that is shown before all others. */
    public static final String FIRST_GROUP = "partitions";

    /** The group that is shown after all others. */
    public static final String LAST_GROUP = "options";

    /** Characters of a line that can be edited: those of a line the terminal itself edits. */
    private static final int LONGEST = 4096;

    private final Terminal terminal;
    private final TipReader reader;
    private final Pager pager;
    private final PrintStream err;
    private final PlainConsole.Screen screen;
    private final Optional<HistoryFile> historyFile;
    private Optional<Completer> completer = Optional.empty();
    private volatile boolean interrupted;
    private boolean tooLong;

    /**
     * Takes over the terminal the process runs on.
     *
     * @param historyFile where commands are remembered from one session to the next, or nothing to forget them
     * @param type what kind of terminal it is, as {@code TERM} says
     * @throws IOException if there is no terminal
     */
    public TerminalConsole(
            String type, Optional<HistoryFile> historyFile, PrintStream err, Charset charset, PlainConsole.Screen screen)
            throws IOException {
        describe(type);
        this.terminal = open(type, charset);
        if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
            terminal.setSize(new Size(PlainConsole.DEFAULT_WIDTH, DEFAULT_HEIGHT)); // a serial line, which does not tell
        }
        this.pager = new Pager(terminal);
        this.err = err;
        this.screen = screen;
        this.historyFile = historyFile;
        this.reader = new TipReader(terminal);
        reader.setCompleter((lineReader, line, candidates) -> completer.ifPresent(known -> known.complete(lineReader, line, candidates)));
        reader.setParser(new DefaultParser().eofOnUnclosedQuote(false));
        // "!" is a character like any other: an image's name may hold it.
        reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        reader.option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
        reader.option(LineReader.Option.INSERT_TAB, false);
        // What was typed is never taken for a slip, and put right: 1: is not 1.
        reader.option(LineReader.Option.COMPLETE_MATCHER_TYPO, false);
        // Lines that are pasted are commands, one each, as if they were typed.
        reader.option(LineReader.Option.BRACKETED_PASTE, false);
        // The group of this name comes first, that one last.
        reader.setVariable(LineReader.ORIGINAL_GROUP_NAME, FIRST_GROUP);
        reader.setVariable(LineReader.OTHERS_GROUP_NAME, LAST_GROUP);
        // Without colours, which light or dark terminals may not show.
        reader.setVariable(LineReader.COMPLETION_STYLE_LIST_GROUP, "bold");
        reader.setVariable(LineReader.COMPLETION_STYLE_GROUP, "bold");
        reader.setVariable(LineReader.COMPLETION_STYLE_LIST_STARTING, "underline");
        reader.setVariable(LineReader.COMPLETION_STYLE_STARTING, "underline");
        reader.setVariable(LineReader.COMPLETION_STYLE_LIST_DESCRIPTION, "fg:default");
        reader.setVariable(LineReader.COMPLETION_STYLE_DESCRIPTION, "fg:default");
        reader.setVariable(LineReader.COMPLETION_STYLE_LIST_BACKGROUND, "bg:default");
        Widget insert = Objects.requireNonNull(reader.getWidgets().get(LineReader.SELF_INSERT));
        reader.getWidgets().put(LineReader.SELF_INSERT, () -> reader.getBuffer().length() < LONGEST ? insert.apply() : dropRest());
        historyFile.map(HistoryFile::lines).orElse(List.of()).forEach(reader.getHistory()::add);
        terminal.handle(Terminal.Signal.INT, signal -> interrupted = true);
        terminal.handle(Terminal.Signal.TSTP, Terminal.SignalHandler.SIG_DFL);
    }

    /** Of what JLine knows itself, infocmp need not be asked: running it takes as long as all else of a terminal. */
    private static void describe(String type) throws IOException {
        String known = known(type);
        if (known != null) {
            InfoCmp.setLoadedInfoCmp(type, known);
        } else if (!isDescribed(type)) {
            InfoCmp.setLoadedInfoCmp(type, InfoCmp.getDefaultInfoCmp(USUAL_TYPE));
        }
    }

    /**
     * JLine's own description of a type, read in one piece: JLine itself reads it byte by byte, which the first prompt waits for. It
     * takes it apart with patterns, which takes longer still, so that what no line is edited with is left out: function keys,
     * graphics, and colours in an older numbering.
     */
    private static @Nullable String known(String type) throws IOException {
        try (InputStream description = InfoCmp.class.getResourceAsStream(type + ".caps")) {
            return description == null
                    ? InfoCmp.getDefaultInfoCmp(type)
                    : withoutUnused(new String(description.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The title, and a line for each capability that is of use. */
    private static String withoutUnused(String description) {
        StringBuilder used = new StringBuilder();
        for (String line : description.split("\n", -1)) {
            if (!line.startsWith("\t")) {
                used.append(line).append('\n');
                continue;
            }
            for (String capability : line.substring(1).split(", ", -1)) {
                boolean isFunctionKey = capability.startsWith("kf") && capability.length() > 2 && Character.isDigit(capability.charAt(2));
                if (!isFunctionKey && !UNUSED.contains(capability.substring(0, capability.indexOf('=') + 1))) {
                    used.append('\t').append(capability).append(capability.endsWith(",") ? "\n" : ",\n");
                }
            }
        }
        return used.toString();
    }

    /** Whether infocmp can be asked. Where it cannot, JLine would say so at length; terminals of today understand the usual one. */
    private static boolean isDescribed(String type) {
        if (!Files.isExecutable(Path.of("/usr/bin/infocmp")) || !type.matches("[a-zA-Z0-9][a-zA-Z0-9+._-]*")) {
            return false;
        }
        String byLetter = type.substring(0, 1) + "/" + type;
        String byNumber = Integer.toHexString(type.charAt(0)) + "/" + type; // as macOS has it
        return TERMINFO.stream()
                .map(folder -> Path.of(folder.replaceFirst("^~", System.getProperty("user.home", ""))))
                .anyMatch(folder -> Files.exists(folder.resolve(byLetter)) || Files.exists(folder.resolve(byNumber)));
    }

    /**
     * JLine's native library is not there for every machine; where it is, programs that tell the same need not be run, and JLine need
     * not look for what else there is.
     */
    private static Terminal open(String type, Charset charset) throws IOException {
        try {
            return new JniTerminalProvider().sysTerminal("jdisk", type, false, charset, charset, charset, true,
                    Terminal.SignalHandler.SIG_IGN, false, SystemStream.Output);
        } catch (IOException | LinkageError | RuntimeException e) {
            return builder(charset).build();
        }
    }

    private static TerminalBuilder builder(Charset charset) {
        return TerminalBuilder.builder().system(true).encoding(charset).signalHandler(Terminal.SignalHandler.SIG_IGN);
    }

    /** Says from now on what can stand at the cursor. */
    public void completeWith(Completer knowing) {
        completer = Optional.of(knowing);
    }

    /**
     * Says from now on what is known of the command that is being typed.
     *
     * @param descriptions makes what describes commands, when the first is typed
     * @param file where it is kept whether the user wants tips, or nothing to forget it
     */
    public void tipsFrom(Supplier<Function<CmdLine, CmdDesc>> descriptions, Optional<TipsFile> file) {
        reader.showTips(new Tips(descriptions, file));
    }

    /** Takes what is left of a line that is too long, without showing it: showing all of it takes for ever. */
    private boolean dropRest() {
        int c;
        // Ends: a line ends, or input does.
        do {
            c = reader.readCharacter();
        } while (c >= 0 && c != '\r' && c != '\n');
        tooLong = true;
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        reader.callWidget(LineReader.ACCEPT_LINE);
        return true;
    }

    @Override
    public Optional<String> readLine(String prompt, Kind kind) {
        endStatus();
        terminal.flush();
        reader.setVariable(LineReader.DISABLE_HISTORY, kind == Kind.ANSWER);
        reader.setVariable(LineReader.DISABLE_COMPLETION, kind == Kind.ANSWER);
        reader.expectCommand(kind == Kind.COMMAND);
        try {
            String line = reader.readLine(prompt);
            if (tooLong) {
                tooLong = false;
                throw new UserError("a line of more than " + LONGEST + " characters is not a command");
            }
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

    /** What is longer than the screen is shown a screen at a time; whoever leaves it early has the command end, too. */
    @Override
    public void print(String text) {
        endStatus();
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

    /** Shows what a session begins with, before anything that goes to standard error. */
    public void greet(String text) {
        endStatus();
        terminal.writer().print(text);
        terminal.flush();
    }

    /** What standard error shows on the terminal until something else is shown there, it takes away when it is flushed. */
    private void endStatus() {
        err.flush();
    }

    @Override
    public void warn(String text) {
        terminal.flush();
        err.print(screen.warning(text, width()));
        err.flush();
    }

    @Override
    public void note(String text) {
        terminal.flush();
        err.print(screen.message(text, width()));
        err.flush();
    }

    @Override
    public Page page() {
        return new Page(screen.ofOutput(), screen.dumb() ? OptionalInt.empty() : OptionalInt.of(width()));
    }

    @Override
    public Interruption listen() {
        interrupted = false;
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
        throw new UserError("a disk's bytes would garble the terminal: name a file");
    }

    @Override
    public boolean isWatched() {
        return true;
    }

    @Override
    public void status(String line) {
        err.print(PlainConsole.asStatus(line));
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
    public boolean showsTips() {
        return reader.tips().map(Tips::areOn).orElse(false);
    }

    @Override
    public boolean showTips(boolean on) {
        return reader.tips().map(tips -> tips.turn(on)).orElse(false);
    }

    @Override
    public void close() throws IOException {
        terminal.flush(); // not every version of JLine writes what is left when it closes
        terminal.close();
    }
}
