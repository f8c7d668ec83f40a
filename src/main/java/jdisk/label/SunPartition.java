package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import jdisk.unit.Extent;

/**
 * An entry of a Sun label that is in use: one with a size.
 *
 * @param number its place in the table, from 1
 * @param cylinder the cylinder it starts on, an unsigned 32-bit number
 * @param count number of sectors
 * @param type what it is for: the VTOC's tag
 * @param flags the VTOC's flags: {@link #UNMOUNTABLE}, {@link #READ_ONLY}
 * @param cylinderSectors sectors in a cylinder, in the geometry in force
 */
public record SunPartition(int number, long cylinder, long count, int type, int flags, long cylinderSectors) implements Partition {
    private static final int UNMOUNTABLE = 0x01;
    private static final int READ_ONLY = 0x10;
    private static final int WHOLE_DISK = 5;

    /** Far after this no disk reaches, and its bytes cannot be counted. */
    private static final long SECTOR_LIMIT = 1L << 48;

    /** Where it lies; empty if the entry's start is one no disk has. */
    @Override
    public Extent extent() {
        return isSensible() ? new Extent(cylinder * cylinderSectors, count) : new Extent(0, 0);
    }

    /** Whether the start can be counted. */
    public boolean isSensible() {
        return cylinder <= SECTOR_LIMIT / cylinderSectors;
    }

    @Override
    public Role role() {
        return type == WHOLE_DISK ? Role.WHOLE_DISK : Role.DATA;
    }

    @Override
    public boolean isOfSun() {
        return true;
    }

    @Override
    public String typeName() {
        return PartitionType.modernName(PartitionType.sun(), type);
    }

    @Override
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>(List.of(
                Field.number(Field.Name.START, extent().first()), Field.number(Field.Name.SIZE, extent().count()), Field.type(type)));
        if (!flagLetters().isEmpty()) {
            fields.add(Field.text(Field.Name.ATTRS, flagLetters()));
        }
        return fields;
    }

    /** Both flags as fdisk shows them, each in its place: {@code u} and {@code r}; nothing if there is neither. */
    public String flagLetters() {
        String letters = (isUnmountable() ? "u" : " ") + (isReadOnly() ? "r" : " ");
        return letters.isBlank() ? "" : letters;
    }

    /** Whether it is marked as one that cannot be mounted. */
    public boolean isUnmountable() {
        return (flags & UNMOUNTABLE) != 0;
    }

    /** Whether it is marked as one that is only to be read. */
    public boolean isReadOnly() {
        return (flags & READ_ONLY) != 0;
    }

    SunPartition onCylindersOf(long sectors) {
        return new SunPartition(number, cylinder, count, type, flags, sectors);
    }
}
