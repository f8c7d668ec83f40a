package jdisk.filesystem.fat;

import java.util.Optional;
import jdisk.image.ByteView;

/**
 * A long name, which is put together from the entries before that of the short one.
 *
 * <pre>
 *  00 number: 1 for the first 13 characters, …; 40 more for the last of them, which comes first; 8 bits
 *  01 5 characters   0B attributes 0F   0C 0   0D checksum of the short name   0E 6 characters   1A 0, 16 bits   1C 2 characters
 * </pre>
 *
 * Characters are UTF-16, little-endian; a NUL ends a name that does not fill its entries. Entries that are not all there in their
 * order, each with the checksum of the short name that follows, were left by a system that knew no long names: they are ignored.
 * Source: Microsoft's FAT32 File System Specification (fatgen103).
 */
final class LongName {
    static final int ATTRIBUTES = 0x0f;
    static final int ATTRIBUTES_MASK = 0x3f;

    private static final int LAST = 0x40;
    private static final int SUM = 13;
    private static final int PART = 13;
    private static final int MOST_PARTS = 20;
    private static final int LONGEST = 255;

    private final char[] characters = new char[MOST_PARTS * PART];
    private int parts;
    private int next;
    private int sum;

    /** Forgets all parts. */
    void clear() {
        parts = 0;
    }

    /** Takes a part. */
    void add(ByteView bytes, int at) {
        int number = bytes.u8(at) & ~LAST;
        boolean last = (bytes.u8(at) & LAST) != 0;
        if (number < 1 || number > MOST_PARTS || (!last && (parts == 0 || number != next || bytes.u8(at + SUM) != sum))) {
            clear();
            return;
        }
        if (last) {
            parts = number;
            sum = bytes.u8(at + SUM);
        }
        for (int i = 0; i < PART; i++) {
            characters[(number - 1) * PART + i] = (char) bytes.u16le(at + place(i));
        }
        next = number - 1;
    }

    /** Where a character of a part is. */
    private static int place(int index) {
        return index < 5 ? 1 + 2 * index : index < 11 ? 14 + 2 * (index - 5) : 28 + 2 * (index - 11);
    }

    /** The name, if all of it is there and belongs to the short one. */
    Optional<String> of(ByteView bytes, int at) {
        if (parts == 0 || next != 0 || sum != sum(bytes, at)) {
            return Optional.empty();
        }
        String all = new String(characters, 0, parts * PART);
        int end = all.indexOf('\0');
        String name = end < 0 ? all : all.substring(0, end);
        return name.isEmpty() || name.length() > LONGEST ? Optional.empty() : Optional.of(name);
    }

    /** The checksum of a short name: each byte added to the sum so far, turned right by a bit. */
    private static int sum(ByteView bytes, int at) {
        int sum = 0;
        for (int i = 0; i < ShortName.LENGTH; i++) {
            sum = ((sum & 1) << 7 | sum >> 1) + bytes.u8(at + i) & 0xff;
        }
        return sum;
    }
}
