package jdisk.recipe;

import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.unit.SectorSize;

/**
 * The image as other tools are told of it.
 *
 * @param path as the user gave it
 * @param bytes its size
 */
public record ImageFile(String path, long bytes, SectorSize sectorSize, Quoting quoting) {
    long offset(Partition partition) {
        return sectorSize.bytes(partition.extent().first());
    }

    /** Bytes of the partition; of the whole image, an incomplete last sector counts. */
    long length(Partition partition) {
        return partition.isWholeImage() ? bytes : sectorSize.bytes(partition.extent().count());
    }

    /** Bytes of the partition that lie past the end of the image. */
    long missing(Partition partition) {
        if (partition.isWholeImage()) {
            return 0;
        }
        long end = sectorSize.bytes(partition.extent().end());
        return Math.clamp(end - bytes, 0, length(partition));
    }

    /**
     * The path as a word that no tool takes for anything else: mount(8) takes {@code LABEL=disk} for a label, and all of them
     * {@code -r} for an option.
     */
    String argument() {
        return quoting.word(asPath(path));
    }

    static String asPath(String path) {
        return path.startsWith("-") || (path.contains("=") && !path.startsWith("/")) ? "./" + path : path;
    }

    /** What the device of a partition is called: the image's name without its folder, and the number. */
    String deviceName(Partition partition) {
        return PartitionNames.ofFile(path, partition);
    }

    boolean hasSectorsOf512() {
        return sectorSize.equals(SectorSize.DEFAULT);
    }
}
