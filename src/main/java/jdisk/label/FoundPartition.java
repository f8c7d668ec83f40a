package jdisk.label;

import java.util.List;
import java.util.Optional;
import jdisk.image.Slice;
import jdisk.unit.Extent;

/**
 * A volume that no table tells of, found by what it holds, and named by the sector at which it begins: {@code @1026048}.
 *
 * @param extent its sectors
 * @param typeName the name blkid has for it
 * @param bytes of its sectors, with a copy in the place of a start that is lost
 * @param isStartLost whether there is such a copy
 */
public record FoundPartition(Extent extent, String typeName, Slice bytes, boolean isStartLost) implements Partition {
    /** No table has it, so it has no number. */
    @Override
    public int number() {
        return 0;
    }

    @Override
    public String reference() {
        return "@" + extent.first();
    }

    @Override
    public Optional<Slice> volume() {
        return Optional.of(bytes);
    }

    @Override
    public Role role() {
        return Role.DATA;
    }

    @Override
    public List<Field> fields() {
        return List.of();
    }
}
