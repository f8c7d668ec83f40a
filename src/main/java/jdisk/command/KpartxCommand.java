package jdisk.command;

import jdisk.recipe.DeviceMap;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import picocli.CommandLine.Command;

@Command(
        name = "kpartx",
        header = "the table of devices kpartx would make",
        description = "Prints a line for every partition as @|bold kpartx -l|@ does: name, 0, size, image, start, in sectors of 512 bytes "
                + "whatever those of the image are. Of an extended partition, only the start is a device. All lie on the image "
                + "itself, while kpartx puts logical partitions on the device of the extended one.",
        footer = "kpartx")
final class KpartxCommand implements WordCommand {
    @Override
    public Outcome run(Shell shell) {
        Session session = shell.session();
        shell.console().print(new DeviceMap(RecipeCommand.imageFile(session), session.requireLabel()).listing());
        return Outcome.DONE;
    }
}
