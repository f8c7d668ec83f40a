package jdisk.label;

import java.util.List;
import jdisk.unit.Extent;

/**
 * A partition of a table that lies within another partition, such as a BSD's disklabel or a Solaris' VTOC in a slice.
 *
 * @param outer the partition the table is in
 * @param inner the partition as the table has it
 */
public record NestedPartition(Partition outer, Partition inner) implements Partition {
    /** The number of the partition it lies in: the kernel's own depends on what else is on the disk. */
    @Override
    public int number() {
        return outer.number();
    }

    @Override
    public String reference() {
        return outer.reference() + ":" + inner.designation();
    }

    @Override
    public Partition outermost() {
        return outer;
    }

    @Override
    public String designation() {
        return inner.designation();
    }

    @Override
    public Extent extent() {
        return inner.extent();
    }

    @Override
    public Extent told() {
        return inner.told();
    }

    @Override
    public Role role() {
        return inner.role();
    }

    @Override
    public String typeName() {
        return inner.typeName();
    }

    @Override
    public List<Field> fields() {
        return inner.fields();
    }

    @Override
    public String name() {
        return inner.name();
    }
}
