package jdisk.filesystem.exfat;

import java.io.IOException;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * The table of capital letters, by which names are found in any case: for each character of 16 bits, in their order, its capital;
 * FFFF and a number stand for so many characters that are their own.
 *
 * <p>Source: <a
 * href="https://learn.microsoft.com/windows/win32/fileio/exfat-specification#72-up-case-table-directory-entry">Microsoft's exFAT
 * specification, 7.2</a>.
 */
final class UpCase {
    private static final int CHARACTERS = 1 << 16;

    /** A table of all characters, each told, and some more. */
    private static final int MOST_BYTES = 1 << 18;

    private static final int UNCHANGED = 0xffff;

    private final char[] capitals;
    private final boolean own;

    private UpCase(char[] capitals, boolean own) {
        this.capitals = capitals;
        this.own = own;
    }

    /**
     * The table of a volume.
     *
     * @param sum what its checksum should be
     * @throws IOException if it cannot be read, or is damaged
     */
    static UpCase read(Image contents, long sum) throws IOException {
        if (contents.size() > MOST_BYTES) {
            throw new IOException("it has " + contents.size() + " bytes");
        }
        ByteView bytes = contents.view(0, (int) contents.size());
        if (sum(bytes) != sum) {
            throw new IOException("its checksum is wrong");
        }
        char[] capitals = identity();
        int character = 0;
        int units = bytes.length() / 2;
        // Ends: each turn takes a unit.
        for (int i = 0; i < units && character < CHARACTERS; i++) {
            int unit = bytes.u16le(2 * i);
            if (unit == UNCHANGED && i + 1 < units) {
                character += bytes.u16le(2 * ++i);
            } else {
                capitals[character++] = (char) unit;
            }
        }
        return new UpCase(capitals, true);
    }

    /** What Java knows of capital letters, where a volume has no such table. */
    static UpCase ofJava() {
        char[] capitals = identity();
        for (char c = 0; c < CHARACTERS - 1; c++) {
            capitals[c] = Character.toUpperCase(c);
        }
        return new UpCase(capitals, false);
    }

    private static char[] identity() {
        char[] characters = new char[CHARACTERS];
        for (int i = 0; i < CHARACTERS; i++) {
            characters[i] = (char) i;
        }
        return characters;
    }

    /** Each byte is added to the sum so far, turned right by a bit; 32 bits. */
    private static long sum(ByteView bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length(); i++) {
            sum = Integer.rotateRight(sum, 1) + bytes.u8(i);
        }
        return Integer.toUnsignedLong(sum);
    }

    /** Whether it is that of the volume, by which hashes are made. */
    boolean isOwn() {
        return own;
    }

    /** A name in capitals. */
    String capitals(String name) {
        char[] characters = name.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = capitals[characters[i]];
        }
        return new String(characters);
    }

    /** The hash of a name: of its capitals each byte, added to the sum so far, turned right by a bit; 16 bits. */
    int hash(String name) {
        int hash = 0;
        for (char c : capitals(name).toCharArray()) {
            hash = turned(hash) + (c & 0xff) & 0xffff;
            hash = turned(hash) + (c >> 8) & 0xffff;
        }
        return hash;
    }

    static int turned(int sum) {
        return (sum & 1) << 15 | sum >> 1;
    }
}
