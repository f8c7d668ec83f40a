package jdisk.label;

import java.util.List;
import jdisk.unit.Extent;

/**
 * A slot of an MBR, or a logical partition.
 *
 * @param number 1 to 4 for the slots of the MBR, from 5 on for logical partitions in the order of the chain
 * @param entry as it stands in the table
 * @param base the sector the entry's start is counted from: 0, or that of the EBR
 */
public record MbrPartition(int number, MbrEntry entry, long base) implements Partition {
    private static final int FREEBSD = 0xa5;

    @Override
    public Extent extent() {
        return new Extent(base + entry.start(), entry.count());
    }

    /** Only a slot of the MBR can be a container: within one, an entry of such a type is data like any other. */
    @Override
    public Role role() {
        return entry.isExtended() && !isLogical() ? Role.CONTAINER : Role.DATA;
    }

    @Override
    public boolean isLogical() {
        return number > MbrLabel.PRIMARIES;
    }

    @Override
    public boolean isOfBsd() {
        return entry.isBsd();
    }

    @Override
    public boolean isOfFreeBsd() {
        return entry.type() == FREEBSD;
    }

    @Override
    public String typeName() {
        return PartitionType.modernName(PartitionType.all(), entry.type());
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.number(Field.Name.START, extent().first()),
                Field.number(Field.Name.SIZE, extent().count()),
                Field.type(entry.type()),
                Field.flag(Field.Name.BOOTABLE, entry.isActive()));
    }
}
