package jdisk.command;

import java.io.IOException;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.Slice;
import jdisk.label.FoundPartition;
import jdisk.label.Partition;
import jdisk.recipe.Found;
import jdisk.recipe.MountRecipe;
import jdisk.recipe.Recipe;
import jdisk.shell.Session;
import jdisk.usage.Arguments;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class MountCommand extends PartitionRecipeCommand {
    @Override
    public Syntax syntax() {
        return syntax(
                "mount",
                "how to mount a partition",
                "Prints the command of @|bold mount|@(8) that mounts partition @|italic N|@ read-only on @|italic DIR|@ (/mnt "
                        + "if not given), with the type of the file system found by reading it, and the options without which "
                        + "mounting would write. If it cannot be mounted, a line that begins with @|bold #|@ says what it is, "
                        + "and the exit status is 1.",
                "mount 6 /mnt",
                Parameter.optional("DIR", "where to mount it"));
    }

    @Override
    String word() {
        return "mount";
    }

    @Override
    Recipe recipe(Session session, Partition found, Arguments arguments) throws IOException {
        if (found instanceof FoundPartition volume && volume.isStartLost()) {
            return new Recipe.Refusal("the start of what is at sector " + found.extent().first() + " is lost; 'extract " + found.reference()
                    + " FILE' copies it with a copy of that in its place, which can be mounted");
        }
        String folder = arguments.words().size() > 1 ? arguments.word(1) : "/mnt";
        Found contents = found(session, found);
        boolean data = found.role() == Partition.Role.DATA && !found.isOfBsd() && !found.isWholeImage()
                && session.disk().nestedPartitions(found).isEmpty();
        boolean table = data && contents.contents().isEmpty() && holdsTable(session.disk().slice(found));
        return table
                ? new Recipe.Refusal("partition " + found.number() + " holds a partition table of its own, as a disk does; 'open " + found.number()
                        + "' opens that, and 'extract " + found.number() + " FILE' copies it for 'jdisk FILE'")
                : MountRecipe.of(imageFile(session), found, contents, folder);
    }

    /** Whether there is a table with partitions, as on the disk of a virtual machine that is kept in a partition. */
    private static boolean holdsTable(Slice partition) throws IOException {
        return !Disk.open(partition, Hints.NONE).dataPartitions().isEmpty();
    }
}
