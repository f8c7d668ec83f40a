package jdisk.command;

import jdisk.shell.Outcome;
import jdisk.shell.Shell;
import picocli.CommandLine.Command;

@Command(name = "quit", header = "quit", description = "Leaves the shell, as @|bold q|@ does.", footer = "quit")
final class QuitCommand implements WordCommand {
    @Override
    public Outcome run(Shell shell) {
        return Outcome.QUIT;
    }
}
