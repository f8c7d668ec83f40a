package jdisk.unit;

import org.jspecify.annotations.Nullable;

/**
 * A place on a disk as cylinder, head and sector.
 *
 * @param cylinder counted from 0
 * @param head counted from 0
 * @param sector counted from 1; a damaged table may say 0
 */
public record Chs(long cylinder, long head, long sector) {
    /** Written out: what a record brings by itself is made while the program starts, which takes long and no cache holds. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Chs chs && cylinder == chs.cylinder && head == chs.head && sector == chs.sector;
    }

    @Override
    public int hashCode() {
        return Long.hashCode((cylinder * 256 + head) * 64 + sector);
    }
}
