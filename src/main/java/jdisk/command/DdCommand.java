package jdisk.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jdisk.label.Partition;
import jdisk.recipe.DdRecipe;
import jdisk.recipe.Recipe;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class DdCommand extends PartitionRecipeCommand {
    @Override
    public Syntax syntax() {
        return syntax(
                "dd",
                "how dd copies a partition",
                "Prints the command of @|bold dd|@(1) that copies partition @|italic N|@ to @|italic FILE|@: to standard "
                        + "output if that is @|bold -|@, and to a file named for the partition, in the current folder, if it "
                        + "is not given.",
                "dd 6 linux.img",
                Parameter.optional("FILE", "the file to copy to"));
    }

    @Override
    String word() {
        return "dd";
    }

    @Override
    Recipe recipe(Session session, Partition found, Arguments arguments) throws IOException {
        Optional<Path> target = arguments.path(1);
        Path image = session.image().rawFile().orElseThrow();
        // dd empties its output before it reads.
        if (target.isPresent() && Files.exists(target.get()) && Files.exists(image) && Files.isSameFile(target.get(), image)) {
            throw new UserError("dd: '" + session.visible().text(target.get().toString()) + "' is the image itself");
        }
        return DdRecipe.of(imageFile(session), found, target.map(Path::toString));
    }
}
