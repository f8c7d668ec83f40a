package jdisk.command;

import java.io.IOException;
import jdisk.label.Partition;
import jdisk.recipe.Recipe;
import jdisk.shell.Session;
import picocli.CommandLine.Parameters;

/** Prints what another tool is to be told to reach a partition. */
abstract class PartitionRecipeCommand extends RecipeCommand {
    @Parameters(index = "0", paramLabel = "N", description = "a partition: 6, p6 or hda.img6")
    private String partition = "";

    /** The command. */
    abstract String word();

    abstract Recipe recipe(Session session, Partition found) throws IOException;

    @Override
    final Recipe recipe(Session session) throws IOException {
        return recipe(session, Target.partition(word(), partition, session));
    }
}
