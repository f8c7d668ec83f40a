package jdisk.command;

import jdisk.label.Partition;
import jdisk.recipe.LoopRecipe;
import jdisk.recipe.Recipe;
import jdisk.shell.Session;
import picocli.CommandLine.Command;

@Command(
        name = "losetup",
        header = "how to make a loop device",
        description = "Prints the command of @|bold losetup|@(8) that attaches partition @|italic N|@ to a free loop device, read-only, "
                + "and prints the name of that device. @|bold losetup -d|@ detaches it.",
        footer = "losetup 6")
final class LosetupCommand extends PartitionRecipeCommand {
    @Override
    String word() {
        return "losetup";
    }

    @Override
    Recipe recipe(Session session, Partition found) {
        return LoopRecipe.of(imageFile(session), found, foundIfReadable(session, found));
    }
}
