package jdisk.probe;

import jdisk.image.ByteView;

/**
 * Cyclic redundancy checks as on-disk formats use them: without the inversion at the end that the checks of
 * {@code java.util.zip} have, and from a start of the format's own.
 */
final class Crc {
    private static final int ETHERNET = 0xedb88320;
    private static final int CASTAGNOLI = 0x82f63b78;
    private static final long ECMA = 0x42f0e1eba9ea3693L;

    /** The start most formats take. */
    static final long ONES = 0xffff_ffffL;

    private Crc() {}

    /** The CRC-32 of a part of some bytes. */
    static long crc32(long start, ByteView bytes, int from, int to) {
        return reflected(ETHERNET, start, bytes, from, to);
    }

    /** The same with Castagnoli's polynomial. */
    static long crc32c(long start, ByteView bytes, int from, int to) {
        return reflected(CASTAGNOLI, start, bytes, from, to);
    }

    private static long reflected(int polynomial, long start, ByteView bytes, int from, int to) {
        int crc = (int) start;
        for (int at = from; at < to; at++) {
            crc ^= bytes.u8(at);
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : polynomial);
            }
        }
        return crc & ONES;
    }

    /** The CRC-64 of ECMA-182, highest bit first, from all ones and inverted at its end. */
    static long crc64(ByteView bytes, int from, int to) {
        long crc = -1;
        for (int at = from; at < to; at++) {
            crc ^= (long) bytes.u8(at) << 56;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? ECMA : 0);
            }
        }
        return ~crc;
    }
}
