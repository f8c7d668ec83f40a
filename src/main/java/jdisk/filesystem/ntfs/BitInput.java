package jdisk.filesystem.ntfs;

import java.io.IOException;
import jdisk.image.ByteView;

/**
 * Bits out of 16-bit units, little-endian, highest bit first; bytes may stand between units. 16 bits are kept ready, as the
 * place of such bytes depends on how many units were taken before. Past the end, zeros follow.
 */
final class BitInput {
    private static final int READY = 16;

    private final ByteView in;
    private int at;
    private int buffer;
    private int bits;

    BitInput(ByteView in, int at) {
        this.in = in;
        this.at = at;
    }

    private void fill(int wanted) {
        if (bits < wanted) {
            int unit = at + 2 <= in.length() ? in.u16le(at) : at < in.length() ? in.u8(at) : 0;
            at = Math.min(at + 2, in.length() + 2);
            buffer |= unit << (READY - bits);
            bits += 16;
        }
    }

    /** The next 16 bits, which stay there. */
    int peek() {
        fill(READY);
        return buffer >>> 16;
    }

    void skip(int count) {
        buffer <<= count;
        bits -= count;
    }

    /** The next bits, at most 16. */
    int take(int count) {
        fill(READY);
        int value = count == 0 ? 0 : buffer >>> (32 - count);
        skip(count);
        return value;
    }

    /** Makes 16 bits ready, as a decoder does before it takes bytes. */
    void ready() {
        fill(READY);
    }

    /** Drops the bits up to the next unit: 1 at least, so that a whole unit goes if none is begun. */
    void align() {
        fill(1);
        // What was taken in and is as long as a unit is still to come.
        if (bits > 16) {
            at -= 2;
            bits -= 16;
        }
        buffer = 0;
        bits = 0;
    }

    /** @throws IOException if there is none */
    int u8() throws IOException {
        check(1);
        return in.u8(at++);
    }

    /** @throws IOException if there is none */
    int u16() throws IOException {
        check(2);
        at += 2;
        return in.u16le(at - 2);
    }

    /** @throws IOException if there is none */
    long u32() throws IOException {
        check(4);
        at += 4;
        return in.u32le(at - 4);
    }

    private void check(int count) throws IOException {
        if (at + count > in.length()) {
            throw new IOException("its compressed data is damaged: it ends too soon");
        }
    }
}
