package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * XFS.
 *
 * <pre>
 * superblock:  0 "XFSB"               80 blocks a realtime extent    104 bytes an inode, 16 bits   121 log2 of 102
 *              4 bytes a block        84 blocks an allocation group  108 label, 12 bytes           122 log2 of 104
 *              8 blocks, 64 bits      88 allocation groups           120 log2 of 4, 8 bits         123 log2 of inodes a block
 *             32 UUID                102 bytes a sector, 16 bits                                   127 % for inodes
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. Source:
 * <a href="https://mirrors.edge.kernel.org/pub/linux/utils/fs/xfs/docs/xfs_filesystem_structure.pdf">XFS Algorithms &amp; Data
 * Structures</a>. Four letters are few: numbers that cannot be are no XFS, as in blkid.
 */
final class XfsProbe {
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

    private static final int LEAST_GROUP_BLOCKS = 64;
    private static final long LEAST_REALTIME = 4 * 1024;
    private static final long MOST_REALTIME = 1L << 30;

    private XfsProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        return volume.viewIfThere(0, 512)
                .filter(superblock -> superblock.has(0, "XFSB") && isSound(superblock))
                .map(superblock -> new Contents(
                        "xfs", "", superblock.text(LABEL, LABEL_LENGTH), superblock.uuid(UUID), superblock.u16be(SECTOR_BYTES)));
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
