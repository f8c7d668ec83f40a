package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import jdisk.unit.Extent;

/**
 * An entry of a GPT that is in use.
 *
 * @param number its place in the array, from 1
 * @param type GUID of what it is for, in capitals
 * @param uuid GUID of the partition itself, in capitals
 * @param first first sector, an unsigned 64-bit number
 * @param last last sector, an unsigned 64-bit number
 * @param attributes 64 bits of flags
 * @param name as it stands in the entry, up to its first NUL; may hold anything
 */
public record GptPartition(int number, String type, String uuid, long first, long last, long attributes, String name)
        implements Partition {
    /** The types of what FreeBSD and OpenBSD keep a disklabel in; the others have a type for each partition. */
    private static final String FREEBSD_LABEL = "516E7CB4-6ECF-11D6-8FF8-00022D09712B";

    private static final String OPENBSD_LABEL = "824CC7A0-36A8-11E3-890A-952519AD3F61";

    /** Sectors no disk reaches: their bytes, with the largest sectors there are, do not fit a {@code long}. */
    static final long SECTOR_LIMIT = Long.MAX_VALUE / 4096;

    /** Where it lies; empty if the entry's numbers make no sense, or do not fit a {@code long}. */
    @Override
    public Extent extent() {
        if (first < 0 || first >= SECTOR_LIMIT) {
            return new Extent(0, 0);
        }
        return isSensible() ? new Extent(first, last - first + 1) : new Extent(first, 0);
    }

    /** The last sector, unsigned; of an entry that ends before it starts, its first, which is how fdisk shows it. */
    public long lastShown() {
        return Long.compareUnsigned(last, first) < 0 ? first : last;
    }

    /** Number of sectors, unsigned; none if the entry ends before it starts. */
    public long count() {
        return Long.compareUnsigned(last, first) < 0 ? 0 : last - first + 1;
    }

    @Override
    public Role role() {
        return Role.DATA;
    }

    @Override
    public boolean isOfBsd() {
        return type.equals(FREEBSD_LABEL) || type.equals(OPENBSD_LABEL);
    }

    @Override
    public boolean isOfFreeBsd() {
        return type.equals(FREEBSD_LABEL);
    }

    /** The name of the type, or its GUID if nobody knows it. */
    @Override
    public String typeName() {
        return GptType.of(type).map(GptType::name).orElse(type);
    }

    @Override
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>(List.of(
                Field.number(Field.Name.START, first),
                Field.number(Field.Name.SIZE, count()),
                Field.word(Field.Name.TYPE, type),
                Field.word(Field.Name.UUID, uuid)));
        if (!name.isEmpty()) {
            fields.add(Field.text(Field.Name.NAME, name));
        }
        if (attributes != 0) {
            fields.add(Field.text(Field.Name.ATTRS, attributeNames()));
        }
        return fields;
    }

    /** The attributes as sfdisk names them; bits that nobody names are not told. */
    public String attributeNames() {
        return GptAttributes.text(attributes);
    }

    /** Whether the partition ends after its start, and both can be counted. */
    public boolean isSensible() {
        return first >= 0 && last >= first && last < SECTOR_LIMIT;
    }
}
