package jdisk.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Menu;
import jdisk.shell.Outcome;
import jdisk.shell.UserError;
import jdisk.shell.Words;
import jdisk.text.Visible;
import jdisk.text.Wrapping;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The word commands that exist, found and run through picocli. */
public final class CommandWords implements Words {
    /** Behind any command, explains it instead of running it. */
    private static final String HELP = "--help";

    /** Columns no synopsis has: picocli would break it where a screen of its own idea ends. */
    private static final int ONE_LINE = 1000;

    /** Columns of what explains a word. */
    private static final int TEXT_WIDTH = 78;

    private final Visible visible;
    private final Inside inside = new Inside();
    private final ServeCommand serving = new ServeCommand();

    /** All words, in the order of the lists. */
    private final Map<String, Word> words = new LinkedHashMap<>();

    /** What picocli knows of a word, once it was asked for. */
    private final Map<String, CommandLine> lines = new HashMap<>();

    public CommandWords(Visible visible) {
        this(visible, InstantSource.system());
    }

    /** The same, at another time. */
    CommandWords(Visible visible, InstantSource clock) {
        this.visible = visible;
        add(Group.LOOK, "offset", OffsetCommand::new);
        add(Group.LOOK, "size", SizeCommand::new);
        add(Group.LOOK, "map", MapCommand::new);
        add(Group.LOOK, "probe", ProbeCommand::new);
        add(Group.LOOK, "geometry", GeometryCommand::new);
        add(Group.LOOK, "hexdump", () -> new HexdumpCommand(inside));
        add(Group.LOOK, "compare", CompareCommand::new);
        add(Group.LOOK, "open", () -> new OpenCommand(inside));
        add(Group.LOOK, "close", CloseCommand::new);
        add(Group.TAKE_OUT, "extract", () -> new ExtractCommand(inside));
        add(Group.TAKE_OUT, "hash", () -> new HashCommand(inside));
        add(Group.TAKE_OUT, "mount", MountCommand::new);
        add(Group.TAKE_OUT, "losetup", LosetupCommand::new);
        add(Group.TAKE_OUT, "dd", DdCommand::new);
        add(Group.TAKE_OUT, "dmsetup", DmsetupCommand::new);
        add(Group.TAKE_OUT, "kpartx", KpartxCommand::new);
        add(Group.FILES, "ls", () -> new LsCommand(inside));
        add(Group.FILES, "cat", () -> new CatCommand(inside));
        add(Group.FILES, "get", () -> new GetCommand(inside));
        add(Group.FILES, "find", () -> new FindCommand(inside));
        add(Group.FILES, "tree", () -> new TreeCommand(inside));
        add(Group.FILES, "stat", () -> new StatCommand(inside));
        add(Group.FILES, "cd", () -> new CdCommand(inside));
        add(Group.FILES, "pwd", () -> new PwdCommand(inside));
        add(Group.FILES, "inventory", () -> new InventoryCommand(inside));
        add(Group.LOST, "search", SearchCommand::new);
        add(Group.LOST, "adopt", AdoptCommand::new);
        add(Group.SERVE, "serve", () -> serving);
        add(Group.SERVE, "nbdkit", NbdkitCommand::new);
        add(Group.SESSION, "source", SourceCommand::new);
        add(Group.SESSION, "record", () -> new RecordCommand(clock));
        add(Group.SESSION, "style", StyleCommand::new);
        add(Group.SESSION, "history", HistoryCommand::new);
        add(Group.SESSION, "tips", TipsCommand::new);
        add(Group.SESSION, "help", () -> new HelpCommand(this::word, names()));
        add(Group.SESSION, "quit", QuitCommand::new);
    }

    private void add(Group group, String name, Supplier<WordCommand> maker) {
        words.put(name, new Word(group, maker));
    }

    /**
     * A word.
     *
     * @param maker makes the command: reading what it says of its arguments takes longer than most commands do, so it is made when
     *         it is first asked for
     */
    private record Word(Group group, Supplier<WordCommand> maker) {}

    /** All commands, to complete them and to write about them. */
    public CommandLine commandLine() {
        CommandLine all = new CommandLine(CommandSpec.create().name(""));
        // Not those that are run: below another, they cannot be parsed alone.
        words.forEach((_, word) -> all.addSubcommand(line(word.maker.get())));
        return all;
    }

    /** A command by its name. */
    Optional<CommandLine> word(String name) {
        return Optional.ofNullable(words.get(name)).map(word -> lines.computeIfAbsent(name, _ -> line(word.maker.get())));
    }

