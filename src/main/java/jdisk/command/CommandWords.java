package jdisk.command;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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
import jdisk.usage.Markup;
import jdisk.usage.Syntax;
import jdisk.usage.WrongUsage;
import org.jspecify.annotations.Nullable;

/** The word commands that exist. */
public final class CommandWords implements Words {
    /** Behind any command, explains it instead of running it. */
    private static final String HELP = "--help";

    /** Columns of what explains a word. */
    private static final int TEXT_WIDTH = 78;

    private final Visible visible;
    private final Inside inside = new Inside();
    private final InstantSource clock;

    /** All words, in the order of the lists. */
    private final Map<String, Group> words = new LinkedHashMap<>();

    /** Once it was asked for. */
    private @Nullable ServeCommand serving;

    public CommandWords(Visible visible) {
        this(visible, InstantSource.system());
    }

    /** The same, at another time. */
    CommandWords(Visible visible, InstantSource clock) {
        this.visible = visible;
        this.clock = clock;
        add(Group.LOOK, "offset", "size", "map", "probe", "geometry", "hexdump", "compare", "open", "close");
        add(Group.TAKE_OUT, "extract", "hash", "mount", "losetup", "dd", "dmsetup", "kpartx");
        add(Group.FILES, "ls", "cat", "get", "find", "tree", "stat", "cd", "pwd", "inventory");
        add(Group.LOST, "search", "adopt");
        add(Group.SERVE, "serve", "nbdkit");
        add(Group.SESSION, "source", "record", "style", "history", "tips", "help", "quit");
    }

    private void add(Group group, String... names) {
        for (String name : names) {
            words.put(name, group);
        }
    }

    /**
     * Makes a command. Not a table of what makes each: to fill that, the classes of all commands would be loaded at every start,
     * and the one of no more than one command is needed.
     */
    private WordCommand make(String name) {
        return switch (name) {
            case "offset" -> new OffsetCommand();
            case "size" -> new SizeCommand();
            case "map" -> new MapCommand();
            case "probe" -> new ProbeCommand();
            case "geometry" -> new GeometryCommand();
            case "hexdump" -> new HexdumpCommand(inside);
            case "compare" -> new CompareCommand();
            case "open" -> new OpenCommand(inside);
            case "close" -> new CloseCommand();
            case "extract" -> new ExtractCommand(inside);
            case "hash" -> new HashCommand(inside);
            case "mount" -> new MountCommand();
            case "losetup" -> new LosetupCommand();
            case "dd" -> new DdCommand();
            case "dmsetup" -> new DmsetupCommand();
            case "kpartx" -> new KpartxCommand();
            case "ls" -> new LsCommand(inside);
            case "cat" -> new CatCommand(inside);
            case "get" -> new GetCommand(inside);
            case "find" -> new FindCommand(inside);
            case "tree" -> new TreeCommand(inside);
            case "stat" -> new StatCommand(inside);
            case "cd" -> new CdCommand(inside);
            case "pwd" -> new PwdCommand(inside);
            case "inventory" -> new InventoryCommand(inside);
            case "search" -> new SearchCommand();
            case "adopt" -> new AdoptCommand();
            case "serve" -> serving();
            case "nbdkit" -> new NbdkitCommand();
            case "source" -> new SourceCommand();
            case "record" -> new RecordCommand(clock);
            case "style" -> new StyleCommand();
            case "history" -> new HistoryCommand();
            case "tips" -> new TipsCommand();
            case "help" -> new HelpCommand(this::syntax, names());
            case "quit" -> new QuitCommand();
            default -> throw new IllegalStateException(name);
        };
    }

    /** There is one server, which goes on while other commands are run. */
    private ServeCommand serving() {
        if (serving == null) {
            serving = new ServeCommand();
        }
        return serving;
    }

    /** How a word is used; nothing if there is none of that name. */
    public Optional<Syntax> syntax(String name) {
        return words.containsKey(name) ? Optional.of(make(name).syntax()) : Optional.empty();
    }

    /** How each word is used, in the order of the lists. */
    public List<Syntax> syntaxes() {
        List<Syntax> all = new ArrayList<>();
        words.keySet().forEach(name -> all.add(make(name).syntax()));
        return all;
    }

    /** The file systems that words have opened. */
    Inside inside() {
        return inside;
    }

    @Override
    public Outcome run(Desk desk, List<String> tokens) {
        String name = tokens.getFirst();
        if (!words.containsKey(name)) {
            throw new UserError(visible.text(name) + ": unknown command; "
                    + Nearest.to(name, Stream.concat(names().stream(), Menu.wordsForKeys().stream().sorted()).toList())
                            .map(Nearest::question)
                            .orElse("'m' prints the menu, 'help' lists the words"));
        }
        if (tokens.contains(HELP)) {
            return explain(desk, List.of(name));
        }
        WordCommand command = make(name);
        Syntax syntax = command.syntax();
        try {
            return command.run(desk, syntax.parse(tokens.subList(1, tokens.size())));
        } catch (WrongUsage e) {
            throw new UserError(name + ": " + problem(e, syntax));
        } catch (IOException e) {
            throw new UserError(name + ": " + IoMessage.of(e));
        }
    }

    /** What is wrong, and what to type. */
    private String problem(WrongUsage wrong, Syntax syntax) {
        String usage = "usage: " + syntax.synopsis();
        if (wrong.unknown().isEmpty()) {
            return visible.text(wrong.text()) + "; " + usage;
        }
        return "unexpected argument '" + visible.text(wrong.unknown()) + "'; "
                + Nearest.toOption(wrong.unknown(), syntax.options()).map(Nearest::question).orElse(usage);
    }

    /** The names of all commands, in the order a menu lists them. */
    public Set<String> names() {
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
        words.forEach((name, group) -> summaries.add(new Summary(group, name, make(name).syntax().purpose())));
        return summaries;
    }

    /** Ends what commands have begun and left to go on. */
    public void end() throws IOException {
        if (serving != null) {
            serving.end();
        }
    }

    /** What a command does, at length, with an example. */
    static String explain(Syntax syntax) {
        String title = "Usage: ";
        List<String> usage = Wrapping.lines(syntax.synopsis(), TEXT_WIDTH - title.length());
        StringBuilder text = new StringBuilder(title).append(String.join("\n" + " ".repeat(title.length()), usage)).append("\n\n");
        for (String paragraph : syntax.description()) {
            text.append(String.join("\n", Wrapping.lines(Markup.plain(paragraph), TEXT_WIDTH))).append('\n');
        }
        return text.append("\nExample: ").append(syntax.example()).append('\n').toString();
    }
}
