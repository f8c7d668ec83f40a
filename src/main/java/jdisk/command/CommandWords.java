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
import jdisk.usage.Markup;
import jdisk.usage.Syntax;
import jdisk.usage.WrongUsage;

/** The word commands that exist. */
public final class CommandWords implements Words {
    /** Behind any command, explains it instead of running it. */
    private static final String HELP = "--help";

    /** Columns of what explains a word. */
    private static final int TEXT_WIDTH = 78;

    private final Visible visible;
    private final Inside inside = new Inside();
    private final ServeCommand serving = new ServeCommand();

    /** All words, in the order of the lists. */
    private final Map<String, Word> words = new LinkedHashMap<>();

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
        add(Group.SESSION, "help", () -> new HelpCommand(this::syntax, names()));
        add(Group.SESSION, "quit", QuitCommand::new);
    }

    private void add(Group group, String name, Supplier<WordCommand> maker) {
        words.put(name, new Word(group, maker));
    }

    /**
     * A word.
     *
     * @param maker makes the command: of a start, one is asked for at most
     */
    private record Word(Group group, Supplier<WordCommand> maker) {}

    /** How a word is used; nothing if there is none of that name. */
    public Optional<Syntax> syntax(String name) {
        Word word = words.get(name);
        return word == null ? Optional.empty() : Optional.of(word.maker.get().syntax());
    }

    /** How each word is used, in the order of the lists. */
    public List<Syntax> syntaxes() {
        List<Syntax> all = new ArrayList<>();
        words.forEach((name, word) -> all.add(word.maker.get().syntax()));
        return all;
    }

    /** The file systems that words have opened. */
    Inside inside() {
        return inside;
    }

    @Override
    public Outcome run(Desk desk, List<String> tokens) {
        String name = tokens.getFirst();
        Word word = words.get(name);
        if (word == null) {
            throw new UserError(visible.text(name) + ": unknown command; "
                    + Nearest.to(name, Stream.concat(names().stream(), Menu.wordsForKeys().stream().sorted()).toList())
                            .map(Nearest::question)
                            .orElse("'m' prints the menu, 'help' lists the words"));
        }
        if (tokens.contains(HELP)) {
            return explain(desk, List.of(name));
        }
        WordCommand command = word.maker.get();
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
        words.forEach((name, word) -> summaries.add(new Summary(word.group, name, word.maker.get().syntax().purpose())));
        return summaries;
    }

    /** Ends what commands have begun and left to go on. */
    public void end() throws IOException {
        serving.end();
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
