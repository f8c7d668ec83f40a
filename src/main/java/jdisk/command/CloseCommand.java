package jdisk.command;

import java.io.IOException;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.UserError;
import picocli.CommandLine.Command;

@Command(
        name = "close",
        header = "return from that image",
        description = "Returns to the image that @|bold open|@ was used in.",
        footer = "close")
final class CloseCommand implements WordCommand {
    @Override
    public Outcome run(Desk desk) throws IOException {
        if (!desk.session().close()) {
            throw new UserError("close: no image was opened within this one");
        }
        return Outcome.DONE;
    }
}
