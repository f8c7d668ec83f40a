package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;

/**
 * A record of the master file table: a file, or a part of one that does not fit into one record.
 *
 * <pre>
 *  00 "FILE"   04 fix-ups   10 sequence number, 16: how often the record was used   12 names, 16   14 first attribute, 16
 *  16 flags, 16: 1 in use, 2 a directory   18 bytes used, 32   20 the record it is a part of, 64; 0 of what is none
 *  attributes one after the other, in the order of their types; after the last one FFFFFFFF
 * </pre>
 *
 * Little-endian. A reference to a record is its number, 48 bits, and its sequence number, 16. Source:
 * <a href="https://flatcap.github.io/linux-ntfs/ntfs/concepts/file_record.html">the Linux-NTFS project's documentation</a>.
 *
 * @param isWhole whether all of its attributes make sense
 */
record FileRecord(long number, int sequence, int flags, long base, List<Attribute> attributes, boolean isWhole) {
    static final String MARK = "FILE";

    private static final int SEQUENCE = 0x10;
    private static final int FIRST = 0x14;
    private static final int FLAGS = 0x16;
    private static final int USED = 0x18;
    private static final int BASE = 0x20;
    private static final int HEADER = 0x2a;
    private static final int IN_USE = 1;
    private static final int DIRECTORY = 2;
    private static final long END = 0xffff_ffffL;
    static final int NUMBER_BITS = 48;

    /**
     * A record as it lies in the table.
     *
     * @param run bytes it is among
     * @throws IOException if it is none, or was not written as a whole
     */
    static FileRecord of(long number, ByteView run, int place, int length) throws IOException {
        ByteView bytes = Fixups.undone(run, place, length, MARK);
        int end = (int) Math.min(bytes.u32le(USED), bytes.length());
        List<Attribute> attributes = new ArrayList<>(6);
        int at = bytes.u16le(FIRST);
        boolean whole = at >= HEADER && at % 8 == 0;
        // Ends: an attribute has 24 bytes at least.
        while (whole && at + 4 <= end && bytes.u32le(at) != END) {
            Optional<Attribute> attribute = Attribute.at(bytes, at, end);
            if (attribute.isEmpty()) {
                whole = false;
            } else {
                attributes.add(attribute.get());
                at = attribute.get().end();
            }
        }
        return new FileRecord(
                number, bytes.u16le(SEQUENCE), bytes.u16le(FLAGS), bytes.u64le(BASE), attributes, whole && at + 4 <= end);
    }

    /** The number in a reference. */
    static long number(long reference) {
        return reference & ((1L << NUMBER_BITS) - 1);
    }

    /** The sequence number in a reference; 0 stands for any. */
    static int sequence(long reference) {
        return (int) (reference >>> NUMBER_BITS);
    }

    /** The reference to it. */
    long reference() {
        return (long) sequence << NUMBER_BITS | number;
    }

    /** Whether a reference means this record, and not an earlier use of it. */
    boolean isMeantBy(long reference) {
        return number == number(reference) && (sequence(reference) == 0 || sequence == sequence(reference));
    }

    boolean isInUse() {
        return (flags & IN_USE) != 0;
    }

    boolean isDirectory() {
        return (flags & DIRECTORY) != 0;
    }

    /** Whether it is a part of another. */
    boolean isPart() {
        return base != 0; // record 0 has parts, too: its sequence number tells them
    }
}
