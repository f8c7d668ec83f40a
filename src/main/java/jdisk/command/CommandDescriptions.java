package jdisk.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jdisk.shell.Menu;
import jdisk.shell.Shell;
import org.jline.console.CmdDesc;
import org.jline.console.CmdLine;
import org.jline.utils.AttributedString;
import picocli.CommandLine;
import picocli.shell.jline3.PicocliCommands;

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
        CommandLine word = words.commandLine().getSubcommands().get(name);
        if (word == null) {
            return unknown();
        }
        CmdDesc description = new PicocliCommands(words.commandLine()).commandDescription(List.of(name));
        String usage = description.getMainDesc().getFirst().toString();
        // Cut, a long one would not tell its arguments, which come last.
        boolean fits = usage.length() < shell.console().width();
        description.setMainDesc(attributed(List.of(fits ? usage : CommandWords.shortUsage(word), CommandWords.purpose(word))));
        return description;
    }

    private static CmdDesc unknown() {
        return new CmdDesc(false);
    }

    private static List<AttributedString> attributed(List<String> rows) {
        return rows.stream().map(AttributedString::new).toList();
    }
}
