package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * A volume descriptor of ISO 9660.
 *
 * <pre>
 * of 2048 bytes each, from byte 32768 on:        in a primary or supplementary one:
 *   0 type (0 boot record, 1 primary,              8 system, 32 bytes        190 volume set, 128 bytes
 *     2 supplementary, 3 partition, 255 the last) 40 volume, 32 bytes        318 publisher, 128 bytes
 *   1 "CD001"                                     80 blocks, 8 bytes         446 preparer, 128 bytes
 *   6 version                                     88 which characters        574 application, 128 bytes
 *                                                    text is in, 32 bytes    702 file of the copyright, 37 bytes
 * in a boot record:                              120 discs of the set, 4     739 file of the abstract, 37 bytes
 *   7 system, 32 bytes                           124 number of this one, 4   776 bibliographic file, 37 bytes
 *  71 first sector of the catalogue              128 bytes a block, 4        813 made, 17 bytes
 *     of El Torito, 32 bits little-endian        132 bytes of a path         830 changed, 17 bytes
 *                                                    table, 8                847 expires, 17 bytes
 * a time:                                        140 path table              864 effective, 17 bytes
 *   0 YYYYMMDDHHMMSShh in digits                 144 another one             881 version of directories
 *  16 quarters of an hour east of Greenwich,     148, 152 the same in        883 for the application, 512 bytes
 *     signed                                         big-endian order
 *                                                156 entry of the root directory: 158 first block, 8 bytes
 *                                                                                 166 length in bytes, 8 bytes
 * </pre>
 *
 * Numbers of 4 and 8 bytes are there twice, little-endian and then big-endian; the first is taken, as most drivers do. Others
 * have 8 bits, and those that say where a path table is have 32. Sources:
 * <a href="https://www.ecma-international.org/publications-and-standards/standards/ecma-119/">ECMA-119</a>, Microsoft's Joliet
 * Specification, and the El Torito Bootable CD-ROM Format Specification.
 *
 * <p>Only the name has been checked, of the first descriptor. What a primary and a supplementary descriptor have means nothing
 * in another. Numbers are as they stand there; text is without the blanks it is padded with. Positions are in bytes from the
 * start of the volume, and may lie past its end.
 *
 * @param bytes all 2048 of it
 */
public record IsoDescriptor(ByteView bytes) {
    /** Where the first descriptor lies, in bytes from the start of the volume. */
    public static final int POSITION = 32768;

    public static final int LENGTH = 2048;

    /** Type: leads to the catalogue of boot images. */
    public static final int BOOT_RECORD = 0;

    /** Type: the volume in the characters of the standard. */
    public static final int PRIMARY = 1;

    /** Type: the volume in other characters (Joliet), or with longer names (version 2). */
    public static final int SUPPLEMENTARY = 2;

    /** Type: the last of the set. */
    public static final int LAST = 255;

    private static final int NAME_AT = 1;
    private static final String NAME = "CD001";
    private static final int VERSION = 6;
    private static final int BOOT_SYSTEM = 7;
    private static final String EL_TORITO = "EL TORITO SPECIFICATION";
    private static final int BOOT_CATALOGUE = 71;

    private static final int FLAGS = 7;
    private static final int SYSTEM = 8;
    static final int VOLUME = 40;
    private static final int SHORT_TEXT = 32;
    private static final int BLOCKS = 80;
    private static final int ESCAPES = 88;
    private static final int ESCAPES_LENGTH = 32;
    private static final int SET_DISCS = 120;
    private static final int SET_NUMBER = 124;
    private static final int BLOCK_BYTES = 128;
    private static final int PATH_TABLE_BYTES = 132;
    private static final int PATH_TABLE = 140;
    private static final int PATH_TABLE_BIG_ENDIAN = 148;
    private static final int ROOT_BLOCK = 158;
    private static final int ROOT_BYTES = 166;
    private static final int VOLUME_SET = 190;
    private static final int PUBLISHER = 318;
    private static final int PREPARER = 446;
    private static final int APPLICATION = 574;
    private static final int LONG_TEXT = 128;
    private static final int MADE = 813;
    private static final int CHANGED = 830;
    private static final int EXPIRES = 847;
    private static final int EFFECTIVE = 864;
    private static final int DIGITS = 16;
    private static final int APPLICATION_USE = 883;
    private static final int APPLICATION_USE_LENGTH = 512;

    /**
     * A time.
     *
     * @param digits 16 of them: year, month, day, hour, minute, second, hundredth; anything on a damaged disc
     * @param zone in quarters of an hour east of Greenwich
     */
    public record Time(String digits, int zone) {
        /** Whether it is a time at all: it stands for none if the digits are 0, or NULs as some makers write them. */
        public boolean isSet() {
            return digits.chars().anyMatch(digit -> digit != 0) && (zone != 0 || digits.chars().anyMatch(digit -> digit != '0'));
        }
    }

