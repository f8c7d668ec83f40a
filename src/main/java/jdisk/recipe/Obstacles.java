package jdisk.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;

/** What can stand in the way of reaching a partition, whichever tool is to do it. */
final class Obstacles {
    /** Offsets from here on did not fit the signed 32 bits that losetup and mount kept them in. */
    private static final long OLD_OFFSET_LIMIT = 1L << 31;

    private Obstacles() {}

    /** Why the partition cannot be reached at all. */
    static Optional<Recipe> nothingThere(ImageFile image, Partition partition) {
        String name = PartitionNames.inWords(partition);
        if (image.length(partition) == 0) {
            return Optional.of(new Recipe.Refusal(name + " has no sectors"));
        }
        if (image.missing(partition) == image.length(partition)) {
            return Optional.of(new Recipe.Refusal(name + " lies past the end of the image: nothing of it is there"));
        }
        return Optional.empty();
    }

    /** The part of the partition that lies past the end of the image, in words. */
    static String cut(ImageFile image, Partition partition) {
        return PartitionNames.inWords(partition) + " is incomplete: " + image.missing(partition) + " of its "
                + image.length(partition) + " bytes lie past the end of the image";
    }

    /** What to know before a tool is used. */
    static List<String> ifCut(ImageFile image, Partition partition) {
        return image.missing(partition) == 0 ? List.of() : List.of(cut(image, partition));
    }

    /** What to know of loop devices of old. */
    static List<String> ofLoops(ImageFile image, Partition partition) {
        List<String> notes = new ArrayList<>(ifCut(image, partition));
        if (image.offset(partition) >= OLD_OFFSET_LIMIT) {
            notes.add("util-linux before 2.12b fails here: it takes no offset of 2147483648 or more");
        }
        // A loop device of Linux 2.4 had whole blocks of 1024 bytes.
        if (image.length(partition) % 1024 != 0) {
            notes.add("a 2.4 kernel loses the last sector: " + PartitionNames.inWords(partition) + " has an odd number of them");
        }
        return notes;
    }
}
