package jdisk.filesystem.ext;

import java.io.IOException;
import jdisk.image.ByteView;

/**
 * What the first block of a journal says of it.
 *
 * <pre>
 *  00 magic C03B3998        18 number of the first transaction   50 algorithm of checksums, 8
 *  04 type: 3, or 4         1C block where the log begins; 0     54 blocks of fast commits
 *  0C bytes in a block         if there is nothing to replay     FC checksum
 *  10 blocks                24 compatible features
 *  14 first block of it     28 incompatible features
 *                           30 UUID
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. Source: <a href="https://docs.kernel.org/filesystems/ext4/journal.html">the kernel's
 * documentation of ext4</a>.
 *
 * @param bytes 1024 of it
 */
record JournalSuperblock(ByteView bytes) {
    static final long MAGIC = 0xc03b3998L;
    static final int LENGTH = 1024;

    private static final int TYPE = 0x04;
    private static final int BLOCK_BYTES = 0x0c;
    private static final int BLOCKS = 0x10;
    private static final int FIRST = 0x14;
    private static final int SEQUENCE = 0x18;
    private static final int START = 0x1c;
    private static final int COMPATIBLE = 0x24;
    private static final int INCOMPATIBLE = 0x28;
    private static final int UUID = 0x30;
    private static final int FAST_BLOCKS = 0x54;
    private static final int CHECKSUM = 0xfc;

    private static final int OLD_TYPE = 3;
    private static final int NEW_TYPE = 4;

    static final long REVOKES = 0x1;
    static final long WIDE = 0x2;
    static final long ASYNCHRONOUS = 0x4;
    static final long CHECKSUMS_2 = 0x8;
    static final long CHECKSUMS_3 = 0x10;
    static final long FAST_COMMITS = 0x20;
    private static final long KNOWN = 0x3f;

    /** A compatible feature. */
    private static final long CHECKSUMS_1 = 0x1;

    private static final int DEFAULT_FAST_BLOCKS = 256;

    /**
     * Checks that it can be understood.
     *
     * @param blockBytes of the volume
     * @throws IOException if it cannot
     */
    void check(int blockBytes) throws IOException {
        long type = bytes.u32be(TYPE);
        if (bytes.u32be(0) != MAGIC || (type != OLD_TYPE && type != NEW_TYPE)) {
            throw new IOException("it does not begin as a journal");
        }
        if (bytes.u32be(BLOCK_BYTES) != blockBytes) {
            throw new IOException("its blocks have another size than the volume's");
        }
        if (type == NEW_TYPE && (incompatible() & ~KNOWN) != 0) {
            throw new IOException("it has unknown features");
        }
        if (has(CHECKSUMS_2) && has(CHECKSUMS_3)) {
            throw new IOException("its features contradict each other");
        }
        if (isSummed()) {
            long sum = Checksums.after(new byte[0]).begin().bytes(bytes, 0, CHECKSUM).zeros(4).bytes(bytes, CHECKSUM + 4, LENGTH).value();
            if (sum != bytes.u32be(CHECKSUM)) {
                throw new IOException("the checksum of its superblock is wrong");
            }
        }
    }

    private long incompatible() {
        return bytes.u32be(TYPE) == NEW_TYPE ? bytes.u32be(INCOMPATIBLE) : 0;
    }

    boolean has(long feature) {
        return (incompatible() & feature) != 0;
    }

    /** Whether blocks have checksums of their own: versions 2 and 3. */
    boolean isSummed() {
        return has(CHECKSUMS_2) || has(CHECKSUMS_3);
    }

    /** Whether a transaction has one checksum: version 1. */
    boolean isSummedAsWhole() {
        return bytes.u32be(TYPE) == NEW_TYPE && (bytes.u32be(COMPATIBLE) & CHECKSUMS_1) != 0 && !isSummed();
    }

    /** What checksums of blocks go on from. */
    Checksums checksums() {
        return Checksums.after(bytes.copy(UUID, 16));
    }

    long blocks() {
        return bytes.u32be(BLOCKS);
    }

    /** The first block of the log, which goes round. */
    long first() {
        return bytes.u32be(FIRST);
    }

    long sequence() {
        return bytes.u32be(SEQUENCE);
    }

    long start() {
        return bytes.u32be(START);
    }

    /** Blocks at its end that are not of the log. */
    long fastBlocks() {
        if (!has(FAST_COMMITS)) {
            return 0;
        }
        return bytes.u32be(FAST_BLOCKS) == 0 ? DEFAULT_FAST_BLOCKS : bytes.u32be(FAST_BLOCKS);
    }

    /** Bytes in what a descriptor block says of a block. */
    int tagBytes() {
        if (has(CHECKSUMS_3)) {
            return 16;
        }
        return (has(WIDE) ? 12 : 8) + (has(CHECKSUMS_2) ? 2 : 0);
    }
}
