package jdisk.command;

import jdisk.label.Partition;
import jdisk.recipe.LoopRecipe;
import jdisk.recipe.Recipe;
import jdisk.shell.Session;
import jdisk.usage.Arguments;
import jdisk.usage.Syntax;

final class LosetupCommand extends PartitionRecipeCommand {
    @Override
    public Syntax syntax() {
        return syntax(
                "losetup",
                "how to make a loop device",
                "Prints the command of @|bold losetup|@(8) that attaches partition @|italic N|@ to a free loop device, "
                        + "read-only, and prints the name of that device. @|bold losetup -d|@ detaches it.",
                "losetup 6");
    }

    @Override
    String word() {
        return "losetup";
    }

    @Override
    Recipe recipe(Session session, Partition found, Arguments arguments) {
        return LoopRecipe.of(imageFile(session), found, foundIfReadable(session, found));
    }
}
