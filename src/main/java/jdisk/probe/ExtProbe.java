package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.Slice;

/**
 * ext2, ext3, ext4, and journals of theirs on a device of their own. They share one {@link ExtSuperblock}, and are told apart by
 * the features it names, as the drivers do.
 */
final class ExtProbe {
    private static final long EXT2_INCOMPATIBLE = ExtFeature.FILETYPE.mask() | ExtFeature.META_BG.mask();
    private static final long EXT3_INCOMPATIBLE = EXT2_INCOMPATIBLE | ExtFeature.NEEDS_RECOVERY.mask();
    private static final long EXT3_READ_ONLY =
            ExtFeature.SPARSE_SUPER.mask() | ExtFeature.LARGE_FILE.mask() | ExtFeature.BTREE_DIR.mask();

    private ExtProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        return ExtSuperblock.read(volume)
                .map(superblock -> new Contents(
                        type(superblock),
                        superblock.revision() + "." + superblock.minorRevision(),
                        superblock.label(),
                        superblock.uuid(),
                        superblock.blockBytes()))
                .filter(contents -> !contents.type().isEmpty());
    }

    /** The name of the oldest driver that knows all its features; nothing if they go together in none. */
    private static String type(ExtSuperblock superblock) {
        long incompatible = superblock.incompatible();
        boolean unknownToExt3 =
                (superblock.readOnlyCompatible() & ~EXT3_READ_ONLY) != 0 || (incompatible & ~EXT3_INCOMPATIBLE) != 0;
        if (superblock.has(ExtFeature.JOURNAL_DEV)) {
            return "jbd";
        }
        if (superblock.hasFlags(ExtSuperblock.UNDER_DEVELOPMENT)) {
            return "ext4dev";
        }
        if (unknownToExt3) {
            return "ext4";
        }
        if (superblock.has(ExtFeature.HAS_JOURNAL)) {
            return "ext3";
        }
        return (incompatible & ~EXT2_INCOMPATIBLE) == 0 ? "ext2" : "";
    }
}
