package jdisk.filesystem.ext;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Times;
import jdisk.image.ByteView;

/**
 * An inode: what is known of a file, except its names.
 *
 * <pre>
 * 128 bytes or more; numbers in hexadecimal:
 *  00 type and mode, 16          28 where contents are, 60 bytes    80 bytes in use past 128, 16
 *  02 user, lower half, 16       64 generation                      82 checksum, upper half, 16
 *  04 size, lower half           68 attributes' block, lower half   84 fraction of 0C
 *  08 read                       6C size, upper half                88 fraction of 10
 *  0C changed itself             74 blocks, upper half, 16          8C fraction of 08
 *  10 contents changed           76 attributes' block, upper, 16    90 made
 *  14 deleted                    78 user, upper half, 16            94 fraction of 90
 *  18 group, lower half, 16      7A group, upper half, 16
 *  1A names, 16                  7C checksum, lower half, 16
 *  1C blocks of 512 bytes
 *  20 flags
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source:
 * <a href="https://docs.kernel.org/filesystems/ext4/inodes.html">the kernel's documentation of ext4</a>.
 *
 * @param number its own, from 1
 * @param bytes all of it
 * @param inJournal whether it is as the journal has it
 * @param hurd whether the system that made the volume was the Hurd, which uses some fields for itself
 * @param wideDirectories whether the size of directories, too, has 64 bits
 */
record Inode(long number, ByteView bytes, boolean inJournal, boolean hurd, boolean wideDirectories) {
    static final int OLD_BYTES = 128;
    static final int CONTENTS = 0x28;
    static final int CONTENTS_LENGTH = 60;

    private static final int MODE = 0x00;
    private static final int USER = 0x02;
    private static final int SIZE = 0x04;
    private static final int READ = 0x08;
    private static final int CHANGED = 0x0c;
    private static final int MODIFIED = 0x10;
    private static final int DELETED = 0x14;
    private static final int GROUP = 0x18;
    private static final int LINKS = 0x1a;
    private static final int FLAGS = 0x20;
    private static final int GENERATION = 0x64;
    private static final int ATTRIBUTES = 0x68;
    private static final int SIZE_HIGH = 0x6c;
    private static final int ATTRIBUTES_HIGH = 0x76;
    private static final int USER_HIGH = 0x78;
    private static final int GROUP_HIGH = 0x7a;
    private static final int CHECKSUM = 0x7c;
    private static final int EXTRA = 0x80;
    private static final int CHECKSUM_HIGH = 0x82;
    private static final int CHANGED_FRACTION = 0x84;
    private static final int MODIFIED_FRACTION = 0x88;
    private static final int READ_FRACTION = 0x8c;
    private static final int CREATED = 0x90;
    private static final int CREATED_FRACTION = 0x94;

    static final int FIFO = 0x1;
    static final int CHARACTER_DEVICE = 0x2;
    static final int DIRECTORY = 0x4;
    static final int BLOCK_DEVICE = 0x6;
    static final int REGULAR = 0x8;
    static final int LINK = 0xa;
    static final int SOCKET = 0xc;

    static final long COMPRESSED = 0x4;
    static final long IMMUTABLE = 0x10;
    static final long APPEND_ONLY = 0x20;
    static final long ENCRYPTED = 0x800;
    static final long EXTENTS = 0x8_0000;
    static final long VERITY = 0x10_0000;
    static final long ATTRIBUTE_VALUE = 0x20_0000;
    static final long INLINE = 0x1000_0000;
    static final long CASEFOLD = 0x4000_0000;

    /** The type, in the upper four bits of the mode: one of those above, or something else in a damaged one. */
    int type() {
        return bytes.u16le(MODE) >> 12;
    }

    boolean isDirectory() {
        return type() == DIRECTORY;
    }

    long links() {
        return bytes.u16le(LINKS);
    }

    /** Whether it was deleted, and is only still there. */
    boolean isDeleted() {
        return links() == 0;
    }

    /** Whether it was ever used. */
    boolean isEmpty() {
        return bytes.u16le(MODE) == 0 && links() == 0 && bytes.u32le(DELETED) == 0;
    }

    boolean has(long flag) {
        return (bytes.u32le(FLAGS) & flag) != 0;
    }

    /** Its size in bytes; may be less than 0 in a damaged one. */
    long size() {
        boolean wide = type() == REGULAR || (isDirectory() && wideDirectories);
        return bytes.u32le(SIZE) | (wide ? bytes.u32le(SIZE_HIGH) << 32 : 0);
    }

    long generation() {
        return bytes.u32le(GENERATION);
    }

    /** The 60 bytes that hold contents, or tell where they are. */
    ByteView contents() {
        return bytes.slice(CONTENTS, CONTENTS_LENGTH);
    }

