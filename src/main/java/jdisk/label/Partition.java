package jdisk.label;

import jdisk.unit.Extent;

/** A partition of any label. */
public sealed interface Partition permits MbrPartition, GptPartition, SgiPartition, SunPartition, BsdPartition, MacPartition {
    /** The number users and the kernel give it, from 1. */
    int number();

    /** Where it lies, in sectors of the image. */
    Extent extent();

    /** Whether it only stands for the whole disk, and others lie within it. */
    default boolean isWholeDisk() {
        return false;
    }
}
