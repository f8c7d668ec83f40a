package jdisk.command;

import java.util.List;
import java.util.Optional;
import jdisk.shell.Menu;
import jdisk.shell.Outcome;
import jdisk.shell.Shell;
import jdisk.shell.UserError;
import jdisk.shell.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "help",
        header = "list the commands, or explain one",
        description = "Without an argument, lists the word commands; the key @|bold m|@ prints the menu. With one, explains that "
                + "command or key.",
        footer = "help offset")
final class HelpCommand implements WordCommand {
    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "a word command, or a key of the menus")
    private @Nullable String command;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Outcome run(Shell shell) {
        shell.console().print(command == null ? list(shell.words()) : explain(command));
        return Outcome.DONE;
    }

    private static String list(Words words) {
        StringBuilder text = new StringBuilder();
        List<Words.Summary> summaries = words.summaries();
        int width = summaries.stream().mapToInt(summary -> summary.usage().length()).max().orElse(0);
        for (Words.Summary summary : summaries) {
            text.append(summary.usage()).append(" ".repeat(width - summary.usage().length())).append("   ");
            text.append(summary.purpose()).append('\n');
        }
        return text + "\nThe key 'm' prints the menu; 'help COMMAND' explains one.\n";
    }

    private String explain(String name) {
        List<Menu.Entry> keys = Menu.entries().stream().filter(entry -> entry.name().equals(name)).toList();
        if (!keys.isEmpty()) {
            StringBuilder text = new StringBuilder();
            keys.forEach(entry -> text.append(entry.name())
                    .append(entry.mode() == Menu.Mode.EXPERT ? "   (expert mode) " : "   ")
                    .append(entry.help())
                    .append('\n'));
            return text.toString();
        }
        CommandLine parent = Optional.ofNullable(spec).map(CommandSpec::parent).map(CommandSpec::commandLine).orElseThrow();
        CommandLine found = parent.getSubcommands().get(name);
        if (found == null) {
            throw new UserError("there is no command '" + name + "'; 'help' lists them");
        }
        return CommandWords.explain(found);
    }
}
