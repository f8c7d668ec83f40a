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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "dd",
        header = "how dd copies a partition",
        description = "Prints the command of @|bold dd|@(1) that copies partition @|italic N|@ to @|italic FILE|@: to standard output if "
                + "that is @|bold -|@, and to a file named for the partition, in the current folder, if it is not given.",
        footer = "dd 6 linux.img")
final class DdCommand extends PartitionRecipeCommand {
    @Override
    String word() {
        return "dd";
    }

    @Parameters(index = "1", paramLabel = "FILE", arity = "0..1", description = "the file to copy to")
    private @Nullable Path file;

    @Override
    Recipe recipe(Session session, Partition found) throws IOException {
        Optional<Path> target = Optional.ofNullable(file);
        Path image = Path.of(session.image().name());
        // dd empties its output before it reads.
        if (target.isPresent() && Files.exists(target.get()) && Files.exists(image) && Files.isSameFile(target.get(), image)) {
            throw new UserError("dd: '" + session.visible().text(target.get().toString()) + "' is the image itself");
        }
        return DdRecipe.of(imageFile(session), found, target.map(Path::toString));
    }
}
