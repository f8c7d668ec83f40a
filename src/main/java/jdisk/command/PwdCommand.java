package jdisk.command;

import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import picocli.CommandLine.Command;

@Command(
        name = "pwd",
        header = "show the chosen directory",
        description = "Prints the directory that @|bold cd|@ chose, as a path that every word takes; of an image without a table, its "
                + "root if none was chosen.",
        footer = "pwd")
final class PwdCommand implements WordCommand {
    private final Inside inside;

    PwdCommand(Inside inside) {
        this.inside = inside;
    }

    @Override
    public Outcome run(Desk desk) {
        desk.console().print(desk.session().visible().text(inside.begin(desk, "pwd").here()) + "\n");
        return Outcome.DONE;
    }
}
