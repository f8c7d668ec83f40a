package jdisk.recipe;

import java.util.List;
import java.util.Optional;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;

/** The dd(1) command that copies a partition out. */
public final class DdRecipe {
    private static final String STANDARD_OUTPUT = "-";

    private DdRecipe() {}

    /**
     * The command for a partition.
     *
     * @param file what to copy to; {@code -} is standard output, and nothing a file named for the partition
     */
    public static Recipe of(ImageFile image, Partition partition, Optional<String> file) {
        String target = file.orElseGet(() -> PartitionNames.ofFile(image.path(), partition));
        String to = target.equals(STANDARD_OUTPUT) ? "" : " of=" + image.quoting().word(target);
        return Obstacles.nothingThere(image, partition)
                .orElseGet(() -> new Recipe.Commands(
                        Obstacles.ifCut(image, partition),
                        List.of("dd if=" + image.quoting().word(image.path()) + to + (partition.isWholeImage()
                                ? " bs=1M"
                                : " bs=" + image.sectorSize().bytes() + " skip=" + partition.extent().first() + " count="
                                        + partition.extent().count())),
                        image.missing(partition) == 0));
    }
}
