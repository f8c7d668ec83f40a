package jdisk.filesystem.ntfs;

import java.io.IOException;
import jdisk.image.ByteView;

/**
 * The compression that Microsoft calls LZ77+Huffman, and Windows Xpress: literals and matches, whose symbols have a code.
 *
 * <pre>
 *  000 lengths of the codes of 512 symbols, 4 bits each, the lower four first
 *  100 symbols in units of 16 bits; up to FF a byte as it is; from 100 on a match: bits 4 to 7 how many bits of its distance
 *      follow, without the highest; bits 0 to 3 its length less 3
 *      a length of 15: a byte more, to be added; a byte of FF: all of the length in 16 bits; 0: in 32
 * </pre>
 *
 * Source: <a href="https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-xca/">[MS-XCA]</a>, 2.1 and 2.2.
 */
final class XpressHuffman {
    private static final int SYMBOLS = 512;
    private static final int TABLE = SYMBOLS / 2;
    private static final int LITERALS = 256;
    private static final int LEAST = 3;
    private static final int LONG = 15;

    private XpressHuffman() {}

    /**
     * What was compressed.
     *
     * @param length in bytes, at most 64 KiB: what has a code of its own
     * @throws IOException if it makes no sense
     */
    static ByteView decoded(ByteView in, int length) throws IOException {
        if (in.length() < TABLE) {
            throw new IOException("its compressed data is damaged: it ends too soon");
        }
        byte[] lengths = new byte[SYMBOLS];
        for (int i = 0; i < SYMBOLS; i++) {
            lengths[i] = (byte) (in.u8(i / 2) >> (4 * (i % 2)) & 0xf);
        }
        HuffmanCode code = new HuffmanCode(lengths, 0, SYMBOLS);
        BitInput bits = new BitInput(in, TABLE);
        byte[] out = new byte[length];
        int to = 0;
        // Ends: each turn fills a byte at least.
        while (to < length) {
            int symbol = code.next(bits);
            if (symbol < LITERALS) {
                out[to++] = (byte) symbol;
                continue;
            }
            bits.ready(); // bytes of the length come after the unit that this takes in
            long matched = symbol & 0xf;
            if (matched == LONG) {
                matched = longer(bits);
            }
            matched += LEAST;
            int distanceBits = symbol >> 4 & 0xf;
            int from = to - (1 << distanceBits | bits.take(distanceBits));
            if (from < 0 || matched > length - to) {
                throw new IOException("its compressed data is damaged: a match lies outside of it");
            }
            for (long i = 0; i < matched; i++) {
                out[to++] = out[from++];
            }
        }
        return new ByteView(out);
    }

    private static long longer(BitInput bits) throws IOException {
        int more = bits.u8();
        if (more < 0xff) {
            return (long) LONG + more;
        }
        long all = bits.u16();
        return all == 0 ? bits.u32() : all;
    }
}
