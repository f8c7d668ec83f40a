package jdisk.unit;

/**
 * A run of sectors: the absolute number of its first sector, and how many there are.
 *
 * @param first absolute number of the first sector, 0 or more
 * @param count number of sectors, 0 or more; an empty extent has a place but no sectors
 */
public record Extent(long first, long count) {
    public Extent {
        if (first < 0 || count < 0 || first + count < 0) {
            throw new IllegalArgumentException("extent " + first + "+" + count);
        }
    }

    /** The first sector after the extent. */
    public long end() {
        return first + count;
    }

    /** The last sector of the extent; of an empty one, its first, which is how fdisk shows it. */
    public long last() {
        return count == 0 ? first : first + count - 1;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    // What a record has of these is put together when it is first asked, which takes longer than to read a table.

    @Override
    public boolean equals(Object other) {
        return other instanceof Extent extent && extent.first == first && extent.count == count;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first) * 31 + Long.hashCode(count);
    }
}
