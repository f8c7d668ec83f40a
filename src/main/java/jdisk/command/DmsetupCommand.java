package jdisk.command;

import java.util.List;
import jdisk.label.Label;
import jdisk.recipe.DeviceMap;
import jdisk.recipe.Found;
import jdisk.recipe.Recipe;
import jdisk.shell.Session;
import jdisk.usage.Arguments;
import jdisk.usage.Syntax;

final class DmsetupCommand extends RecipeCommand {
    @Override
    public Syntax syntax() {
        return new Syntax(
                "dmsetup",
                "how to map all partitions",
                List.of(
                        "Prints the commands of @|bold losetup|@(8) and @|bold dmsetup|@(8) that make a device of every "
                                + "partition, read-only and named as @|bold kpartx|@ names them. @|bold dmsetup remove|@ and "
                                + "@|bold losetup -d|@ undo it."),
                "dmsetup",
                List.of(),
                List.of());
    }

    @Override
    Recipe recipe(Session session, Arguments arguments) {
        Label label = session.requireLabel();
        List<Found> found = label.dataPartitions().stream()
                .map(partition -> foundIfReadable(session, partition))
                .filter(each -> each.contents().isPresent())
                .toList();
        return new DeviceMap(imageFile(session), label, found).commands();
    }
}
