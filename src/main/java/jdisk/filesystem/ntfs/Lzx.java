package jdisk.filesystem.ntfs;

import java.io.IOException;
import jdisk.image.ByteView;

/**
 * LZX as Windows images have it: chunks of 32 KiB, each compressed by itself, with the targets of x86 calls made absolute.
 *
 * <pre>
 *  blocks: type, 3 bits; 1 for 32768 bytes, or 0 and their number, 16 bits
 *    1 verbatim: codes of the main symbols 0 to FF, of the rest of them, and of lengths, each as changes to those before
 *    2 aligned: before those, 8 lengths of 3 bits: the code of the lowest three bits of longer distances
 *    3 as it is: up to the next unit of 16 bits; then three distances of 32 bits each, the bytes, and one more if they are odd
 *  changes: lengths of 20 symbols, 4 bits each; symbols: up to 16 what to subtract, modulo 17; 17 zeros, 4 bits more than 4;
 *    18 zeros, 5 bits more than 20; 19 the same, 1 bit more than 4, and the symbol
 *  main symbols: up to FF a byte as it is; then a match: lower 3 bits the length less 2, or 7 and a symbol of lengths; the rest
 *    a slot of its distance: 0 to 2 one of the last three, from 3 on the number of bits that follow
 * </pre>
 *
 * Bits come in units of 16, little-endian, highest first. Source: [MS-PATCH], and what
 * <a href="https://wimlib.net/git/?p=wimlib;a=tree;f=src">wimlib</a> says of how Windows images differ from it: no bit tells
 * that calls were made absolute, which they always are, for a file of 12,000,000 bytes.
 */
final class Lzx {
    /** Bytes of a chunk. */
    static final int CHUNK = 32_768;

    private static final int LITERALS = 256;
    private static final int SLOTS = 30;
    private static final int MAIN = LITERALS + 8 * SLOTS;
    private static final int LENGTHS = 249;
    private static final int CHANGES = 20;
    private static final int ALIGNED = 8;
    private static final int LEAST = 2;
    private static final int LONG = 7;
    private static final int CALL = 0xe8;
    private static final int FILE_SIZE = 12_000_000;

    private final BitInput bits;
    private final byte[] out;
    private final byte[] mainLengths = new byte[MAIN];
    private final byte[] lengthLengths = new byte[LENGTHS];
    private final int[] recent = {1, 1, 1};
    private int to;

    private Lzx(ByteView in, int length) {
        this.bits = new BitInput(in, 0);
        this.out = new byte[length];
    }

    /**
     * What was compressed.
     *
     * @param length in bytes, at most a chunk
     * @throws IOException if it makes no sense
     */
    static ByteView decoded(ByteView in, int length) throws IOException {
        Lzx decoder = new Lzx(in, length);
        // Ends: each turn fills a byte at least.
        while (decoder.to < length) {
            decoder.block();
        }
        decoder.relativeCalls();
        return new ByteView(decoder.out);
    }

    private static IOException damaged(String what) {
        return new IOException("its compressed data is damaged: " + what);
    }

    private void block() throws IOException {
        int type = bits.take(3);
        int size = bits.take(1) == 1 ? CHUNK : bits.take(16);
        if (size == 0 || size > out.length - to) {
            throw damaged("a block is longer than it can be");
        }
        switch (type) {
            case 1 -> symbols(to + size, false);
            case 2 -> symbols(to + size, true);
            case 3 -> plain(size);
            default -> throw damaged("a block is of an unknown type");
        }
    }

    private void plain(int size) throws IOException {
        bits.align();
        for (int i = 0; i < recent.length; i++) {
            long distance = bits.u32();
            recent[i] = distance <= CHUNK ? (int) distance : 0;
        }
        for (int i = 0; i < size; i++) {
            out[to++] = (byte) bits.u8();
        }
        if (size % 2 != 0 && to < out.length) {
            bits.u8();
        }
    }

