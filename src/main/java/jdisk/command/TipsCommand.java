package jdisk.command;

import java.util.List;
import jdisk.shell.Console;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class TipsCommand implements WordCommand {
    @Override
    public Syntax syntax() {
        return new Syntax(
                "tips",
                "hints below the line",
                List.of(
                        "On a terminal, whoever pauses in a command sees its usage below the line, and the options at hand. "
                                + "@|bold tips off|@ hides these tips, in later sessions too, and @|bold tips on|@ brings them "
                                + "back; without an argument, says which it is."),
                "tips",
                List.of(),
                List.of(Parameter.optional("on|off", "whether to show them")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
        Console console = desk.console();
        boolean kept = arguments.words().isEmpty() || switch (arguments.word(0)) {
            case "on" -> console.showTips(true);
            case "off" -> console.showTips(false);
            default -> throw new UserError("tips: '" + arguments.word(0) + "' is neither on nor off");
        };
        console.print("Tips are " + (console.showsTips() ? "on" : "off") + (kept ? "" : ", in this session only") + ".\n");
        return Outcome.DONE;
    }
}
