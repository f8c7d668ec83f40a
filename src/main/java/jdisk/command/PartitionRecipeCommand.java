package jdisk.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jdisk.label.Partition;
import jdisk.recipe.Recipe;
import jdisk.shell.Session;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

/** Prints what another tool is to be told to reach a partition. */
abstract class PartitionRecipeCommand extends RecipeCommand {
    private static final Parameter PARTITION = Parameter.optional(
            "N", "a partition: 6, p6 or hda.img6; 0 is an image without a table, and need not be named");

    /**
     * The syntax, of which all but this is the same.
     *
     * @param more parameters behind the partition
     */
    static Syntax syntax(String name, String purpose, String description, String example, Parameter... more) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(PARTITION);
        Collections.addAll(parameters, more);
        return new Syntax(name, purpose, List.of(description), example, List.of(), parameters);
    }

    /** The command. */
    abstract String word();

    abstract Recipe recipe(Session session, Partition found, Arguments arguments) throws IOException;

    @Override
    final Recipe recipe(Session session, Arguments arguments) throws IOException {
        String partition = arguments.word(0);
        Partition found = partition.isEmpty() ? session.requireWhole(word()) : Target.partition(word(), partition, session);
        return recipe(session, found, arguments);
    }
}
