package jdisk.label;

import java.util.List;
import jdisk.unit.Chs;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;

/**
 * A partition of a PC-98 disk.
 *
 * @param number its place in the table, from 1
 * @param mid for which system it can be booted
 * @param sid what it holds
 * @param first the place of its first sector; its sector counts from 0, as that of the next does
 * @param last the place of its last sector; on sector 0 of head 0 it stands for the end of its cylinder
 * @param name what its maker called it; may hold anything
 * @param geometry the geometry in force
 */
public record Pc98Partition(int number, int mid, int sid, Chs first, Chs last, String name, Geometry geometry) implements Partition {
    /** Of mid, that it can be booted; of sid, that it is active. */
    private static final int FLAG = 0x80;

    /** Where it lies; empty if it ends before it starts. */
    @Override
    public Extent extent() {
        return isSensible() ? new Extent(start(), end() - start()) : new Extent(0, 0);
    }

    /** Whether it does not end before it starts. */
    public boolean isSensible() {
        return start() < end();
    }

    private long start() {
        return sector(first);
    }

    private long end() {
        boolean wholeCylinder = last.head() == 0 && last.sector() == 0;
        return wholeCylinder ? (last.cylinder() + 1) * geometry.sectorsPerCylinder() : sector(last) + 1;
    }

    private long sector(Chs place) {
        return (place.cylinder() * geometry.heads() + place.head()) * geometry.sectors() + place.sector();
    }

    @Override
    public Role role() {
        return Role.DATA;
    }

    /** What it holds, as Linux/98 tells it from sid. */
    @Override
    public String typeName() {
        return NamedType.nameOf(NamedType.pc98(), "%02x".formatted(sid & ~FLAG));
    }

    /** Mid and sid, two bytes in one number, as parted has them. */
    public int type() {
        return mid << 8 | sid;
    }

    public boolean isBootable() {
        return (mid & FLAG) != 0;
    }

    /** Whether systems look at it: one that is not sleeps. */
    public boolean isActive() {
        return (sid & FLAG) != 0;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.number(Field.Name.START, extent().first()),
                Field.number(Field.Name.SIZE, extent().count()),
                Field.type(type()),
                Field.text(Field.Name.NAME, name),
                Field.flag(Field.Name.BOOTABLE, isBootable()));
    }

    Pc98Partition in(Geometry other) {
        return new Pc98Partition(number, mid, sid, first, last, name, other);
    }
}
