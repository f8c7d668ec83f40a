package jdisk.command;

import java.io.IOException;
import java.util.List;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Syntax;

final class CloseCommand implements WordCommand {
    @Override
    public Syntax syntax() {
        return new Syntax(
                "close",
                "return from that image",
                List.of(
                        "Returns to the image that @|bold open|@ was used in."),
                "close",
                List.of(),
                List.of());
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        if (!desk.session().close()) {
            throw new UserError("close: no image was opened within this one");
        }
        return Outcome.DONE;
    }
}
