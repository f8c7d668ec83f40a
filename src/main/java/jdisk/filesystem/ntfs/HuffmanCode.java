package jdisk.filesystem.ntfs;

import java.io.IOException;

/**
 * A canonical Huffman code: symbols of the same length have consecutive codes in their order, and shorter codes come first.
 *
 * <p>Short codes are looked up, longer ones found by their length.
 */
final class HuffmanCode {
    /** Bits of codes that are looked up. */
    private static final int FAST = 10;

    private static final int LONGEST = 16;

    private final short[] fast = new short[1 << FAST];
    private final int[] firstCodes = new int[LONGEST + 2];
    private final int[] firstIndexes = new int[LONGEST + 2];
    private final short[] symbols;

    /**
     * The code whose symbols have these lengths.
     *
     * @param lengths in bits, at most 16; 0 of a symbol that does not occur
     * @throws IOException if there is no such code
     */
    HuffmanCode(byte[] lengths, int from, int count) throws IOException {
        int[] counts = new int[LONGEST + 1];
        for (int i = 0; i < count; i++) {
            counts[lengths[from + i]]++;
        }
        counts[0] = 0;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            firstCodes[length] = code;
            firstIndexes[length] = index;
            code = (code + counts[length]) << 1;
            index += counts[length];
            if (code > 2 << length) {
                throw new IOException("its compressed data is damaged: a code has too many symbols");
            }
        }
        firstIndexes[LONGEST + 1] = index;
        symbols = new short[index];
        int[] next = firstIndexes.clone();
        for (int i = 0; i < count; i++) {
            int length = lengths[from + i];
            if (length > 0) {
                int place = next[length]++;
                symbols[place] = (short) i;
                if (length <= FAST) {
                    fill(length, firstCodes[length] + place - firstIndexes[length], i);
                }
            }
        }
    }

    /** Notes a short code, with whatever may follow it. */
    private void fill(int length, int code, int symbol) {
        int first = code << (FAST - length);
        for (int i = 0; i < 1 << (FAST - length); i++) {
            fast[first + i] = (short) (symbol << 4 | length);
        }
    }

    /**
     * Takes the next symbol.
     *
     * @throws IOException if the bits are no code
     */
    int next(BitInput bits) throws IOException {
        int peeked = bits.peek();
        int found = fast[peeked >> (LONGEST - FAST)] & 0xffff;
        if (found != 0) {
            bits.skip(found & 0xf);
            return found >> 4;
        }
        for (int length = FAST + 1; length <= LONGEST; length++) {
            int index = (peeked >> (LONGEST - length)) - firstCodes[length] + firstIndexes[length];
            if (index >= firstIndexes[length] && index < firstIndexes[length + 1]) {
                bits.skip(length);
                return symbols[index] & 0xffff;
            }
        }
        throw new IOException("its compressed data is damaged: it contains an unknown code");
    }
}