    /** @throws IllegalArgumentException if these are fewer bytes than a descriptor has */
    public IsoDescriptor {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a volume descriptor of " + bytes.length() + " bytes");
        }
    }

    /**
     * The first descriptor of a volume, if it is one of ISO 9660.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<IsoDescriptor> read(Slice volume) throws IOException {
        return at(volume, 0).filter(IsoDescriptor::isNamed);
    }

    /**
     * A descriptor of a volume of which the first has been read, whether it has a name or not; nothing where the volume ends.
     *
     * @param number of the descriptor, from 0
     * @throws IOException if it cannot be read
     */
    static Optional<IsoDescriptor> at(Slice volume, int number) throws IOException {
        return volume.viewIfThere(POSITION + (long) number * LENGTH, LENGTH).map(IsoDescriptor::new);
    }

    /** Whether it has the name of ISO 9660, as all of them should and the first must. */
    boolean isNamed() {
        return bytes.has(NAME_AT, NAME);
    }

    /** {@link #BOOT_RECORD}, {@link #PRIMARY}, {@link #SUPPLEMENTARY}, {@link #LAST}, or another. */
    public int type() {
        return bytes.u8(0);
    }

    /** The version of the descriptor: 2 for a supplementary one of ISO 9660:1999, otherwise 1. */
    public int version() {
        return bytes.u8(VERSION);
    }

    /** Whether it is a supplementary one in the characters of Joliet, which are 16-bit units, big-endian. */
    public boolean isJoliet() {
        return type() == SUPPLEMENTARY && jolietLevel() > 0;
    }

    /** The level of UCS-2 that Joliet's names keep to, from 1 to 3; 0 if it is not Joliet. */
    public int jolietLevel() {
        return bytes.has(ESCAPES, "%/@") ? 1 : bytes.has(ESCAPES, "%/C") ? 2 : bytes.has(ESCAPES, "%/E") ? 3 : 0;
    }

    /** Whether it is a supplementary one that has the volume's tree with longer names, as in ISO 9660:1999. */
    public boolean isEnhanced() {
        return type() == SUPPLEMENTARY && version() == 2;
    }

    /** Whether it is a boot record that leads to a catalogue of El Torito. */
    public boolean isElTorito() {
        return type() == BOOT_RECORD && bytes.has(BOOT_SYSTEM, EL_TORITO);
    }

    /** The sector of 2048 bytes in which the catalogue of El Torito begins, in a boot record that leads to one. */
    public long bootCatalogue() {
        return bytes.u32le(BOOT_CATALOGUE);
    }

    /** Flags of a supplementary descriptor: 1 if some of its escape sequences are not registered. */
    public int flags() {
        return bytes.u8(FLAGS);
    }

    /** Escape sequences that say which characters text is in, 32 bytes; zeros in a primary descriptor. */
    public ByteView escapeSequences() {
        return bytes.slice(ESCAPES, ESCAPES_LENGTH);
    }

    /** The system that can use the first 16 sectors. */
    public String systemId() {
        return text(SYSTEM, SHORT_TEXT);
    }

    /** The name of the volume. */
    public String volumeId() {
        return text(VOLUME, SHORT_TEXT);
    }

    /** The name of the set of discs it is one of. */
    public String volumeSetId() {
        return text(VOLUME_SET, LONG_TEXT);
    }

    public String publisherId() {
        return text(PUBLISHER, LONG_TEXT);
    }

    public String preparerId() {
        return text(PREPARER, LONG_TEXT);
    }

    public String applicationId() {
        return text(APPLICATION, LONG_TEXT);
    }

    private String text(int at, int length) {
        String text = isJoliet() ? bytes.utf16be(at, length / 2) : bytes.text(at, length);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Blocks of the volume. */
    public long blocks() {
        return bytes.u32le(BLOCKS);
    }

    /** Discs in the set. */
    public int setDiscs() {
        return bytes.u16le(SET_DISCS);
    }

    /** Which disc of the set this is, from 1. */
    public int setNumber() {
        return bytes.u16le(SET_NUMBER);
    }

    /** Bytes in a block, by which everything on the volume is counted: 512, 1024 or 2048, or 0 if there is no such size. */
    public int blockBytes() {
        int size = bytes.u16le(BLOCK_BYTES);
        return size == 512 || size == 1024 || size == 2048 ? size : 0;
    }

    /** Bytes of a path table. */
    public long pathTableBytes() {
        return bytes.u32le(PATH_TABLE_BYTES);
    }

    /** The first block of the path table whose numbers are little-endian. */
    public long pathTable() {
        return bytes.u32le(PATH_TABLE);
    }

    /** The first block of the path table whose numbers are big-endian. */
    public long bigEndianPathTable() {
        return bytes.u32be(PATH_TABLE_BIG_ENDIAN);
    }

    /** The first block of the root directory. */
    public long rootBlock() {
        return bytes.u32le(ROOT_BLOCK);
    }

    /** Where the root directory begins. */
    public long rootPosition() {
        return rootBlock() * blockBytes();
    }

    /** Bytes of the root directory. */
    public long rootBytes() {
        return bytes.u32le(ROOT_BYTES);
    }

    /** When the volume was made. */
    public Time made() {
        return time(MADE);
    }

    /** When it was last changed. */
    public Time changed() {
        return time(CHANGED);
    }

    /** From when on it is out of date. */
    public Time expires() {
        return time(EXPIRES);
    }

    /** From when on it is to be used. */
    public Time effective() {
        return time(EFFECTIVE);
    }

    private Time time(int at) {
        StringBuilder digits = new StringBuilder();
        for (int n = 0; n < DIGITS; n++) {
            digits.append((char) bytes.u8(at + n));
        }
        return new Time(digits.toString(), (byte) bytes.u8(at + DIGITS));
    }

    /** What the application that made it keeps here, 512 bytes. */
    public ByteView applicationUse() {
        return bytes.slice(APPLICATION_USE, APPLICATION_USE_LENGTH);
    }
}
