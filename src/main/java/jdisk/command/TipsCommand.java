package jdisk.command;

import jdisk.shell.Console;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "tips",
        header = "hints below the line",
        description = "On a terminal, whoever pauses in a command sees its usage below the line, and the options at hand. "
                + "@|bold tips off|@ hides these tips, in later sessions too, and @|bold tips on|@ brings them back; without an "
                + "argument, says which it is.",
        footer = "tips")
final class TipsCommand implements WordCommand {
    @Parameters(paramLabel = "on|off", arity = "0..1", description = "whether to show them")
    private @Nullable String wanted;

    @Override
    public Outcome run(Desk desk) {
        Console console = desk.console();
        boolean kept = switch (wanted) {
            case null -> true;
            case "on" -> console.showTips(true);
            case "off" -> console.showTips(false);
            default -> throw new UserError("tips: '" + wanted + "' is neither on nor off");
        };
        console.print("Tips are " + (console.showsTips() ? "on" : "off") + (kept ? "" : ", in this session only") + ".\n");
        return Outcome.DONE;
    }
}
