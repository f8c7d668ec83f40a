package jdisk.filesystem;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import jdisk.image.ByteView;

/**
 * The file systems of Minix.
 *
 * <pre>
 * superblock, at byte 1024:  versions 1 and 2:                  version 3:
 *                             0 inodes      8 first data zone    6 blocks of the inode map
 *                             2 zones      16 magic              8 blocks of the zone map
 *                             4 blocks of the inode map         24 magic
 *                             6 blocks of the zone map
 *                            20 zones of version 2, 32 bits
 * </pre>
 *
 * 16 bits where nothing is said, in the byte order of the machine that made it. Source:
 * {@code include/uapi/linux/minix_fs.h} of the kernel.
 */
final class MinixProbe {
    private static final int SUPERBLOCK = 1024;
    private static final int LENGTH = 64;
    private static final int BLOCK_BITS = 1024 * 8;
    private static final int EXT_MAGIC = 56;

    private MinixProbe() {}

    static Optional<FileSystem> find(Volume volume) throws IOException {
        Optional<ByteView> superblock = volume.view(SUPERBLOCK, LENGTH);
        // The numbers of an ext file system may look like it.
        if (superblock.isEmpty() || superblock.get().u16le(EXT_MAGIC) == 0xef53) {
            return Optional.empty();
        }
        OptionalInt little = version(superblock.get(), true);
        OptionalInt version = little.isPresent() ? little : version(superblock.get(), false);
        return version.isPresent()
                ? Optional.of(new FileSystem("minix", Integer.toString(version.getAsInt()), "", ""))
                : Optional.empty();
    }

    private static OptionalInt version(ByteView superblock, boolean little) {
        int version = switch (u16(superblock, 16, little)) {
            case 0x137f, 0x138f -> 1;
            case 0x2468, 0x2478 -> 2;
            default -> u16(superblock, 24, little) == 0x4d5a ? 3 : 0;
        };
        boolean sound = switch (version) {
            case 1 -> hasMaps(superblock, u16(superblock, 2, little), little);
            case 2 -> hasMaps(superblock, little ? superblock.u32le(20) : superblock.u32be(20), little);
            case 3 -> superblock.u16le(6) != 0 && superblock.u16le(8) != 0;
            default -> false;
        };
        return sound ? OptionalInt.of(version) : OptionalInt.empty();
    }

    /** Whether the maps are large enough for what they are of. */
    private static boolean hasMaps(ByteView superblock, long zones, boolean little) {
        long inodeMap = (long) u16(superblock, 4, little) * BLOCK_BITS;
        long zoneMap = (long) u16(superblock, 6, little) * BLOCK_BITS;
        return inodeMap != 0
                && zoneMap != 0
                && inodeMap >= u16(superblock, 0, little) + 1L
                && zoneMap >= zones - u16(superblock, 8, little) + 1;
    }

    private static int u16(ByteView superblock, int at, boolean little) {
        return little ? superblock.u16le(at) : superblock.u16be(at);
    }
}
