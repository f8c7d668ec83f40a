package jdisk.command;

import jdisk.label.Partition;
import jdisk.recipe.NbdkitRecipe;
import jdisk.recipe.Recipe;
import jdisk.shell.Session;
import picocli.CommandLine.Command;

@Command(
        name = "nbdkit",
        header = "how to serve with nbdkit",
        description = "Prints the command of @|bold nbdkit|@(1) that serves partition @|italic N|@ read-only to this machine. Add "
                + "@|bold --run|@ and a command to serve it as long as that runs, or @|bold --foreground|@ to serve it until Ctrl-C.",
        footer = "nbdkit 6")
final class NbdkitCommand extends PartitionRecipeCommand {
    @Override
    String word() {
        return "nbdkit";
    }

    @Override
    Recipe recipe(Session session, Partition found) {
        return NbdkitRecipe.of(imageFile(session), found, foundIfReadable(session, found));
    }
}
