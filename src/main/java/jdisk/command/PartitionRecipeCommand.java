package jdisk.command;

import java.io.IOException;
import jdisk.label.Partition;
import jdisk.recipe.Recipe;
import jdisk.shell.Session;
import picocli.CommandLine.Parameters;

/** Prints what another tool is to be told to reach a partition. */
abstract class PartitionRecipeCommand extends RecipeCommand {
    @Parameters(
            index = "0",
            paramLabel = "N",
            arity = "0..1",
            description = "a partition: 6, p6 or hda.img6; 0 is an image without a table, and need not be named")
    private String partition = "";

    /** The command. */
    abstract String word();

    abstract Recipe recipe(Session session, Partition found) throws IOException;

    @Override
    final Recipe recipe(Session session) throws IOException {
        return recipe(session, partition.isEmpty() ? session.requireWhole(word()) : Target.partition(word(), partition, session));
    }
}
