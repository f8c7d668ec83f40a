package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * F2FS.
 *
 * <pre>
 * superblock, at byte 1024:  0 magic F2F52010, 32 bits   6 minor version, 16 bits   124 label, 512 characters of UTF-16
 *                            4 major version, 16 bits  16 log2 of bytes a block  108 UUID
 * </pre>
 *
 * Little-endian. Source: <a href="https://docs.kernel.org/filesystems/f2fs.html">the kernel's documentation</a> and its
 * {@code include/linux/f2fs_fs.h}.
 */
final class F2fsProbe {
    private static final int SUPERBLOCK = 1024;
    private static final int LENGTH = 1148;
    private static final int MAJOR = 4;
    private static final int MINOR = 6;
    private static final int BLOCK_LOG = 16;
    private static final int UUID = 108;
    private static final int LABEL = 124;
    private static final int LABEL_LENGTH = 512;

    private F2fsProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        return volume.viewIfThere(SUPERBLOCK, LENGTH)
                .filter(superblock -> superblock.u32le(0) == 0xf2f52010L)
                .map(F2fsProbe::described);
    }

    private static Contents described(ByteView superblock) {
        String version = superblock.u16le(MAJOR) + "." + superblock.u16le(MINOR);
        return version.equals("1.0") // its superblock was another, and is not described anywhere
                ? new Contents("f2fs")
                : new Contents("f2fs", version, superblock.utf16le(LABEL, LABEL_LENGTH), superblock.uuid(UUID))
                        .withBlocks(superblock.u32le(BLOCK_LOG) == 12 ? 4096 : 0);
    }
}
