package jdisk.recipe;

import java.util.List;
import jdisk.label.Partition;

/** The losetup(8) command that makes a partition a read-only loop device, and prints which. */
public final class LoopRecipe {
    private LoopRecipe() {}

    public static Recipe of(ImageFile image, Partition partition) {
        return Obstacles.nothingThere(image, partition)
                .orElseGet(() -> new Recipe.Commands(
                        Obstacles.ofLoops(image, partition),
                        List.of(attach(image, " --offset " + image.offset(partition) + " --sizelimit " + image.length(partition))),
                        image.missing(partition) == 0));
    }

    /** The command, for the range of these options, or for the whole image if there are none. */
    static String attach(ImageFile image, String range) {
        String sectors = image.hasSectorsOf512() ? "" : " --sector-size " + image.sectorSize().bytes();
        return "losetup --read-only --find --show" + range + sectors + " " + image.argument();
    }
}
