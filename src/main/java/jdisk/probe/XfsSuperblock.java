package jdisk.probe;

import java.util.Optional;
import jdisk.image.ByteView;

/**
 * The superblock of an XFS file system: the first sector of the volume, and a copy of it at the start of each allocation group.
 *
 * <pre>
 * superblock:  0 "XFSB"               80 blocks a realtime extent    104 bytes an inode, 16 bits   121 log2 of 102
 *              4 bytes a block        84 blocks an allocation group  108 label, 12 bytes           122 log2 of 104
 *              8 blocks, 64 bits      88 allocation groups           120 log2 of 4, 8 bits         123 log2 of inodes a block
 *             32 UUID                102 bytes a sector, 16 bits                                   127 % for inodes
 *            224 CRC-32C of the sector, this field as 0, little-endian, where the version (100, lowest four of 16 bits) is 5
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. Source:
 * <a href="https://mirrors.edge.kernel.org/pub/linux/utils/fs/xfs/docs/xfs_filesystem_structure.pdf">XFS Algorithms &amp; Data
 * Structures</a>. Four letters are few: numbers that cannot be are no XFS, as in blkid.
 *
 * @param bytes the first 512 of it
 */
public record XfsSuperblock(ByteView bytes) {
    /** Bytes of it that are looked at; the rest of a longer sector holds nothing. */
    public static final int LENGTH = 512;

    private static final int BLOCK_BYTES = 4;
    private static final int BLOCKS = 8;
    private static final int UUID = 32;
    private static final int REALTIME_BLOCKS = 80;
    private static final int GROUP_BLOCKS = 84;
    private static final int GROUPS = 88;
    private static final int SECTOR_BYTES = 102;
    private static final int INODE_BYTES = 104;
    private static final int LABEL = 108;
    private static final int LABEL_LENGTH = 12;
    private static final int BLOCK_LOG = 120;
    private static final int SECTOR_LOG = 121;
    private static final int INODE_LOG = 122;
    private static final int INODES_LOG = 123;
    private static final int INODE_PERCENT = 127;

    private static final int VERSION = 100;
    private static final int VERSION_MASK = 0xf;
    private static final int VERSION_5 = 5;

    private static final int LEAST_GROUP_BLOCKS = 64;
    private static final long LEAST_REALTIME = 4 * 1024;
    private static final long MOST_REALTIME = 1L << 30;

    /** @throws IllegalArgumentException if this is not such a superblock */
    public XfsSuperblock {
        if (!isOne(bytes)) {
            throw new IllegalArgumentException("not an XFS superblock");
        }
    }

    /** These bytes as a superblock, if they are that of an XFS file system: also for the copies. */
    public static Optional<XfsSuperblock> of(ByteView bytes) {
        return isOne(bytes) ? Optional.of(new XfsSuperblock(bytes.slice(0, LENGTH))) : Optional.empty();
    }

    private static boolean isOne(ByteView bytes) {
        return bytes.length() >= LENGTH && bytes.has(0, "XFSB") && isSound(bytes);
    }

    /** Bytes in a block: a power of two from 512 to 64 KiB. */
    public int blockBytes() {
        return (int) bytes.u32be(BLOCK_BYTES);
    }

    /** Blocks of the file system; no more than its groups have room for. */
    public long blocks() {
        return bytes.u64be(BLOCKS);
    }

    /** Blocks in an allocation group, of which the last may have fewer. */
    public long groupBlocks() {
        return bytes.u32be(GROUP_BLOCKS);
    }

    /** How many allocation groups there are: at least one. */
    public long groups() {
        return bytes.u32be(GROUPS);
    }

    /** Bytes in a sector: a power of two from 512 to 32 KiB. */
    public int sectorBytes() {
        return bytes.u16be(SECTOR_BYTES);
    }

    /** Whether sectors of metadata have checksums: since version 5. */
    public boolean hasChecksums() {
        return (bytes.u16be(VERSION) & VERSION_MASK) == VERSION_5;
    }

    /** The UUID; empty if it is all zeros. */
    public String uuid() {
        return bytes.uuid(UUID);
    }

    /** The label a user gave it; empty if there is none. */
    public String label() {
        return bytes.text(LABEL, LABEL_LENGTH);
    }

    private static boolean isSound(ByteView superblock) {
        long groups = superblock.u32be(GROUPS);
        long groupBlocks = superblock.u32be(GROUP_BLOCKS);
        long blocks = superblock.u64be(BLOCKS);
        int blockLog = superblock.u8(BLOCK_LOG);
        int inodeLog = superblock.u8(INODE_LOG);
        // blkid counts it in 32 bits
        long realtime = superblock.u32be(REALTIME_BLOCKS) * superblock.u32be(BLOCK_BYTES) & 0xffff_ffffL;
        return groups > 0
                && isPower(superblock.u16be(SECTOR_BYTES), superblock.u8(SECTOR_LOG), 9, 15)
                && isPower(superblock.u32be(BLOCK_BYTES), blockLog, 9, 16)
                && isPower(superblock.u16be(INODE_BYTES), inodeLog, 8, 11)
                && blockLog - inodeLog == superblock.u8(INODES_LOG)
                && realtime >= LEAST_REALTIME
                && realtime <= MOST_REALTIME
                && superblock.u8(INODE_PERCENT) <= 100
                && blocks != 0
                && Long.compareUnsigned(blocks, groups * groupBlocks) <= 0
                && Long.compareUnsigned(blocks, (groups - 1) * groupBlocks + LEAST_GROUP_BLOCKS) >= 0;
    }

    private static boolean isPower(long number, int log, int least, int most) {
        return log >= least && log <= most && number == 1L << log;
    }
}
