package jdisk.recipe;

import java.util.ArrayList;
import java.util.List;
import jdisk.label.Partition;

/**
 * The nbdkit(1) command that serves a partition to the machine it runs on.
 *
 * <p>It names the range in bytes, with nbdkit's offset filter: its partition filter knows fewer tables, and numbers their
 * partitions in its own way. A range that leaves the image makes nbdkit fail, so it ends where the image does.
 */
public final class NbdkitRecipe {
    private NbdkitRecipe() {}

    /**
     * The command.
     *
     * @param found what lies in the partition: its own sectors decide on those of a device
     */
    public static Recipe of(ImageFile image, Partition partition, Found found) {
        List<String> notes = new ArrayList<>(Obstacles.ifCut(image, partition));
        int sector = image.sectorSize().bytes();
        if (!image.hasSectorsOf512() && found.isMadeOnSectors(sector)) {
            notes.add("a device that is made of it needs sectors of " + sector + " bytes: nbd-client -block-size " + sector);
        }
        long range = image.length(partition) - image.missing(partition);
        return Obstacles.nothingThere(image, partition)
                .orElseGet(() -> new Recipe.Commands(
                        notes,
                        List.of(partition.isWholeImage()
                                ? "nbdkit --readonly --ipaddr=127.0.0.1 file file=" + image.quoting().word(image.path())
                                : "nbdkit --readonly --ipaddr=127.0.0.1 --filter=offset file file=" + image.quoting().word(image.path())
                                        + " offset=" + image.offset(partition) + " range=" + range),
                        image.missing(partition) == 0));
    }
}
