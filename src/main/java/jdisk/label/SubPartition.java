package jdisk.label;

import java.util.List;
import jdisk.unit.Extent;

/**
 * A slice of Solaris or a subpartition of Minix, within a partition of an MBR.
 *
 * @param number its place in the table, from 1
 * @param extent in sectors of the image
 * @param type what its table says it is for
 * @param typeName what that is called
 */
public record SubPartition(int number, Extent extent, int type, String typeName, Role role) implements Partition {
    /** Both systems count from 0: {@code s0}. */
    @Override
    public String designation() {
        return "s" + (number - 1);
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.number(Field.Name.START, extent.first()), Field.number(Field.Name.SIZE, extent.count()), Field.type(type));
    }
}
