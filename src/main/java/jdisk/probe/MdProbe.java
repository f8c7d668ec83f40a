package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * Members of Linux' software RAID, md.
 *
 * <pre>
 * version 0.90: in the last whole 64 KiB but at its start,     versions 1.x: 1.0 at the end, 8 to 12 KiB before it,
 * in the byte order of the machine that made it                1.1 at the start, 1.2 at byte 4096; little-endian
 *
 *  0 magic A92B4EFC    20 UUID, first 4 bytes                   0 magic A92B4EFC    32 name, 32 bytes
 *  4 major version     32 KiB used                              4 major version    144 sector of the superblock, 64 bits
 *  8 minor version     52 UUID, the other 12                   16 UUID
 * 12 patch level
 * </pre>
 *
 * 32 bits where nothing is said. Source: md(4), and
 * <a href="https://archive.kernel.org/oldwiki/raid.wiki.kernel.org/index.php/RAID_superblock_formats.html">the RAID wiki</a>.
 */
final class MdProbe {
    private static final String TYPE = "linux_raid_member";
    private static final long MAGIC = 0xa92b4efcL;

    private static final int RESERVED = 64 * 1024;
    private static final int LENGTH_0 = 64;
    private static final int MAJOR = 4;
    private static final int MINOR_0 = 8;
    private static final int PATCH_0 = 12;
    private static final int UUID_0 = 20;
    private static final int KIBIBYTES_0 = 32;
    private static final int UUID_0_REST = 52;
    /** Since then all of the UUID is there. */
    private static final int LONG_UUID = 90;

    private static final int LENGTH_1 = 256;
    private static final int UUID_1 = 16;
    private static final int NAME_1 = 32;
    private static final int NAME_LENGTH = 32;
    private static final int PLACE_1 = 144;

    private MdProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        if (volume.length() > RESERVED) {
            Optional<Contents> oldest = find0(volume, (volume.length() & -RESERVED) - RESERVED);
            if (oldest.isPresent()) {
                return oldest;
            }
            Optional<Contents> atEnd = find1(volume, (volume.length() & -4096) - 8192, "1.0");
            if (atEnd.isPresent()) {
                return atEnd;
            }
        }
        Optional<Contents> atStart = find1(volume, 0, "1.1");
        return atStart.isPresent() ? atStart : find1(volume, 4096, "1.2");
    }

    private static Optional<Contents> find0(Slice volume, long at) throws IOException {
        Optional<ByteView> bytes = volume.viewIfThere(at, LENGTH_0);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        ByteView superblock = bytes.get();
        boolean little = superblock.u32le(0) == MAGIC;
        if (!little && superblock.u32be(0) != MAGIC) {
            return Optional.empty();
        }
        long used = superblock.u32(KIBIBYTES_0, little) * 1024;
        if (volume.length() < used + RESERVED || at < used) {
            return Optional.empty();
        }
        long minor = superblock.u32(MINOR_0, little);
        StringBuilder digits = new StringBuilder("%08x".formatted(superblock.u32(UUID_0, little)));
        for (int word = 0; word < 3; word++) {
            digits.append("%08x".formatted(minor < LONG_UUID ? 0 : superblock.u32(UUID_0_REST + 4 * word, little)));
        }
        String version = superblock.u32(MAJOR, little) + "." + minor + "." + superblock.u32(PATCH_0, little);
        String uuid = digits.insert(20, '-').insert(16, '-').insert(12, '-').insert(8, '-').toString();
        return Optional.of(new Contents(TYPE, version, "", uuid));
    }

    private static Optional<Contents> find1(Slice volume, long at, String version) throws IOException {
        return volume.viewIfThere(at, LENGTH_1)
                .filter(superblock -> superblock.u32le(0) == MAGIC
                        && superblock.u32le(MAJOR) == 1
                        && superblock.u64le(PLACE_1) == at / 512)
                .map(superblock ->
                        new Contents(TYPE, version, superblock.text(NAME_1, NAME_LENGTH), superblock.uuid(UUID_1)));
    }
}
