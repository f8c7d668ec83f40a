package jdisk.unit;

import java.util.List;

/**
 * The size of a sector, in bytes: 512, 1024, 2048 or 4096.
 *
 * @param bytes one of {@link #ALLOWED}
 */
public record SectorSize(int bytes) {
    public static final List<Integer> ALLOWED = List.of(512, 1024, 2048, 4096);

    /** Nearly every disk and image. */
    public static final SectorSize DEFAULT = new SectorSize(512);

    public SectorSize {
        if (!ALLOWED.contains(bytes)) {
            throw new IllegalArgumentException("sector size " + bytes);
        }
    }

    /**
     * The bytes in so many sectors, which is also the byte offset of that sector.
     *
     * @throws ArithmeticException if the product does not fit a {@code long}
     */
    public long bytes(long sectors) {
        return Math.multiplyExact(sectors, bytes);
    }

    // What a record has of these is put together when it is first asked, which takes longer than to read a table.

    @Override
    public boolean equals(Object other) {
        return other instanceof SectorSize size && size.bytes == bytes;
    }

    @Override
    public int hashCode() {
        return bytes;
    }

    /** Whole sectors in so many bytes; an incomplete one at the end does not count. */
    public long sectors(long size) {
        return size / bytes;
    }
}
