package jdisk.command;

import java.io.IOException;
import jdisk.image.Image;
import jdisk.recipe.ImageFile;
import jdisk.recipe.Quoting;
import jdisk.recipe.Recipe;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.shell.Session;

/** Prints what another tool is to be told. */
abstract class RecipeCommand implements WordCommand {
    abstract Recipe recipe(Session session) throws IOException;

    @Override
    public final Outcome run(Desk desk) throws IOException {
        Image image = desk.disk().image();
        if (image.rawFile().isEmpty()) {
            return desk.decline(image.files().size() > 1
                    ? "the image is in " + image.files().size() + " files, and other tools take one: 'extract disk FILE' joins them"
                    : "the image is not a file that other tools can read: 'extract disk FILE' makes one");
        }
        return switch (recipe(desk.session())) {
            case Recipe.Commands commands -> {
                desk.console().print(commands.text());
                yield commands.whole() ? Outcome.DONE : Outcome.PROBLEMS;
            }
            case Recipe.Refusal refusal -> desk.decline(refusal.why());
        };
    }

    static ImageFile imageFile(Session session) {
        return new ImageFile(
                session.image().rawFile().orElseThrow().toString(),
                session.image().size(),
                session.disk().sectorSize(),
                new Quoting(session.visible()::text));
    }
}
