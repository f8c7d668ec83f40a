package jdisk.label;

import java.util.List;
import java.util.Optional;

/** A partition table as it was read, and what is doubtful about it. */
public sealed interface Label permits MbrLabel {
    /** fdisk's name of this kind of table. */
    String kind();

    /** The partitions in use, in the order of their numbers. */
    List<? extends Partition> partitions();

    /** What the reader came across, in the order it did. */
    List<Finding.OfReading> findings();

    default Optional<Partition> partition(int number) {
        for (Partition partition : partitions()) {
            if (partition.number() == number) {
                return Optional.of(partition);
            }
        }
        return Optional.empty();
    }
}