    private void symbols(int end, boolean withAligned) throws IOException {
        byte[] alignedLengths = new byte[ALIGNED];
        for (int i = 0; i < ALIGNED && withAligned; i++) {
            alignedLengths[i] = (byte) bits.take(3);
        }
        HuffmanCode aligned = new HuffmanCode(alignedLengths, 0, ALIGNED);
        change(mainLengths, 0, LITERALS);
        change(mainLengths, LITERALS, MAIN);
        HuffmanCode main = new HuffmanCode(mainLengths, 0, MAIN);
        change(lengthLengths, 0, LENGTHS);
        HuffmanCode lengths = new HuffmanCode(lengthLengths, 0, LENGTHS);
        // Ends: each turn fills a byte at least.
        while (to < end) {
            int symbol = main.next(bits);
            if (symbol < LITERALS) {
                out[to++] = (byte) symbol;
                continue;
            }
            int length = (symbol & 7) + LEAST;
            if ((symbol & 7) == LONG) {
                length += lengths.next(bits);
            }
            int slot = (symbol - LITERALS) >> 3;
            int distance = slot < recent.length ? again(slot) : far(slot, withAligned, aligned);
            match(distance, length, end);
        }
    }

    /** One of the last three distances, which becomes the last. */
    private int again(int slot) {
        int distance = recent[slot];
        recent[slot] = recent[0];
        recent[0] = distance;
        return distance;
    }

    private int far(int slot, boolean withAligned, HuffmanCode aligned) throws IOException {
        int extra = slot < 4 ? 0 : (slot - 2) / 2;
        int base = slot < 4 ? slot : (2 | (slot & 1)) << extra;
        int more = withAligned && extra >= 3 ? (bits.take(extra - 3) << 3) | aligned.next(bits) : bits.take(extra);
        recent[2] = recent[1];
        recent[1] = recent[0];
        recent[0] = base + more - LEAST;
        return recent[0];
    }

    private void match(int distance, int length, int end) throws IOException {
        int from = to - distance;
        if (distance <= 0 || from < 0 || length > end - to) {
            throw damaged("a match lies outside of it");
        }
        for (int i = 0; i < length; i++) {
            out[to++] = out[from++];
        }
    }

    /** Changes the lengths of some codes. */
    private void change(byte[] lengths, int from, int end) throws IOException {
        byte[] own = new byte[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            own[i] = (byte) bits.take(4);
        }
        HuffmanCode changes = new HuffmanCode(own, 0, CHANGES);
        int at = from;
        // Ends: each turn goes on by a symbol at least.
        while (at < end) {
            int symbol = changes.next(bits);
            int count = 1;
            int length = 0;
            switch (symbol) {
                case 17 -> count = 4 + bits.take(4);
                case 18 -> count = 20 + bits.take(5);
                case 19 -> {
                    count = 4 + bits.take(1);
                    int change = changes.next(bits);
                    if (change > 16) {
                        throw damaged("a code has an impossible length");
                    }
                    length = changed(lengths[at], change);
                }
                default -> length = changed(lengths[at], symbol);
            }
            // Encoders let the last of several reach past the end.
            for (int i = 0; i < count && at < end; i++) {
                lengths[at++] = (byte) length;
            }
        }
    }

    private static int changed(int length, int change) {
        return (length - change + 17) % 17;
    }

    /** Makes the targets of calls relative again, as they were. */
    private void relativeCalls() {
        // Ends: each turn goes on by a byte at least.
        for (int i = 0; i < out.length - 10; i++) {
            if ((out[i] & 0xff) != CALL) {
                continue;
            }
            int target = (int) new ByteView(out).u32le(i + 1);
            if (target >= -i && target < FILE_SIZE) {
                int relative = target >= 0 ? target - i : target + FILE_SIZE;
                for (int b = 0; b < 4; b++) {
                    out[i + 1 + b] = (byte) (relative >> (8 * b));
                }
            }
            i += 4;
        }
    }
}
