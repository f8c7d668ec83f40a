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
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class HelpCommand implements WordCommand {
    private final Function<String, Optional<Syntax>> words;
    private final Set<String> names;

    /**
     * @param words finds a word by its name
     * @param names all there are
     */
    HelpCommand(Function<String, Optional<Syntax>> words, Set<String> names) {
        this.words = words;
        this.names = names;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "help",
                "list or explain commands",
                List.of(
                        "Without an argument, lists the word commands; the key @|bold m|@ prints the menu. With one, explains "
                                + "that command or key, as @|bold ? offset|@, @|bold offset ?|@ and @|bold offset --help|@ do."),
                "help offset",
                List.of(),
                List.of(Parameter.optional("COMMAND", "a word command, or a key of the menus")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
        desk.console().print(arguments.words().isEmpty() ? list(desk) : explain(arguments.word(0), desk.session().visible()));
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
        Syntax found = words.apply(name).orElseThrow(() -> new UserError("'" + visible.text(name) + "' is not a command; "
                + Nearest.to(name, names).map(Nearest::question).orElse("'help' lists the commands")));
        return CommandWords.explain(found);
    }
}
