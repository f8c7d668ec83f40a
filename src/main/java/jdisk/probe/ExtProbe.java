package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * ext2, ext3, ext4, and journals of theirs on a device of their own. They share one superblock, and are told apart by the
 * features it names, as the drivers do.
 *
 * <pre>
 * superblock, at byte 1024:  56 magic EF53, 16 bits      92 compatible features       104 UUID
 *                            62 minor revision, 16 bits  96 incompatible features     120 label, 16 bytes
 *                            76 revision                100 read-only features        352 flags
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source:
 * <a href="https://docs.kernel.org/filesystems/ext4/super.html">the kernel's documentation of ext4</a>.
 */
final class ExtProbe {
    private static final int SUPERBLOCK = 1024;
    private static final int LENGTH = 1024;
    private static final int MAGIC = 56;
    private static final int MINOR = 62;
    private static final int REVISION = 76;
    private static final int COMPATIBLE = 92;
    private static final int INCOMPATIBLE = 96;
    private static final int READ_ONLY = 100;
    private static final int UUID = 104;
    private static final int LABEL = 120;
    private static final int LABEL_LENGTH = 16;
    private static final int FLAGS = 352;

    private static final long HAS_JOURNAL = 0x4;
    /** Types of files in directories, and groups of descriptors. */
    private static final long EXT2_INCOMPATIBLE = 0x2 | 0x10;
    /** A journal to be replayed. */
    private static final long EXT3_INCOMPATIBLE = EXT2_INCOMPATIBLE | 0x4;
    /** Few copies of the superblock, large files, and indexed directories. */
    private static final long EXT3_READ_ONLY = 0x1 | 0x2 | 0x4;
    private static final long JOURNAL_DEVICE = 0x8;
    private static final long UNDER_DEVELOPMENT = 0x4;

    private ExtProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        return volume.viewIfThere(SUPERBLOCK, LENGTH)
                .filter(superblock -> superblock.u16le(MAGIC) == 0xef53 && !type(superblock).isEmpty())
                .map(superblock -> new Contents(
                        type(superblock),
                        superblock.u32le(REVISION) + "." + superblock.u16le(MINOR),
                        superblock.text(LABEL, LABEL_LENGTH),
                        superblock.uuid(UUID)));
    }

    /** The name of the oldest driver that knows all its features; nothing if they go together in none. */
    private static String type(ByteView superblock) {
        long incompatible = superblock.u32le(INCOMPATIBLE);
        boolean journal = (superblock.u32le(COMPATIBLE) & HAS_JOURNAL) != 0;
        boolean unknownToExt3 = (superblock.u32le(READ_ONLY) & ~EXT3_READ_ONLY) != 0 || (incompatible & ~EXT3_INCOMPATIBLE) != 0;
        if ((incompatible & JOURNAL_DEVICE) != 0) {
            return "jbd";
        }
        if ((superblock.u32le(FLAGS) & UNDER_DEVELOPMENT) != 0) {
            return "ext4dev";
        }
        if (unknownToExt3) {
            return "ext4";
        }
        if (journal) {
            return "ext3";
        }
        return (incompatible & ~EXT2_INCOMPATIBLE) == 0 ? "ext2" : "";
    }
}
