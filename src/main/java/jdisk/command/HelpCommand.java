package jdisk.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdisk.shell.Desk;
import jdisk.shell.Menu;
import jdisk.shell.Outcome;
import jdisk.shell.UserError;
import jdisk.shell.WordList;
import jdisk.text.Visible;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "help",
        header = "list or explain commands",
        description = "Without an argument, lists the word commands; the key @|bold m|@ prints the menu. With one, explains that "
                + "command or key, as @|bold ? offset|@, @|bold offset ?|@ and @|bold offset --help|@ do.",
        footer = "help offset")
final class HelpCommand implements WordCommand {
    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "a word command, or a key of the menus")
    private @Nullable String command;

    private final Function<String, Optional<CommandLine>> words;
    private final Set<String> names;

    /**
     * @param words finds a word by its name
     * @param names all there are
     */
    HelpCommand(Function<String, Optional<CommandLine>> words, Set<String> names) {
        this.words = words;
        this.names = names;
    }

    @Override
    public Outcome run(Desk desk) {
        desk.console().print(command == null ? list(desk) : explain(command, desk.session().visible()));
        return Outcome.DONE;
    }

    private static String list(Desk desk) {
        return WordList.purposes(desk.words().summaries(), desk.console().page().emphasis())
                + "'help WORD' explains one, 'm' prints fdisk's keys.\n";
    }

    /** A key and what it does. */
    static String about(Menu.Entry key) {
        return key.name() + (key.mode() == Menu.Mode.EXPERT ? "   (expert mode) " : "   ") + key.help();
    }

    /** How a key may be typed, from the main menu. */
    static String example(Menu.Entry key) {
        return (key.mode() == Menu.Mode.EXPERT ? "x " : "") + key.example();
    }

    private String explain(String name, Visible visible) {
        List<Menu.Entry> keys = Menu.entries().stream().filter(entry -> entry.name().equals(name)).toList();
        if (!keys.isEmpty()) {
            String text = keys.stream().map(HelpCommand::about).collect(Collectors.joining("\n"));
            return text + "\n\nExample: " + keys.stream().map(HelpCommand::example).collect(Collectors.joining("\n         ")) + "\n";
        }
        CommandLine found = words.apply(name).orElseThrow(() -> new UserError("there is no command '" + visible.text(name) + "'; "
                + Nearest.to(name, names).map(Nearest::question).orElse("'help' lists them")));
        return CommandWords.explain(found);
    }
}
