package jdisk.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * ReiserFS and Reiser4.
 *
 * <pre>
 * ReiserFS superblock, at byte 65536,           Reiser4 superblock, at byte 65536:
 * of old ones at 8192:                           0 "ReIsEr4"
 *  12 first block of the journal                20 UUID
 *  44 bytes a block, 16 bits                    36 label, 16 bytes
 *  52 "ReIsErFs", "ReIsEr2Fs" or "ReIsEr3Fs"
 *  84 UUID
 * 100 label, 16 bytes
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source: {@code fs/reiserfs/reiserfs.h} of the kernel.
 */
final class ReiserProbe {
    private static final int LENGTH = 128;
    private static final int LEAST_LENGTH = 128 * 1024;
    private static final int JOURNAL = 12;
    private static final int BLOCK_BYTES = 44;
    private static final int MAGIC = 52;
    private static final int UUID = 84;
    private static final int LABEL = 100;
    private static final int LABEL_LENGTH = 16;
    private static final int UUID_4 = 20;
    private static final int LABEL_4 = 36;

    /** A mark, where the superblock with it is in KiB, and the version blkid calls it. */
    private record Mark(String magic, int kibibytes, String version) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("ReIsErFs", 8, "3.5"),
            new Mark("ReIsEr2Fs", 64, "3.6"),
            new Mark("ReIsEr3Fs", 64, "JR"),
            new Mark("ReIsErFs", 64, "3.5"));

    private ReiserProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        if (volume.length() < LEAST_LENGTH) {
            return Optional.empty();
        }
        for (Mark mark : MARKS) {
            Optional<Contents> found = volume.viewIfThere(mark.kibibytes * 1024L, LENGTH)
                    .filter(superblock -> superblock.has(MAGIC, mark.magic) && isOutsideJournal(superblock, mark.kibibytes))
                    .map(superblock -> described(superblock, mark.version));
            if (found.isPresent()) {
                return found;
            }
        }
        return volume.viewIfThere(64 * 1024L, LENGTH)
                .filter(superblock -> superblock.has(0, "ReIsEr4"))
                .map(superblock ->
                        new Contents("reiser4", "4", superblock.text(LABEL_4, LABEL_LENGTH), superblock.uuid(UUID_4)));
    }

    /** A journal may hold a copy of the superblock. */
    private static boolean isOutsideJournal(ByteView superblock, int kibibytes) {
        int blockSectors = superblock.u16le(BLOCK_BYTES) / 512;
        return blockSectors > 0 && kibibytes / blockSectors <= superblock.u32le(JOURNAL) / 2;
    }

    /** Only the newer ones have a label. */
    private static Contents described(ByteView superblock, String version) {
        int block = Superblock.size(superblock.u16le(BLOCK_BYTES));
        return version.equals("3.5")
                ? new Contents("reiserfs", version, "", "", block)
                : new Contents("reiserfs", version, superblock.text(LABEL, LABEL_LENGTH), superblock.uuid(UUID), block);
    }
}
