package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * NILFS2.
 *
 * <pre>
 * superblock, at byte 1024 and again in the last whole 4 KiB:
 *   0 revision        12 start of its CRC   152 UUID
 *   6 3434, 16 bits   16 its CRC            168 label, 80 bytes
 *   8 its length,     20 log2 of bytes a
 *     16 bits            block, less 10
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source: <a href="https://docs.kernel.org/filesystems/nilfs2.html">the kernel's
 * documentation</a> and its {@code uapi/linux/nilfs2_ondisk.h}.
 */
final class NilfsProbe {
    private static final int SUPERBLOCK = 1024;
    private static final int BLOCK = 4096;
    private static final int LENGTH = 1024;
    private static final int LEAST_SUMMED = 248;
    private static final int SUM = 16;

    private NilfsProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ByteView> first = sound(volume, SUPERBLOCK);
        // What is told here is the same in both, however old one of them is.
        Optional<ByteView> either = first.isPresent() ? first : sound(volume, volume.length() / BLOCK * BLOCK - BLOCK);
        return either.map(NilfsProbe::described);
    }

    private static Optional<ByteView> sound(Slice volume, long at) throws IOException {
        return volume.viewIfThere(at, LENGTH).filter(superblock -> superblock.u16le(6) == 0x3434 && isSummed(superblock));
    }

    private static boolean isSummed(ByteView superblock) {
        int length = superblock.u16le(8);
        if (length < LEAST_SUMMED || length > LENGTH) {
            return false;
        }
        long crc = Crc.crc32(superblock.u32le(12), superblock, 0, SUM);
        crc = Crc.crc32(crc, new ByteView(new byte[4]), 0, 4);
        return Crc.crc32(crc, superblock, SUM + 4, length) == superblock.u32le(SUM);
    }

    private static Contents described(ByteView superblock) {
        long log = superblock.u32le(20);
        return new Contents(
                "nilfs2",
                Long.toString(superblock.u32le(0)),
                superblock.text(168, 80),
                superblock.uuid(152),
                log <= 6 ? 1024 << log : 0);
    }
}
