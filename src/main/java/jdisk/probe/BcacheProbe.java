package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * Devices of bcache, which keeps what is used often on a faster one, and the file system bcachefs that grew out of it.
 *
 * <pre>
 * superblock, at byte 4096:  bcache:                             bcachefs:
 *                             0 CRC-64 of all after it             0 checksum, 16 bytes
 *                             8 its sector (8), 64 bits           16 version, 16 bits
 *                            24 magic, 16 bytes                   24 magic, 16 bytes
 *                            40 UUID                              56 UUID
 *                            72 label, 32 bytes                   72 label, 32 bytes
 *                           206 numbers that follow, 16 bits     120 sectors a block, 16 bits
 *                           208 they, 64 bits each               124 numbers that follow, 32 bits
 *                                                                144 flags, 64 bits: 2..7 kind of checksum
 *                                                                752 fields, 64 bits each number
 * </pre>
 *
 * Little-endian. Source: <a href="https://docs.kernel.org/admin-guide/bcache.html">the kernel's documentation</a> with
 * {@code uapi/linux/bcache.h}, and <a href="https://bcachefs.org/bcachefs-principles-of-operation.pdf">bcachefs: Principles of
 * Operation</a>.
 */
final class BcacheProbe {
    private static final int SUPERBLOCK = 4096;
    private static final String BCACHE_MAGIC = "c68573f6-4e1a-45ca-8265-f57f48ba6d81";
    private static final String BCACHEFS_MAGIC = "c68573f6-66ce-90a9-d96a-60cf803df7ef";
    private static final int MAGIC = 24;
    private static final int LABEL = 72;
    private static final int LABEL_LENGTH = 32;

    private static final int SUMMED = 8;
    private static final int SECTOR = 8;
    private static final int UUID = 40;
    private static final int NUMBERS = 206;
    private static final int LENGTH = 208;
    /** Buckets a journal may have. */
    private static final int MOST_NUMBERS = 256;

    private static final int FS_SUMMED = 16;
    private static final int FS_VERSION = 16;
    private static final int FS_UUID = 56;
    private static final int FS_BLOCK_SECTORS = 120;
    private static final int FS_NUMBERS = 124;
    private static final int FS_FLAGS = 144;
    private static final int FS_LENGTH = 752;
    private static final int FS_MOST_NUMBERS = 1 << 17;
    private static final int CHECKSUM_CRC32C = 1;
    private static final int CHECKSUM_CRC64 = 2;

    private BcacheProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ByteView> start = volume.viewIfThere(SUPERBLOCK, LENGTH)
                .filter(bytes -> bytes.uuid(MAGIC).equals(BCACHE_MAGIC) && bytes.u64le(SECTOR) == SUPERBLOCK / 512);
        if (start.isEmpty() || start.get().u16le(NUMBERS) > MOST_NUMBERS) {
            return Optional.empty();
        }
        int end = LENGTH + 8 * start.get().u16le(NUMBERS);
        return volume.viewIfThere(SUPERBLOCK, end)
                .filter(bytes -> bytes.u64le(0) == Crc.crc64(bytes, SUMMED, end))
                .map(bytes -> new Contents("bcache", "", "", bytes.uuid(UUID)));
    }

    static Optional<Contents> findFileSystem(Slice volume) throws IOException {
        Optional<ByteView> start = volume.viewIfThere(SUPERBLOCK, FS_LENGTH).filter(bytes -> {
            String magic = bytes.uuid(MAGIC);
            return magic.equals(BCACHEFS_MAGIC) || (magic.equals(BCACHE_MAGIC) && bytes.u64le(SECTOR) != SUPERBLOCK / 512);
        });
        if (start.isEmpty() || start.get().u32le(FS_NUMBERS) > FS_MOST_NUMBERS) {
            return Optional.empty();
        }
        int end = FS_LENGTH + 8 * (int) start.get().u32le(FS_NUMBERS);
        return volume.viewIfThere(SUPERBLOCK, end)
                .filter(bytes -> isSummed(bytes, end))
                .map(bytes -> new Contents(
                        "bcachefs",
                        Integer.toString(bytes.u16le(FS_VERSION)),
                        bytes.text(LABEL, LABEL_LENGTH),
                        bytes.uuid(FS_UUID),
                        bytes.u16le(FS_BLOCK_SECTORS) * 512));
    }

    /** Whether the checksum is right, if it is of a kind that can be told. */
    private static boolean isSummed(ByteView bytes, int end) {
        return switch ((int) (bytes.u64le(FS_FLAGS) >> 2 & 0x3f)) {
            case CHECKSUM_CRC32C -> bytes.u32le(0) == (~Crc.crc32c(Crc.ONES, bytes, FS_SUMMED, end) & Crc.ONES);
            case CHECKSUM_CRC64 -> bytes.u64le(0) == Crc.crc64(bytes, FS_SUMMED, end);
            default -> true;
        };
    }
}
