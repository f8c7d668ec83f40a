package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * The file systems of Minix.
 *
 * <pre>
 * superblock, at byte 1024:  versions 1 and 2:                                    version 3:
 *                             0 inodes                    8 first data zone        0 inodes, 32 bits       10 first data zone
 *                             2 zones of version 1       10 log2 of blocks a zone  6 blocks: inode map     12 log2 of blocks a zone
 *                             4 blocks of the inode map  16 magic                  8 blocks of zone map    20 zones, 32 bits
 *                             6 blocks of the zone map   18 state                                          24 magic
 *                                                        20 zones of version 2, 32 bits
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
    /** Unmounted, and with errors. */
    private static final int KNOWN_STATES = 3;

    private MinixProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ByteView> superblock = volume.viewIfThere(SUPERBLOCK, LENGTH);
        // The numbers of an ext file system may look like it, and so may how many files an EROFS has.
        if (superblock.isEmpty()
                || superblock.get().u16le(EXT_MAGIC) == 0xef53
                || Superblock.EROFS.find(volume).isPresent()) {
            return Optional.empty();
        }
        OptionalInt little = version(superblock.get(), true);
        OptionalInt version = little.isPresent() ? little : version(superblock.get(), false);
        return version.isPresent()
                ? Optional.of(new Contents("minix", Integer.toString(version.getAsInt()), "", "", 1024))
                : Optional.empty();
    }

    private static OptionalInt version(ByteView superblock, boolean little) {
        int version = switch (u16(superblock, 16, little)) {
            case 0x137f, 0x138f -> 1;
            case 0x2468, 0x2478 -> 2;
            default -> u16(superblock, 24, little) == 0x4d5a ? 3 : 0;
        };
        boolean sound = switch (version) {
            case 1 -> isSound(superblock, 0, u16(superblock, 0, little), u16(superblock, 2, little), little);
            case 2 -> isSound(superblock, 0, u16(superblock, 0, little), u32(superblock, 20, little), little);
            case 3 -> isSound(superblock, 2, u32(superblock, 0, little), u32(superblock, 20, little), little);
            default -> false;
        };
        boolean stated = version == 3 || (u16(superblock, 18, little) & ~KNOWN_STATES) == 0;
        return sound && stated ? OptionalInt.of(version) : OptionalInt.empty();
    }

    /**
     * Whether the maps are large enough for what they are of, and zones are of one block.
     *
     * @param shift how much further in version 3 has what the others have
     */
    private static boolean isSound(ByteView superblock, int shift, long inodes, long zones, boolean little) {
        long inodeMap = (long) u16(superblock, 4 + shift, little) * BLOCK_BITS;
        long zoneMap = (long) u16(superblock, 6 + shift, little) * BLOCK_BITS;
        long first = u16(superblock, 8 + shift, little);
        return inodes != 0
                && inodeMap >= inodes + 1
                && first <= zones
                && zoneMap >= zones - first + 1
                && superblock.u16le(10 + shift) == 0;
    }

    private static long u32(ByteView superblock, int at, boolean little) {
        return little ? superblock.u32le(at) : superblock.u32be(at);
    }

    private static int u16(ByteView superblock, int at, boolean little) {
        return little ? superblock.u16le(at) : superblock.u16be(at);
    }
}
