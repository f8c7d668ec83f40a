package jdisk.command;

import jdisk.label.Partition;
import jdisk.recipe.NbdkitRecipe;
import jdisk.recipe.Recipe;
import jdisk.shell.Session;
import jdisk.usage.Arguments;
import jdisk.usage.Syntax;

final class NbdkitCommand extends PartitionRecipeCommand {
    @Override
    public Syntax syntax() {
        return syntax(
                "nbdkit",
                "how to serve with nbdkit",
                "Prints the command of @|bold nbdkit|@(1) that serves partition @|italic N|@ read-only to this machine. Add "
                        + "@|bold --run|@ and a command to serve it as long as that runs, or @|bold --foreground|@ to serve it "
                        + "until Ctrl-C.",
                "nbdkit 6");
    }

    @Override
    String word() {
        return "nbdkit";
    }

    @Override
    Recipe recipe(Session session, Partition found, Arguments arguments) {
        return NbdkitRecipe.of(imageFile(session), found, foundIfReadable(session, found));
    }
}
