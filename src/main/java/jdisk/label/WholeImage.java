package jdisk.label;

import java.util.List;
import jdisk.unit.Extent;

/**
 * All of an image as if it were a partition: number 0, which is what an image without a table has, and what a file system
 * lies in that fills an image beside its table.
 *
 * @param extent the whole sectors of the image; what it has beyond them belongs to it, too
 */
public record WholeImage(Extent extent) implements Partition {
    /** Its number. */
    public static final int NUMBER = 0;

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public boolean isWholeImage() {
        return true;
    }

    @Override
    public Role role() {
        return Role.DATA;
    }

    @Override
    public String typeName() {
        return "whole image";
    }

    @Override
    public List<Field> fields() {
        return List.of();
    }
}
