package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import jdisk.unit.Extent;

/**
 * An entry of an SGI label that is in use: one with a size.
 *
 * @param number its place in the table, from 1
 * @param extent where it lies
 * @param type what it is for, an unsigned 32-bit number
 * @param use what the label's head says IRIX does with it
 */
public record SgiPartition(int number, Extent extent, long type, Use use) implements Partition {
    /** What IRIX does with a partition. */
    public enum Use {
        NONE(""),
        BOOT("boot"),
        SWAP("swap");

        private final String word;

        Use(String word) {
            this.word = word;
        }

        /** fdisk's word for it. */
        public String word() {
            return word;
        }
    }

    private static final long WHOLE_DISK = 6;

    @Override
    public Role role() {
        return type == WHOLE_DISK ? Role.WHOLE_DISK : Role.DATA;
    }

    @Override
    public String typeName() {
        return PartitionType.modernName(PartitionType.sgi(), type);
    }

    @Override
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>(List.of(
                Field.number(Field.Name.START, extent.first()), Field.number(Field.Name.SIZE, extent.count()), Field.type(type)));
        if (use != Use.NONE) {
            fields.add(Field.text(Field.Name.ATTRS, use.word()));
        }
        return fields;
    }
}
