package jdisk.command;

import java.nio.file.Path;
import java.util.List;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class SourceCommand implements WordCommand {
    @Override
    public Syntax syntax() {
        return new Syntax(
                "source",
                "run a file of commands",
                List.of(
                        "Runs the commands of a file, one a line; a line that begins with @|bold #|@ is a comment. The first "
                                + "command that fails stops it."),
                "source commands.txt",
                List.of(),
                List.of(Parameter.required("FILE", "the file")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
        Path file = arguments.path(0).orElseThrow();
        return desk.runScript(file, false);
    }
}
