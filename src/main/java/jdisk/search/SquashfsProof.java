package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Sought;

/**
 * Squashfs: its superblock; proved by the table of identifiers, the last of its tables, which leads to a block before itself.
 *
 * <pre>
 * superblock:  4 inodes               24 fragments... 26 identifiers, 16 bits    64 table of inodes, 64 bits
 *             12 bytes a block        28 version, 16 bits (4)                    72 table of directories, 64 bits
 *             22 log2 of 12, 16 bits  40 length, 64 bits                         48 table of identifiers, 64 bits
 * block of metadata:  0 its length, 16 bits, of which the highest says that it is not compressed
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source:
 * <a href="https://dr-emann.github.io/squashfs/">the format's description</a>.
 */
final class SquashfsProof implements Proof {
    private static final int LENGTH = 96;
    private static final int BLOCK_BYTES = 12;
    private static final int BLOCK_LOG = 22;
    private static final int VERSION = 28;
    private static final int USED = 40;
    private static final int IDENTIFIERS = 48;
    private static final int INODES = 64;
    private static final int DIRECTORIES = 72;
    private static final int METADATA = 8192;
    private static final int LENGTH_MASK = 0x7fff;
    private static final int PAD = 4096;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        Optional<ByteView> there = disk.viewIfThere(at, LENGTH);
        if (there.isEmpty()) {
            return;
        }
        ByteView superblock = there.get();
        long used = superblock.u64le(USED);
        long identifiers = superblock.u64le(IDENTIFIERS);
        long inodes = superblock.u64le(INODES);
        long directories = superblock.u64le(DIRECTORIES);
        boolean fits = superblock.u16le(VERSION) == 4
                && superblock.u16le(BLOCK_LOG) <= 20
                && superblock.u32le(BLOCK_BYTES) == 1L << superblock.u16le(BLOCK_LOG)
                && superblock.u32le(4) > 0
                && inodes >= LENGTH
                && directories > inodes
                && identifiers > directories
                && used >= identifiers
                && used < Long.MAX_VALUE >> 1;
        if (!fits) {
            return;
        }
        Optional<ByteView> entry = disk.viewIfThere(at + identifiers, 8).filter(bytes -> {
            long leads = bytes.u64le(0);
            return leads >= LENGTH && leads < identifiers;
        });
        boolean proved = entry.isPresent() && isMetadata(disk, at + entry.get().u64le(0)) && isMetadata(disk, at + inodes);
        if (proved) {
            long length = Math.ceilDiv(used, PAD) * PAD;
            String id = Long.toHexString(superblock.u32le(8)); // the time it was made: there is nothing else
            found.accept(new Witness(Sought.SQUASHFS, at, length, id, at, 0, superblock, Confidence.SURE));
        }
    }

    private static boolean isMetadata(Slice disk, long place) throws IOException {
        return disk.viewIfThere(place, 2)
                .filter(bytes -> (bytes.u16le(0) & LENGTH_MASK) > 0 && (bytes.u16le(0) & LENGTH_MASK) <= METADATA)
                .isPresent();
    }
}
