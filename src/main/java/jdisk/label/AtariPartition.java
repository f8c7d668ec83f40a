package jdisk.label;

import java.util.List;
import jdisk.unit.Extent;

/**
 * A partition of an Atari disk.
 *
 * @param number as libblkid and the kernel count: those of the root sector have the place of their entry
 * @param id what it is for: GEM, BGM, LNX, …; may hold anything
 * @param flags whether it is in use, and which system it boots
 */
public record AtariPartition(int number, Extent extent, String id, int flags) implements Partition {
    /** GEMDOS, Atari System V, NetBSD, Linux, and anything else. */
    private static final int BOOTS = 0xf8;

    @Override
    public Role role() {
        return Role.DATA;
    }

    /** The letters, and what they stand for where that is known: {@code BGM GEMDOS from 16 MB}. */
    @Override
    public String typeName() {
        return NamedType.withName(NamedType.atari(), id);
    }

    public boolean isBootable() {
        return (flags & BOOTS) != 0;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.number(Field.Name.START, extent.first()),
                Field.number(Field.Name.SIZE, extent.count()),
                Field.word(Field.Name.TYPE, id),
                Field.flag(Field.Name.BOOTABLE, isBootable()));
    }
}
