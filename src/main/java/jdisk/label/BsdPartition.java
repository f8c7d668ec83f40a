package jdisk.label;

import java.util.List;
import jdisk.unit.Extent;

/**
 * A partition of a BSD disklabel.
 *
 * @param number its place in the label, from 1: partition a
 * @param told where the label says it lies, counted from {@code base}
 * @param base the sector of the image that the label counts from: 0, or the first of its slice
 * @param type what it is for
 * @param fragmentSize bytes in a fragment of a file system
 * @param fragments fragments in a block of a file system
 * @param cylindersPerGroup cylinders in a group of a file system
 */
public record BsdPartition(int number, Extent told, long base, int type, long fragmentSize, int fragments, int cylindersPerGroup)
        implements Partition {
    private static final int UNUSED = 0;

    @Override
    public Extent extent() {
        return new Extent(base + told.first(), told.count());
    }

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
                Field.number(Field.Name.START, extent().first()), Field.number(Field.Name.SIZE, told.count()), Field.type(type));
    }

    /** Bytes in a block of a file system. */
    public long blockSize() {
        return fragmentSize * fragments;
    }
}
