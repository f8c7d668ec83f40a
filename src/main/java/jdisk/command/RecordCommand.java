package jdisk.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class RecordCommand implements WordCommand {
    private static final Option FORCE = Option.flag("replace a file that exists", "--force");

    private static final Path OFF = Path.of("off");

    private final InstantSource clock;

    RecordCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "record",
                "keep a log of the session",
                List.of(
                        "Writes everything typed and shown from now on, with times, into a file: text without colours if its "
                                + "name ends in @|bold .txt|@ or @|bold .log|@, a page with them if it ends in @|bold .html|@. "
                                + "@|bold record off|@, or the end of the session, completes it. It begins with what it is "
                                + "about: the image's path, size and identity, the host, the user, the versions, the command "
                                + "line; times are in UTC. A file that exists stays, unless @|bold --force|@ is given."),
                "record session.html",
                List.of(FORCE),
                List.of(Parameter.required("FILE|off", "the file")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        boolean force = arguments.has(FORCE);
        Path file = arguments.path(0).orElseThrow();
        if (file.equals(OFF)) {
            desk.stopRecording();
        } else {
            desk.record(file, force, clock);
        }
        return Outcome.DONE;
    }
}
