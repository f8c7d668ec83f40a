package jdisk.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Map<String, Group> groupOf = new HashMap<>();
    private final InstantSource clock;
    private Optional<CommandLine> line = Optional.empty();

    public CommandWords(Visible visible) {
        this(visible, InstantSource.system());
    }

    /** The same, at another time. */
    CommandWords(Visible visible, InstantSource clock) {
        this.visible = visible;
        this.clock = clock;
    }

    /** The commands, to complete them and to write about them. Made when first asked for: a listing needs none. */
    public CommandLine commandLine() {
        if (line.isEmpty()) {
            CommandLine made = new CommandLine(CommandSpec.create().name(""));
            groups().forEach((group, commands) -> commands.forEach(command -> {
                CommandLine word = new CommandLine(command);
                made.addSubcommand(word);
                groupOf.put(word.getCommandName(), group);
            }));
            made.registerConverter(Path.class, CommandWords::path);
            // The one synopsis: of tips, of 'help' and of the manual page.
            made.setUsageHelpWidth(ONE_LINE);
            made.getSubcommands().values().forEach(word -> word.getCommandSpec().usageMessage().customSynopsis(synopsis(word, true)));
            made.setExpandAtFiles(false); // a name that begins with @ is a name
            line = Optional.of(made);
        }
        return line.get();
    }

    /** All commands, in the order of the lists. */
    private Map<Group, List<WordCommand>> groups() {
        Map<Group, List<WordCommand>> groups = new EnumMap<>(Group.class);
        groups.put(Group.LOOK, List.of(
                new OffsetCommand(),
                new SizeCommand(),
                new MapCommand(),
                new ProbeCommand(),
                new GeometryCommand(),
                new HexdumpCommand(inside),
                new CompareCommand(),
                new OpenCommand(inside),
                new CloseCommand()));
        groups.put(Group.TAKE_OUT, List.of(
                new ExtractCommand(inside),
                new HashCommand(inside),
                new MountCommand(),
                new LosetupCommand(),
                new DdCommand(),
                new DmsetupCommand(),
                new KpartxCommand()));
        groups.put(Group.FILES, List.of(
                new LsCommand(inside),
                new CatCommand(inside),
                new GetCommand(inside),
                new FindCommand(inside),
                new TreeCommand(inside),
                new StatCommand(inside),
                new CdCommand(inside),
                new PwdCommand(inside),
                new InventoryCommand(inside)));
        groups.put(Group.LOST, List.of(new SearchCommand(), new AdoptCommand()));
        groups.put(Group.SERVE, List.of(serving, new NbdkitCommand()));
        groups.put(Group.SESSION, List.of(
                new SourceCommand(),
                new RecordCommand(clock),
                new StyleCommand(),
                new HistoryCommand(),
                new TipsCommand(),
                new HelpCommand(),
                new QuitCommand()));
        return groups;
    }

    /** The file systems that words have opened. */
    Inside inside() {
        return inside;
    }

    @Override
    public Outcome run(Desk desk, List<String> tokens) {
        String name = tokens.getFirst();
        CommandLine command = commandLine().getSubcommands().get(name);
        if (command == null) {
            throw new UserError(visible.text(name) + ": unknown command; "
                    + Nearest.to(name, Stream.concat(names().stream(), Menu.wordsForKeys().stream().sorted()).toList())
                            .map(Nearest::question)
                            .orElse("'m' prints the menu, 'help' lists the words"));
        }
        if (tokens.contains(HELP)) {
            return explain(desk, List.of(name));
        }
        try {
            commandLine().parseArgs(tokens.toArray(String[]::new));
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
        return commandLine().getSubcommands().keySet();
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
        commandLine().getSubcommands().forEach((name, word) -> summaries.add(new Summary(groupOf.getOrDefault(name, Group.SESSION), name, purpose(word))));
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
