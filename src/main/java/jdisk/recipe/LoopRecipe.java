package jdisk.recipe;

import java.util.List;
import jdisk.label.Partition;

/** The losetup(8) command that makes a partition a read-only loop device, and prints which. */
public final class LoopRecipe {
    private LoopRecipe() {}

    /**
     * The command.
     *
     * @param found what lies in the partition: its own sectors decide on those of the device
     */
    public static Recipe of(ImageFile image, Partition partition, Found found) {
        return Obstacles.nothingThere(image, partition)
                .orElseGet(() -> new Recipe.Commands(
                        Obstacles.ofLoops(image, partition),
                        List.of(attach(
                                image,
                                partition.isWholeImage()
                                        ? ""
                                        : " --offset " + image.offset(partition) + " --sizelimit " + image.length(partition),
                                found.isMadeOnSectors(image.sectorSize().bytes()))),
                        image.missing(partition) == 0));
    }

    /**
     * The command, for the range of these options, or for the whole image if there are none.
     *
     * @param ownSectors whether the device is to have sectors of the image's size
     */
    static String attach(ImageFile image, String range, boolean ownSectors) {
        String sectors = image.hasSectorsOf512() || !ownSectors ? "" : " --sector-size " + image.sectorSize().bytes();
        return "losetup --read-only --find --show" + range + sectors + " " + image.argument();
    }
}
