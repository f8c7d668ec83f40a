package jdisk.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "record",
        header = "keep a log of the session",
        description = "Writes everything typed and shown from now on, with times, into a file: text without colours if its name ends "
                + "in @|bold .txt|@ or @|bold .log|@, a page with them if it ends in @|bold .html|@. @|bold record off|@, or the end of the session, "
                + "completes it. It begins with what it is about: the image's path, size and "
                + "identity, the host, the user, the versions, the command line; times are in UTC. A file that exists stays, unless @|bold --force|@ is given.",
        footer = "record session.html")
final class RecordCommand implements WordCommand {
    private static final Path OFF = Path.of("off");

    private final InstantSource clock;

    @Option(names = "--force", description = "replace a file that exists")
    private boolean force;

    @Parameters(paramLabel = "FILE|off", description = "the file")
    private Path file = OFF;

    RecordCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Outcome run(Desk desk) throws IOException {
        if (file.equals(OFF)) {
            desk.stopRecording();
        } else {
            desk.record(file, force, clock);
        }
        return Outcome.DONE;
    }
}
