package jdisk.command;

import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import picocli.CommandLine.Command;

@Command(name = "quit", header = "quit", description = "Leaves the shell, as @|bold q|@ does.", footer = "quit")
final class QuitCommand implements WordCommand {
    @Override
    public Outcome run(Desk desk) {
        return Outcome.QUIT;
    }
}
