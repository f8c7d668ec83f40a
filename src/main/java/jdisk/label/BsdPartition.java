package jdisk.label;

import java.util.List;
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

    @Override
    public String designation() {
        return Character.toString(letter());
    }

    /** BSDs keep unused entries for the whole disk, and for the MBR partition the label is in. */
    @Override
    public Role role() {
        return type == UNUSED ? Role.UNUSED : Role.DATA;
    }

    @Override
    public String typeName() {
        return BsdNames.type(type);
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.number(Field.Name.START, extent.first()), Field.number(Field.Name.SIZE, extent.count()), Field.type(type));
    }

    /** Bytes in a block of a file system. */
    public long blockSize() {
        return fragmentSize * fragments;
    }
}
