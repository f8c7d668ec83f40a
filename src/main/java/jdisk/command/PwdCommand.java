package jdisk.command;

import java.util.List;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.usage.Arguments;
import jdisk.usage.Syntax;

final class PwdCommand implements WordCommand {
    private final Inside inside;

    PwdCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "pwd",
                "show the chosen directory",
                List.of(
                        "Prints the directory that @|bold cd|@ chose, as a path that every word takes; of an image without a "
                                + "table, its root if none was chosen."),
                "pwd",
                List.of(),
                List.of());
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
        desk.console().print(desk.session().visible().text(inside.begin(desk, "pwd").here()) + "\n");
        return Outcome.DONE;
    }
}
