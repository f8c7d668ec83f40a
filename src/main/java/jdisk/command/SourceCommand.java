package jdisk.command;

import java.nio.file.Path;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "source",
        header = "run a file of commands",
        description = "Runs the commands of a file, one a line; a line that begins with @|bold #|@ is a comment. "
                + "The first command that fails stops it.",
        footer = "source commands.txt")
final class SourceCommand implements WordCommand {
    @Parameters(paramLabel = "FILE", description = "the file")
    private Path file = Path.of("");

    @Override
    public Outcome run(Desk desk) {
        return desk.runScript(file, false);
    }
}
