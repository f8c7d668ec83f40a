package jdisk.command;

import java.util.List;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.usage.Arguments;
import jdisk.usage.Syntax;

final class QuitCommand implements WordCommand {
    @Override
    public Syntax syntax() {
        return new Syntax(
                "quit",
                "quit",
                List.of(
                        "Leaves the shell, as @|bold q|@ does."),
                "quit",
                List.of(),
                List.of());
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
        return Outcome.QUIT;
    }
}
