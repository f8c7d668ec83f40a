package jdisk.filesystem.iso9660;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import jdisk.filesystem.Times;
import jdisk.image.ByteView;

/**
 * A directory record: a name, where what has the name is, and what its system keeps with it.
 *
 * <pre>
 *  0 length of the record     18 time: years since 1900, month, day,        26 bytes of a unit of interleaving, in blocks
 *  1 blocks of an attribute      hour, minute, second, quarters of an       27 blocks between units
 *    record before the rest      hour east of Greenwich, signed             28 number of the disc, 4 bytes
 *  2 first block, 8 bytes     25 flags: 1 hidden, 2 directory, 4 a file     32 length of the name
 * 10 length, 8 bytes             associated with another, 80 more           33 name, and a byte where its length is even
 *                                sections follow                               system use, up to the end
 * </pre>
 *
 * Bytes where nothing is said; numbers of 4 and 8 bytes stand there little-endian and then big-endian, and the first is taken.
 *
 * @param bytes all of it, at least as many as it has up to its name
 */
record DirectoryRecord(ByteView bytes) {
    /** How many bytes a record has at least: one of a name. */
    static final int LEAST = 34;

    private static final int ATTRIBUTE_BLOCKS = 1;
    private static final int BLOCK = 2;
    private static final int LENGTH = 10;
    private static final int TIME = 18;
    private static final int FLAGS = 25;
    private static final int UNIT = 26;
    private static final int GAP = 27;
    private static final int NAME_LENGTH = 32;
    private static final int NAME = 33;

    private static final int DIRECTORY = 0x02;
    private static final int ASSOCIATED = 0x04;
    private static final int MORE = 0x80;

    /** The record at a place in a sector, if there can be one. */
    static Optional<DirectoryRecord> at(ByteView sector, int at) {
        int length = sector.u8(at);
        if (length < LEAST || at + length > sector.length()) {
            return Optional.empty();
        }
        DirectoryRecord found = new DirectoryRecord(sector.slice(at, length));
        return NAME + found.nameLength() <= length && found.nameLength() > 0 ? Optional.of(found) : Optional.empty();
    }

    /** Where the contents begin, in blocks. */
    long block() {
        return bytes.u32le(BLOCK) + bytes.u8(ATTRIBUTE_BLOCKS);
    }

    /** Bytes of the contents. */
    long length() {
        return bytes.u32le(LENGTH);
    }

    boolean isDirectory() {
        return (bytes.u8(FLAGS) & DIRECTORY) != 0;
    }

    /** Whether it belongs to a file of the same name, as a resource fork does, and is not meant to be seen. */
    boolean isAssociated() {
        return (bytes.u8(FLAGS) & ASSOCIATED) != 0;
    }

    /** Whether the next record has another section of the same file. */
    boolean goesOn() {
        return (bytes.u8(FLAGS) & MORE) != 0;
    }

    /** Blocks of a unit of an interleaved file; 0 if it is in one piece. */
    int unit() {
        return bytes.u8(UNIT);
    }

    /** Blocks between two units. */
    int gap() {
        return bytes.u8(GAP);
    }

    int nameLength() {
        return bytes.u8(NAME_LENGTH);
    }

    /** The name, as it stands there. */
    ByteView name() {
        return bytes.slice(NAME, nameLength());
    }

    /** Whether it stands for the directory itself, or for the one above. */
    boolean isDots() {
        return nameLength() == 1 && bytes.u8(NAME) <= 1;
    }

    /** What comes after the name. */
    ByteView systemUse() {
        int at = NAME + nameLength() + (nameLength() + 1) % 2;
        return at >= bytes.length() ? new ByteView(new byte[0]) : bytes.slice(at, bytes.length() - at);
    }

    /** When it was made. */
    Optional<Times.Time> time() {
        return time(bytes, TIME);
    }

    /** A time of 7 bytes; nothing if they are none. */
    static Optional<Times.Time> time(ByteView bytes, int at) {
        return moment(1900 + bytes.u8(at), bytes.u8(at + 1), bytes.u8(at + 2),
                new int[] {bytes.u8(at + 3), bytes.u8(at + 4), bytes.u8(at + 5)}, (byte) bytes.u8(at + 6), 0);
    }

    /** A time; nothing if there is none such. */
    static Optional<Times.Time> moment(int year, int month, int day, int[] clock, int quarters, int hundredths) {
        try {
            LocalDateTime local = LocalDateTime.of(year, month, day, clock[0], clock[1], clock[2], hundredths * 10_000_000);
            return Optional.of(new Times.Moment(local.toInstant(ZoneOffset.ofTotalSeconds(quarters * 900)), hundredths == 0 ? 0 : 2));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
