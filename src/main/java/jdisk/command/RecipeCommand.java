package jdisk.command;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import jdisk.disk.Disk;
import jdisk.image.Image;
import jdisk.label.Partition;
import jdisk.probe.Contents;
import jdisk.recipe.Found;
import jdisk.recipe.ImageFile;
import jdisk.recipe.Quoting;
import jdisk.recipe.Recipe;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.usage.Arguments;

/** Prints what another tool is to be told. */
abstract class RecipeCommand implements WordCommand {
    abstract Recipe recipe(Session session, Arguments arguments) throws IOException;

    @Override
    public final Outcome run(Desk desk, Arguments arguments) throws IOException {
        Image image = desk.disk().image();
        if (image.rawFile().isEmpty()) {
            return desk.decline(NotRaw.instead(desk.session(), arguments));
        }
        return switch (recipe(desk.session(), arguments)) {
            case Recipe.Commands commands -> {
                desk.console().print(commands.text());
                yield commands.whole() ? Outcome.DONE : Outcome.PROBLEMS;
            }
            case Recipe.Refusal refusal -> desk.decline(refusal.why());
        };
    }

    /**
     * What lies in a partition.
     *
     * @throws IOException if nothing is recognised, and something could not be read
     */
    static Found found(Session session, Partition partition) throws IOException {
        Disk disk = session.disk();
        Optional<Contents> contents = disk.contents(partition).stream().findFirst();
        if (contents.isEmpty()) {
            return Found.NOTHING;
        }
        OptionalLong bytes = disk.volumeBytes(partition, contents.get());
        return new Found(contents, bytes, contents.get().nature() == Contents.Nature.MEMBER ? disk.beneathArray(partition) : Optional.empty());
    }

    /** The same where only a better command comes of it: nothing if it cannot be read. */
    static Found foundIfReadable(Session session, Partition partition) {
        return session.disk().mainContents(partition).map(Found::of).orElse(Found.NOTHING);
    }

    static ImageFile imageFile(Session session) {
        return new ImageFile(
                session.image().rawFile().orElseThrow().toString(),
                session.image().size(),
                session.disk().sectorSize(),
                new Quoting(session.visible()::text));
    }
}
