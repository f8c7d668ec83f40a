package jdisk.filesystem.ntfs;

import java.io.IOException;
import jdisk.image.ByteView;

/**
 * The compression of NTFS itself, LZNT1: blocks of 4096 bytes, each compressed by itself.
 *
 * <pre>
 *  00 of a block: bytes that follow, less 1, 12 bits; 3, 3 bits; 1 if it is compressed; 0 in all 16 bits after the last block
 *  compressed: a byte of flags, lowest bit first, for the next eight; 0 a byte as it is, 1 a match of 16 bits:
 *      its upper bits are the distance less 1, its lower ones the length less 3; the distance has 4 bits, and one more for each
 *      time that the place in the block can be halved before it is below 16
 * </pre>
 *
 * Little-endian. Source: <a href="https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-xca/">[MS-XCA]</a>, 2.5.
 */
final class Lznt1 {
    private static final int BLOCK = 4096;
    private static final int LENGTH = 0xfff;
    private static final int COMPRESSED = 0x8000;

    private final ByteView in;
    private final byte[] out;

    private Lznt1(ByteView in, int length) {
        this.in = in;
        this.out = new byte[length];
    }

    /**
     * What was compressed; zeros after the last block, and where one is shorter than others.
     *
     * @throws IOException if it makes no sense
     */
    static ByteView decoded(ByteView in, int length) throws IOException {
        Lznt1 decoder = new Lznt1(in, length);
        int at = 0;
        // Ends: each turn fills a block.
        for (int to = 0; to < length && at + 2 <= in.length() && in.u16le(at) != 0; to += BLOCK) {
            int header = in.u16le(at);
            int end = at + 2 + (header & LENGTH) + 1;
            if (end > in.length()) {
                throw new IOException("its compressed data is damaged: a block runs past the end");
            }
            if ((header & COMPRESSED) == 0) {
                decoder.plain(at + 2, end, to);
            } else {
                decoder.block(at + 2, end, to);
            }
            at = end;
        }
        return new ByteView(decoder.out);
    }

    private void plain(int from, int end, int to) {
        for (int i = from; i < end && to + (i - from) < out.length; i++) {
            out[to + (i - from)] = (byte) in.u8(i);
        }
    }

    private void block(int from, int end, int start) throws IOException {
        int at = from;
        int to = start;
        int most = Math.min(start + BLOCK, out.length);
        // Ends: each turn takes a byte at least.
        while (at < end && to < most) {
            int flags = in.u8(at++);
            for (int i = 0; i < 8 && at < end && to < most; i++, flags >>= 1) {
                if ((flags & 1) == 0) {
                    out[to++] = (byte) in.u8(at++);
                } else {
                    if (at + 2 > end) {
                        throw new IOException("its compressed data is damaged: a match is cut");
                    }
                    to = match(in.u16le(at), start, to, most);
                    at += 2;
                }
            }
        }
    }

    private int match(int token, int start, int to, int most) throws IOException {
        int lengthBits = 12;
        // Ends: the place is halved each time.
        for (int place = to - start - 1; place >= 16; place >>= 1) {
            lengthBits--;
        }
        int from = to - (token >> lengthBits) - 1;
        if (from < start) {
            throw new IOException("its compressed data is damaged: a match begins too early");
        }
        int end = Math.min(to + (token & ((1 << lengthBits) - 1)) + 3, most);
        int at = to;
        while (at < end) {
            out[at++] = out[from++];
        }
        return at;
    }
}
