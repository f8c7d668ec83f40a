package jdisk.command;

import java.util.List;
import jdisk.recipe.DeviceMap;
import jdisk.recipe.Recipe;
import jdisk.shell.Session;
import jdisk.usage.Arguments;
import jdisk.usage.Syntax;

final class KpartxCommand extends RecipeCommand {
    @Override
    public Syntax syntax() {
        return new Syntax(
                "kpartx",
                "kpartx's table of devices",
                List.of(
                        "Prints a line for every partition as @|bold kpartx -l|@ does: name, 0, size, image, start, in sectors "
                                + "of 512 bytes whatever those of the image are. Of an extended partition, only the start is a "
                                + "device. All lie on the image itself, while kpartx puts logical partitions on the device of "
                                + "the extended one."),
                "kpartx",
                List.of(),
                List.of());
    }

    @Override
    Recipe recipe(Session session, Arguments arguments) {
        return new DeviceMap(imageFile(session), session.requireLabel(), List.of()).listing();
    }
}
