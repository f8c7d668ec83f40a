package jdisk.label;

import jdisk.unit.Extent;

/**
 * A slot of an MBR, or a logical partition.
 *
 * @param number 1 to 4 for the slots of the MBR, from 5 on for logical partitions in the order of the chain
 * @param entry as it stands in the table
 * @param base the sector the entry's start is counted from: 0, or that of the EBR
 */
public record MbrPartition(int number, MbrEntry entry, long base) implements Partition {
    @Override
    public Extent extent() {
        return new Extent(base + entry.start(), entry.count());
    }

    public boolean isLogical() {
        return number > MbrLabel.PRIMARIES;
    }
}
