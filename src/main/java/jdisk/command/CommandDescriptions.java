package jdisk.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import jdisk.shell.Menu;
import jdisk.shell.Shell;
import jdisk.usage.Option;
import jdisk.usage.Syntax;
import org.jline.console.ArgDesc;
import org.jline.console.CmdDesc;
import org.jline.console.CmdLine;
import org.jline.utils.AttributedString;

/**
 * What is known of the command in a line: of a key what the menu says, of a word its synopsis, what it is for, and its
 * options.
 */
public final class CommandDescriptions implements Function<CmdLine, CmdDesc> {
    private final CommandWords words;
    private final Shell shell;

    public CommandDescriptions(CommandWords words, Shell shell) {
        this.words = words;
        this.shell = shell;
    }

    @Override
    public CmdDesc apply(CmdLine line) {
        return of(shell.mode(), line.getArgs());
    }

    private CmdDesc of(Menu.Mode mode, List<String> tokens) {
        String first = tokens.isEmpty() ? "" : tokens.getFirst();
        if (first.equals("?")) {
            return word("help");
        }
        // A key needs no definitions of words, which take a moment to be read.
        return first.codePointCount(0, first.length()) == 1 ? key(mode, first, tokens.subList(1, tokens.size())) : word(first);
    }

    private CmdDesc key(Menu.Mode mode, String name, List<String> after) {
        Optional<Menu.Entry> found = Menu.here(mode, shell.session()).filter(entry -> entry.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            return unknown();
        }
        Menu.Entry entry = found.get();
        if (entry.answer() == Menu.Answer.COMMAND && !after.isEmpty()) {
            return of(Menu.Mode.EXPERT, after); // ends: no key of expert mode takes a command
        }
        List<String> rows = entry.takesAnswers()
                ? List.of(HelpCommand.about(entry), "Example: " + HelpCommand.example(entry))
                : List.of(HelpCommand.about(entry));
        return new CmdDesc(attributed(rows), List.of(), Map.of());
    }

    private CmdDesc word(String name) {
        Optional<Syntax> known = words.syntax(name);
        if (known.isEmpty()) {
            return unknown();
        }
        Syntax word = known.get();
        Map<String, List<AttributedString>> options = new TreeMap<>();
        for (Option option : word.options()) {
            String value = option.takesValue() ? "=" + option.label() : "";
            options.put(String.join(" ", option.names()) + value, attributed(List.of(option.description())));
        }
        // Cut, a long one would not tell its arguments, which come last.
        String usage = word.synopsis();
        boolean fits = usage.length() < shell.console().width();
        List<String> rows = List.of(fits ? usage : word.shortSynopsis(), word.purpose());
        // JLine looks for options only where it is told of arguments.
        return new CmdDesc(attributed(rows), ArgDesc.doArgNames(List.of("")), options);
    }

    private static CmdDesc unknown() {
        return new CmdDesc(false);
    }

    private static List<AttributedString> attributed(List<String> rows) {
        return rows.stream().map(AttributedString::new).toList();
    }
}
