package jdisk.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * Members of the RAIDs that the BIOS of a controller or a board makes: each maker has a mark of its own in one of the last
 * sectors, or in one of the first.
 *
 * <pre>
 * Intel, 2nd from the end:   0 "Intel Raid ISM Cfg Sig. "     24 version, 6 bytes
 * LSI, last:                 0 "$XIDE$"
 * Via, last:                 0 55 AA   2 version, 8 bits      50 sum of all bytes before, 8 bits
 * Silicon Image, last:      96 2F000000, 32 bits             264 minor, 266 major version, 16 bits each
 *                                                            318 16 bits that make the sum of all numbers so far 0
 * Nvidia, 2nd from the end:  0 "NVIDIA  "  8 numbers in all   16 version, 16 bits; the sum of all 32-bit numbers is 0
 * Promise, one of many:      0 "Promise Technology, Inc."
 * HighPoint 45x, 11th from the end:  0 5A7816F3, or FD at the end where the array is broken, 32 bits
 * HighPoint 37x, sector 9:  32 5A7816F0, or FD
 * Adaptec, last:             0 37FC4D1E, big-endian  63 version, 8 bits   256 "DPTM"
 * JMicron, last:             0 "JM"  2 minor, 3 major version, 8 bits each; the sum of 64 16-bit numbers is 0 or 1
 * </pre>
 *
 * Little-endian where nothing is said. Source: the headers of
 * <a href="https://people.redhat.com/~heinzm/sw/dmraid/">dmraid</a>, which describe each of them.
 *
 * @param type blkid's name of it
 * @param sectors where it may be: sectors of 512 bytes from the end, or, negative, from the start
 * @param length bytes of it that matter
 * @param check whether these bytes are it
 * @param version what blkid calls so
 */
record BiosRaid(String type, List<Integer> sectors, int length, Predicate<ByteView> check, Function<ByteView, String> version)
        implements Format {
    private static final int SECTOR = 512;

    /** Smaller disks have none: blkid looks for none there. */
    private static final int LEAST_LENGTH = 64 * 1024;

    private static final int SILICON_SUM = 318;
    private static final int NVIDIA_NUMBERS = 128;

    static final BiosRaid INTEL = new BiosRaid(
            "isw_raid_member", List.of(2), 32, bytes -> bytes.has(0, "Intel Raid ISM Cfg Sig. "), bytes -> bytes.text(24, 6));

    static final BiosRaid LSI =
            new BiosRaid("lsi_mega_raid_member", List.of(1), 8, bytes -> bytes.has(0, "$XIDE$"), bytes -> "");

    static final BiosRaid VIA = new BiosRaid(
            "via_raid_member",
            List.of(1),
            SECTOR,
            bytes -> bytes.u16le(0) == 0xaa55 && bytes.u8(2) <= 2 && (sum(bytes, 50, 1) & 0xff) == bytes.u8(50),
            bytes -> Integer.toString(bytes.u8(2)));

    static final BiosRaid SILICON = new BiosRaid(
            "silicon_medley_raid_member",
            List.of(1),
            SECTOR,
            bytes -> bytes.u32le(96) == 0x2f000000 && (sum(bytes, SILICON_SUM + 2, 2) & 0xffff) == 0,
            bytes -> bytes.u16le(266) + "." + bytes.u16le(264));

    static final BiosRaid NVIDIA = new BiosRaid(
            "nvidia_raid_member",
            List.of(2),
            SECTOR,
            bytes -> bytes.has(0, "NVIDIA  ")
                    && bytes.u32le(8) <= NVIDIA_NUMBERS
                    && (sum(bytes, 4 * (int) bytes.u32le(8), 4) & Crc.ONES) == 0,
            bytes -> Integer.toString(bytes.u16le(16)));

    static final BiosRaid PROMISE = new BiosRaid(
            "promise_fasttrack_raid_member",
            List.of(63, 255, 256, 16, 399, 591, 675, 735, 911, 974, 991, 951, 3087),
            24,
            bytes -> bytes.has(0, "Promise Technology, Inc."),
            bytes -> "");

    static final BiosRaid HIGHPOINT_45X = new BiosRaid(
            "hpt45x_raid_member",
            List.of(11),
            4,
            bytes -> bytes.u32le(0) == 0x5a7816f3 || bytes.u32le(0) == 0x5a7816fd,
            bytes -> "");

    static final BiosRaid HIGHPOINT_37X = new BiosRaid(
            "hpt37x_raid_member",
            List.of(-9),
            36,
            bytes -> bytes.u32le(32) == 0x5a7816f0 || bytes.u32le(32) == 0x5a7816fd,
            bytes -> "");

    static final BiosRaid ADAPTEC = new BiosRaid(
            "adaptec_raid_member",
            List.of(1),
            SECTOR,
            bytes -> bytes.u32be(0) == 0x37fc4d1e && bytes.has(256, "DPTM"),
            bytes -> Integer.toString(bytes.u8(63)));

    static final BiosRaid JMICRON = new BiosRaid(
            "jmicron_raid_member",
            List.of(1),
            128,
            bytes -> bytes.has(0, "JM") && (sum(bytes, 128, 2) & 0xffff) <= 1,
            bytes -> bytes.u8(3) + "." + bytes.u8(2));

    @Override
    public Optional<Contents> find(Slice volume) throws IOException {
        if (volume.length() < LEAST_LENGTH) {
            return Optional.empty();
        }
        for (int sector : sectors) {
            long at = sector < 0 ? -sector : volume.length() / SECTOR - sector;
            Optional<Contents> found = volume.viewIfThere(at * SECTOR, length)
                    .filter(check)
                    .map(bytes -> new Contents(type, version.apply(bytes), "", ""));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The sum of little-endian numbers of so many bytes each, up to a place. */
    private static long sum(ByteView bytes, int end, int width) {
        long sum = 0;
        for (int at = 0; at < end; at++) {
            sum += (long) bytes.u8(at) << (8 * (at % width));
        }
        return sum;
    }
}
