package jdisk.label;

import jdisk.unit.Extent;

/**
 * A partition of a BSD disklabel.
 *
 * @param number its place in the label, from 1: partition a
 * @param extent where it lies; labels count from the start of the disk
 * @param type what it is for
 * @param fragmentSize bytes in a fragment of a file system
 * @param fragments fragments in a block of a file system
 * @param cylindersPerGroup cylinders in a group of a file system
 */
public record BsdPartition(int number, Extent extent, int type, long fragmentSize, int fragments, int cylindersPerGroup)
        implements Partition {
    private static final int UNUSED = 0;

    /** The letter BSDs call it by. */
    public char letter() {
        return (char) ('a' + number - 1);
    }

    /** Whether it holds nothing: BSDs keep such entries for the whole disk, and for the MBR partition the label is in. */
    public boolean isUnused() {
        return type == UNUSED;
    }

    /** Bytes in a block of a file system. */
    public long blockSize() {
        return fragmentSize * fragments;
    }
}
