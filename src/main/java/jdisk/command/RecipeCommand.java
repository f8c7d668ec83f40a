package jdisk.command;

import java.io.IOException;
import jdisk.recipe.ImageFile;
import jdisk.recipe.Quoting;
import jdisk.recipe.Recipe;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.Shell;

/** Prints what another tool is to be told. */
abstract class RecipeCommand implements WordCommand {
    abstract Recipe recipe(Session session) throws IOException;

    @Override
    public final Outcome run(Shell shell) throws IOException {
        int parts = shell.session().image().files().size();
        if (parts > 1) {
            return shell.decline("the image is in " + parts + " files, and other tools take one: 'extract disk FILE' joins them");
        }
        return switch (recipe(shell.session())) {
            case Recipe.Commands commands -> {
                shell.console().print(commands.text());
                yield commands.whole() ? Outcome.DONE : Outcome.PROBLEMS;
            }
            case Recipe.Refusal refusal -> shell.decline(refusal.why());
        };
    }

    static ImageFile imageFile(Session session) {
        return new ImageFile(
                session.image().name(),
                session.image().size(),
                session.sectorSize().size(),
                new Quoting(session.visible()::text));
    }
}