    /** The block of its extended attributes; 0 for none. */
    long attributesBlock() {
        return bytes.u32le(ATTRIBUTES) | (hurd ? 0 : (long) bytes.u16le(ATTRIBUTES_HIGH) << 32);
    }

    /** Bytes in use past the first 128: 0 if there are none, or it says more than there are. */
    int extra() {
        if (bytes.length() <= OLD_BYTES) {
            return 0;
        }
        int extra = bytes.u16le(EXTRA);
        return extra > bytes.length() - OLD_BYTES || extra % 4 != 0 ? 0 : extra;
    }

    private boolean reaches(int field, int length) {
        return field + length <= OLD_BYTES + extra();
    }

    /** Whether the checksum is the one that it should be. */
    boolean isSound(Checksums checksums) {
        Checksums.Sum sum = seed(checksums).bytes(bytes, 0, CHECKSUM).zeros(2).bytes(bytes, CHECKSUM + 2, OLD_BYTES);
        boolean wide = false;
        if (bytes.length() > OLD_BYTES) {
            sum.bytes(bytes, OLD_BYTES, CHECKSUM_HIGH);
            wide = reaches(CHECKSUM_HIGH, 2);
            int rest = wide ? CHECKSUM_HIGH + 2 : CHECKSUM_HIGH;
            if (wide) {
                sum.zeros(2);
            }
            sum.bytes(bytes, rest, bytes.length());
        }
        long stored = bytes.u16le(CHECKSUM) | (wide ? (long) bytes.u16le(CHECKSUM_HIGH) << 16 : 0);
        return stored == (wide ? sum.value() : sum.value() & 0xffff);
    }

    /** What the checksums of all that belongs to it go on from. */
    Checksums.Sum seed(Checksums checksums) {
        return checksums.begin().u32le(number).u32le(generation());
    }

    Attributes attributes() {
        long uid = bytes.u16le(USER) | (long) bytes.u16le(USER_HIGH) << 16;
        long gid = bytes.u16le(GROUP) | (long) bytes.u16le(GROUP_HIGH) << 16;
        return new Attributes(
                OptionalLong.of(number),
                Math.max(size(), 0),
                times(),
                Optional.of(new Attributes.Permissions(bytes.u16le(MODE) & 0xfff, uid, gid)),
                Optional.empty(),
                OptionalLong.of(links()),
                flags());
    }

    private Set<Attributes.Flag> flags() {
        Set<Attributes.Flag> flags = EnumSet.noneOf(Attributes.Flag.class);
        note(flags, COMPRESSED, Attributes.Flag.COMPRESSED);
        note(flags, ENCRYPTED, Attributes.Flag.ENCRYPTED);
        note(flags, INLINE, Attributes.Flag.INLINE);
        note(flags, IMMUTABLE, Attributes.Flag.IMMUTABLE);
        note(flags, APPEND_ONLY, Attributes.Flag.APPEND_ONLY);
        note(flags, CASEFOLD, Attributes.Flag.CASE_INSENSITIVE);
        note(flags, VERITY, Attributes.Flag.VERITY);
        if (inJournal) {
            flags.add(Attributes.Flag.JOURNAL);
        }
        return flags;
    }

    private void note(Set<Attributes.Flag> flags, long mask, Attributes.Flag flag) {
        if (has(mask)) {
            flags.add(flag);
        }
    }

    private Times times() {
        return new Times(
                Optional.of(time(MODIFIED, MODIFIED_FRACTION)),
                Optional.of(time(READ, READ_FRACTION)),
                Optional.of(time(CHANGED, CHANGED_FRACTION)),
                reaches(CREATED, 4) ? Optional.of(time(CREATED, CREATED_FRACTION)) : Optional.empty());
    }

    /** Seconds since 1970, with a sign; the fraction has two more bits of them, and nanoseconds. */
    private Times.Time time(int seconds, int fraction) {
        long since = (int) bytes.u32le(seconds);
        if (!reaches(fraction, 4)) {
            return new Times.Moment(Instant.ofEpochSecond(since), 0);
        }
        long more = bytes.u32le(fraction);
        return new Times.Moment(Instant.ofEpochSecond(since + ((more & 3) << 32), more >>> 2), 9);
    }

    /** The numbers of a device, as Linux has them in one word or the other: the driver's, then the device's. */
    long[] device() {
        ByteView where = contents();
        long old = where.u32le(0);
        if (old != 0) {
            return new long[] {old >> 8 & 0xff, old & 0xff};
        }
        long wide = where.u32le(4);
        return new long[] {wide >> 8 & 0xfff, (wide & 0xff) | (wide >> 12 & 0xfff00)};
    }
}