    private static CommandLine line(WordCommand command) {
        CommandLine line = new CommandLine(command);
        line.registerConverter(Path.class, CommandWords::path);
        // The one synopsis: of tips, of 'help' and of the manual page.
        line.setUsageHelpWidth(ONE_LINE);
        line.getCommandSpec().usageMessage().customSynopsis(synopsis(line, true));
        line.setExpandAtFiles(false); // a name that begins with @ is a name
        return line;
    }

    /** The file systems that words have opened. */
    Inside inside() {
        return inside;
    }

    @Override
    public Outcome run(Desk desk, List<String> tokens) {
        String name = tokens.getFirst();
        CommandLine command = word(name).orElseThrow(() -> new UserError(visible.text(name) + ": unknown command; "
                + Nearest.to(name, Stream.concat(names().stream(), Menu.wordsForKeys().stream().sorted()).toList())
                        .map(Nearest::question)
                        .orElse("'m' prints the menu, 'help' lists the words")));
        if (tokens.contains(HELP)) {
            return explain(desk, List.of(name));
        }
        try {
            command.parseArgs(tokens.subList(1, tokens.size()).toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            String unmatched = e.getUnmatched().getFirst();
            throw new UserError(name + ": unexpected argument '" + visible.text(unmatched) + "'; "
                    + Nearest.toOption(unmatched, command.getCommandSpec())
                            .map(Nearest::question)
                            .orElse("usage: " + usage(command)));
        } catch (ParameterException e) {
            String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new UserError(name + ": " + visible.text(problem) + "; usage: " + usage(command));
        }
        try {
            return ((WordCommand) command.getCommand()).run(desk);
        } catch (IOException e) {
            throw new UserError(name + ": " + IoMessage.of(e));
        }
    }

    /** What is typed can hold a character that no file's name can. */
    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + name + "' is not the name of a file");
        }
    }

    /** The names of all commands, in the order a menu lists them. */
    Set<String> names() {
        return Collections.unmodifiableSet(words.keySet());
    }

    @Override
    public Outcome explain(Desk desk, List<String> command) {
        List<String> tokens = new ArrayList<>(List.of("help"));
        tokens.addAll(command);
        return run(desk, tokens);
    }

    @Override
    public List<Summary> summaries() {
        List<Summary> summaries = new ArrayList<>();
        words.forEach((name, word) -> word(name).ifPresent(line -> summaries.add(new Summary(word.group, name, purpose(line)))));
        return summaries;
    }

    /** Ends what commands have begun and left to go on. */
    public void end() throws IOException {
        serving.end();
    }

    /** A command and its arguments on one line. */
    static String usage(CommandLine command) {
        return String.join(" ", command.getCommandSpec().usageMessage().customSynopsis());
    }

    /** The same, without telling which options there are. */
    static String shortUsage(CommandLine command) {
        return synopsis(command, command.getCommandSpec().options().isEmpty());
    }

    /** What a command is for. */
    static String purpose(CommandLine command) {
        return String.join(" ", command.getCommandSpec().usageMessage().header());
    }

    /** @param eachOption whether options are told one by one */
    private static String synopsis(CommandLine command, boolean eachOption) {
        StringBuilder usage = new StringBuilder(command.getCommandName());
        for (OptionSpec option : eachOption ? command.getCommandSpec().options() : List.<OptionSpec>of()) {
            String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
            usage.append(" [").append(option.longestName()).append(value).append(']');
        }
        usage.append(eachOption ? "" : " [OPTION...]");
        for (CommandLine.Model.PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            boolean optional = parameter.arity().min() == 0;
            usage.append(optional ? " [" : " ").append(parameter.paramLabel()).append(optional ? "]" : "");
        }
        return usage.toString();
    }

    /** What a command does, at length, with an example. */
    static String explain(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String title = "Usage: ";
        List<String> usage = Wrapping.lines(usage(command), TEXT_WIDTH - title.length());
        StringBuilder text = new StringBuilder(title).append(String.join("\n" + " ".repeat(title.length()), usage)).append("\n\n");
        for (String paragraph : spec.usageMessage().description()) {
            text.append(String.join("\n", Wrapping.lines(Ansi.OFF.string(paragraph), TEXT_WIDTH))).append('\n');
        }
        return text.append("\nExample: ").append(String.join("\n", spec.usageMessage().footer())).append('\n').toString();
    }
}
