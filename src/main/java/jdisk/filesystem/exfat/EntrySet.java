package jdisk.filesystem.exfat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Times;
import jdisk.filesystem.fat.Clusters;
import jdisk.filesystem.fat.DirectoryEntries;
import jdisk.filesystem.fat.DosFields;
import jdisk.image.ByteView;

/**
 * The entries that make a file or directory: one of type 85, one of type C0, then its name in entries of type C1.
 *
 * <pre>
 *  85:                                            C0:
 *  01 how many entries follow, 8 bits             01 flags, 8 bits: 02 the FAT does not count, clusters follow one another
 *  02 checksum of all entries                     03 length of the name in characters, 8 bits
 *  04 attributes                                  04 hash of the name
 *  08 made, 32 bits, 0C written, 10 read          08 bytes that were ever written, 64 bits
 *  14 hundredths of a second to made, 15 written  14 first cluster, 32 bits
 *  16 zones of made, 17 written, 18 read          18 size, 64 bits
 *     80 + quarters of an hour in 7 bits, signed
 *                                                 C1:
 *                                                 02 15 characters of the name, UTF-16
 * </pre>
 *
 * Little-endian, 16 bits where nothing is said; hundredths and zones 8 bits. Source:
 * <a href="https://learn.microsoft.com/windows/win32/fileio/exfat-specification#74-file-directory-entry">Microsoft's exFAT
 * specification, 7.4 to 7.7</a>.
 *
 * @param bytes of all entries, or of the first two
 */
record EntrySet(ByteView bytes) {
    static final int FILE = 0x85;
    static final int STREAM = 0xc0;
    static final int NAME = 0xc1;

    private static final int COUNT = 0x01;
    private static final int SUM = 0x02;
    private static final int ATTRIBUTES = 0x04;
    private static final int MADE = 0x08;
    private static final int WRITTEN = 0x0c;
    private static final int READ = 0x10;
    private static final int MADE_HUNDREDTHS = 0x14;
    private static final int WRITTEN_HUNDREDTHS = 0x15;
    private static final int MADE_ZONE = 0x16;
    private static final int WRITTEN_ZONE = 0x17;
    private static final int READ_ZONE = 0x18;

    private static final int SECOND = DirectoryEntries.LENGTH;
    private static final int FLAGS = SECOND + 0x01;
    private static final int NAME_LENGTH = SECOND + 0x03;
    private static final int HASH = SECOND + 0x04;
    private static final int VALID = SECOND + 0x08;
    private static final int CLUSTER = SECOND + 0x14;
    private static final int SIZE = SECOND + 0x18;

    private static final int CONTIGUOUS = 0x02;
    private static final int CHARACTERS_AT = 2;
    private static final int CHARACTERS = 15;
    private static final int ZONE_KNOWN = 0x80;
    private static final long QUARTER = 15 * 60;

    /** How many entries follow the first. */
    static int following(ByteView bytes, int at) {
        return bytes.u8(at + COUNT);
    }

    /** Whether its entries are those that a set has, as far as they are needed. */
    boolean isOne() {
        int names = Math.ceilDiv(bytes.u8(NAME_LENGTH), CHARACTERS);
        if (bytes.u8(SECOND) != STREAM || names == 0 || bytes.length() < (2 + names) * DirectoryEntries.LENGTH) {
            return false;
        }
        for (int i = 0; i < names; i++) {
            if (bytes.u8((2 + i) * DirectoryEntries.LENGTH) != NAME) {
                return false;
            }
        }
        return true;
    }

    /** The name; a NUL within it is part of it. */
    String name() {
        int length = bytes.u8(NAME_LENGTH);
        StringBuilder name = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int entry = (2 + i / CHARACTERS) * DirectoryEntries.LENGTH;
            name.append((char) bytes.u16le(entry + CHARACTERS_AT + i % CHARACTERS * 2));
        }
        return name.toString();
    }

    /** Whether the checksum is that of its entries. */
    boolean isSound() {
        int sum = 0;
        for (int i = 0; i < bytes.length(); i++) {
            if (i != SUM && i != SUM + 1) {
                sum = UpCase.turned(sum) + bytes.u8(i) & 0xffff;
            }
        }
        return sum == bytes.u16le(SUM);
    }

    int hash() {
        return bytes.u16le(HASH);
    }

    boolean isDirectory() {
        return (bytes.u16le(ATTRIBUTES) & DosFields.DIRECTORY) != 0;
    }

    long cluster() {
        return bytes.u32le(CLUSTER);
    }

    /** In bytes; negative if it makes no sense. */
    long size() {
        return bytes.u64le(SIZE);
    }

    /** Bytes that were ever written; negative if that makes no sense. */
    long valid() {
        return bytes.u64le(VALID);
    }

    /** Where its contents are, all of which are taken to be written if there should be more of those than it has. */
    Clusters.Allocation allocation() {
        boolean known = valid() >= 0 && valid() <= size();
        return new Clusters.Allocation(cluster(), size(), known ? valid() : size(), (bytes.u8(FLAGS) & CONTIGUOUS) != 0);
    }

    Attributes attributes() {
        Times times = new Times(
                time(WRITTEN, WRITTEN_ZONE, bytes.u8(WRITTEN_HUNDREDTHS), 2),
                time(READ, READ_ZONE, 0, 0),
                Optional.empty(),
                time(MADE, MADE_ZONE, bytes.u8(MADE_HUNDREDTHS), 2));
        return new Attributes(
                cluster() == 0 ? OptionalLong.empty() : OptionalLong.of(cluster()),
                isDirectory() ? 0 : size(),
                times,
                Optional.empty(),
                Optional.of(DosFields.letters(bytes.u16le(ATTRIBUTES))),
                OptionalLong.empty(),
                Set.of());
    }

    private Optional<Times.Time> time(int at, int zoneAt, int hundredths, int decimals) {
        Optional<LocalDateTime> time = DosFields.time(bytes.u16le(at + 2), bytes.u16le(at), hundredths);
        int zone = bytes.u8(zoneAt);
        if ((zone & ZONE_KNOWN) == 0) {
            return time.map(local -> new Times.Local(local, decimals));
        }
        long seconds = (byte) (zone << 1) / 2 * QUARTER;
        return time.map(local -> new Times.Moment(local.toInstant(ZoneOffset.UTC).minusSeconds(seconds), decimals));
    }
}
