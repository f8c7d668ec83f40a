package jdisk.label;

import java.util.List;
import jdisk.unit.Extent;

/**
 * A partition of an Amiga disk.
 *
 * @param number its place in the list, from 1, as the kernel counts
 * @param extent empty if its cylinders cannot be counted
 * @param name the name of the drive it becomes, such as DH0; may hold anything
 * @param dosType the type of its file system: four characters in a number, the first in the highest byte
 * @param flags whether it can be booted, and more
 * @param entryOffset where its entry lies, in bytes of the image
 */
public record AmigaPartition(int number, Extent extent, String name, long dosType, long flags, long entryOffset) implements Partition {
    private static final int BOOTABLE = 1;

    @Override
    public Role role() {
        return Role.DATA;
    }

    /** The type as Amiga users write it, {@code DOS\3}: what is no visible character stands as its number after a backslash. */
    public String type() {
        StringBuilder text = new StringBuilder();
        for (int shift = 24; shift >= 0; shift -= 8) {
            int character = (int) (dosType >> shift) & 0xff;
            boolean visible = character > ' ' && character <= '~' && character != '\\';
            text.append(visible ? Character.toString(character) : "\\" + character);
        }
        return text.toString();
    }

    /** The type, and what it is called where that is known: {@code DOS\3 FFS international}. */
    @Override
    public String typeName() {
        return NamedType.withName(NamedType.amiga(), type());
    }

    public boolean isBootable() {
        return (flags & BOOTABLE) != 0;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.number(Field.Name.START, extent.first()),
                Field.number(Field.Name.SIZE, extent.count()),
                Field.word(Field.Name.TYPE, type()),
                Field.text(Field.Name.NAME, name),
                Field.flag(Field.Name.BOOTABLE, isBootable()));
    }
}
