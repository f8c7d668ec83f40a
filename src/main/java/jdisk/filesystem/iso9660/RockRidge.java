package jdisk.filesystem.iso9660;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jdisk.filesystem.Name;
import jdisk.filesystem.Times;
import jdisk.image.ByteView;

/**
 * What Rock Ridge keeps with a file: its name and all else that Unix wants to know.
 *
 * <pre>
 * NM  4 flags: 1 goes on in the next   PX  4 type and mode, 8   SL  4 flags: 1 goes on in the next   CL  4 where the directory is
 *     5 name                              12 links, 8               5 components:                        that stands here, 8
 * PN  4 number, upper half, 8             20 user, 8                  0 flags: 1 goes on in the next RE  is shown elsewhere
 *    12 lower half, 8                     28 group, 8                     component, 2 ., 4 .., 8 /  ZF  4 how it is compressed, 2
 * TF  4 flags: 1 made, 2 contents         36 number, 8                1 length                           6 bytes of its header / 4
 *       changed, 4 read, 8 changed                                    2 name                             7 logarithm of a block
 *       itself, 80 of 17 bytes each                                                                      8 length, 8
 *     5 times, of 7 bytes each
 * </pre>
 *
 * Numbers of 8 bytes stand there little-endian and then big-endian, but for the length in a ZF of version 2, or Z2, which has 64
 * bits, little-endian.
 *
 * @param entries those of its record
 */
record RockRidge(List<SystemUse.Entry> entries) {
    private static final int GOES_ON = 1;
    private static final int THIS = 2;
    private static final int ABOVE = 4;
    private static final int ROOT = 8;

    private static final int LONG_TIMES = 0x80;
    private static final int SHORT = 7;
    private static final int LONG = 17;

    static final int FIFO = 0x1;
    static final int CHARACTER_DEVICE = 0x2;
    static final int DIRECTORY = 0x4;
    static final int BLOCK_DEVICE = 0x6;
    static final int REGULAR = 0x8;
    static final int LINK = 0xa;
    static final int SOCKET = 0xc;

    /** What is compressed, and how: see {@link Zisofs}. */
    record Compression(String algorithm, int headerBytes, int blockLog, long size) {}

    private Optional<ByteView> first(String name, int length) {
        return entries.stream().filter(entry -> entry.name().equals(name) && entry.length() >= length).map(SystemUse.Entry::bytes).findFirst();
    }

    /** The name, if it has one. */
    Optional<Name> name() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (SystemUse.Entry entry : entries) {
            if (entry.name().equals("NM") && entry.length() > 5) {
                whole.writeBytes(entry.bytes().copy(5, entry.length() - 5));
                if ((entry.bytes().u8(4) & GOES_ON) == 0) {
                    break;
                }
            }
        }
        return whole.size() == 0 ? Optional.empty() : Optional.of(Name.of(new ByteView(whole.toByteArray()), 0, whole.size()));
    }

    /** Type, in the upper four bits, and mode. */
    Optional<Integer> mode() {
        return first("PX", 12).map(entry -> entry.u16le(4));
    }

    /** The type; 0 if that is not said. */
    int type() {
        return mode().orElse(0) >> 12;
    }

    OptionalLong links() {
        return number("PX", 12);
    }

    long uid() {
        return number("PX", 20).orElse(0);
    }

    long gid() {
        return number("PX", 28).orElse(0);
    }

    /** Its number, as newer ones have it. */
    OptionalLong serial() {
        return number("PX", 36);
    }

    private OptionalLong number(String name, int at) {
        return first(name, at + 8).map(entry -> OptionalLong.of(entry.u32le(at))).orElse(OptionalLong.empty());
    }

    /** The numbers of a device: the driver's, then the device's. Some makers put both into the lower half. */
    long[] device() {
        long high = number("PN", 4).orElse(0);
        long low = number("PN", 12).orElse(0);
        return high == 0 && low > 0xff ? new long[] {low >> 8, low & 0xff} : new long[] {high, low};
    }

    /** Where the directory is that is to be seen here, in blocks. */
    OptionalLong child() {
        return number("CL", 4);
    }

    /** Whether it is only kept here, and is to be seen elsewhere. */
    boolean isRelocated() {
        return entries.stream().anyMatch(entry -> entry.name().equals("RE"));
    }

    /** Where a link leads. */
    Optional<Name> target() {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        boolean any = false;
        boolean joins = true; // no slash before what comes next
        for (SystemUse.Entry entry : entries) {
            if (!entry.name().equals("SL") || entry.length() < 5) {
                continue;
            }
            any = true;
            ByteView bytes = entry.bytes();
            int at = 5;
            // Ends: a component has 2 bytes at least.
            while (at + 2 <= bytes.length()) {
                int flags = bytes.u8(at);
                int length = Math.min(bytes.u8(at + 1), bytes.length() - at - 2);
                if (!joins) {
                    path.write('/');
                }
                path.writeBytes(switch (flags & (THIS | ABOVE | ROOT)) {
                    case THIS -> text(".");
                    case ABOVE -> text("..");
                    case ROOT -> text("/");
                    default -> bytes.copy(at + 2, length);
                });
                joins = (flags & (GOES_ON | ROOT)) != 0;
                at += 2 + length;
            }
            if ((bytes.u8(4) & GOES_ON) == 0) {
                break;
            }
        }
        return any ? Optional.of(Name.of(new ByteView(path.toByteArray()), 0, path.size())) : Optional.empty();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The times.
     *
     * @param otherwise when its contents changed, where that is not said
     */
    Times times(Optional<Times.Time> otherwise) {
        return new Times(time(2).or(() -> otherwise), time(4), time(8), time(1));
    }

    /** The time of a flag, wherever it is said. */
    private Optional<Times.Time> time(int flag) {
        for (SystemUse.Entry entry : entries) {
            if (!entry.name().equals("TF") || entry.length() < 5 || (entry.bytes().u8(4) & flag) == 0) {
                continue;
            }
            boolean wide = (entry.bytes().u8(4) & LONG_TIMES) != 0;
            int at = 5 + Integer.bitCount(entry.bytes().u8(4) & (flag - 1)) * (wide ? LONG : SHORT);
            if (at + (wide ? LONG : SHORT) <= entry.length()) {
                return wide ? wideTime(entry.bytes(), at) : DirectoryRecord.time(entry.bytes(), at);
            }
        }
        return Optional.empty();
    }

    /** A time of 17 bytes: 16 digits, and quarters of an hour. */
    private static Optional<Times.Time> wideTime(ByteView bytes, int at) {
        String digits = bytes.latin1(at, 16);
        if (digits.length() < 16 || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Optional.empty();
        }
        int[] clock = {two(digits, 8), two(digits, 10), two(digits, 12)};
        return DirectoryRecord.moment(
                two(digits, 0) * 100 + two(digits, 2), two(digits, 4), two(digits, 6), clock, (byte) bytes.u8(at + 16), two(digits, 14));
    }

    private static int two(String digits, int at) {
        return Integer.parseInt(digits, at, at + 2, 10);
    }

    /** How it is compressed, if it is. Newer ways stand under a name that drivers do not complain of. */
    Optional<Compression> compression() {
        return first("ZF", 16).or(() -> first("Z2", 16)).map(entry -> {
            String algorithm = entry.latin1(4, 2);
            return new Compression(algorithm, entry.u8(6) * 4, entry.u8(7), entry.u8(3) >= 2 ? entry.u64le(8) : entry.u32le(8));
        });
    }
}
