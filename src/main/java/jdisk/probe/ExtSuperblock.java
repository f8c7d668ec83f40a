package jdisk.probe;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * The superblock of an ext2, ext3 or ext4 file system, or of a journal of theirs on a device of its own.
 *
 * <pre>
 * at byte 1024 of the volume, 1024 bytes; numbers in hexadecimal as in the source:
 *  00 inodes                      48 system that made it             104 first meta group
 *  04 blocks, low half            4C revision                        150 blocks, upper half
 *  08 reserved blocks, low half   50, 52 who may use the reserved    154 reserved blocks, upper half
 *  0C free blocks, low half          blocks: user, group, 16         158 free blocks, upper half
 *  10 free inodes                 54 first inode for files           15C, 15E inode bytes past 128
 *  14 block of the superblock     58 bytes an inode, 16                  needed, wanted, 16 each
 *  18 log2 of KiB a block         5A group of this copy, 16          160 flags
 *  1C log2 of KiB a cluster       5C compatible features             166 seconds of an MMP check, 16
 *  20 blocks a group              60 incompatible features           168 block of MMP, 64
 *  24 clusters a group            64 read-only features              174 log2 of groups a flex group, 8
 *  28 inodes a group              68 UUID                            175 algorithm of checksums, 8
 *  34 mounts since a check, 16    78 label, 16 bytes                 200 mount options, 64 bytes
 *  36 most of them, 16            CE descriptor blocks kept          240, 244 inodes of quotas
 *  38 magic EF53, 16                 free, 16                        24C groups of the two copies
 *  3A state, 16                   E8 first orphan                    26C inode of project quotas
 *  3C behaviour on errors, 16     FE bytes a group descriptor, 16    270 seed of checksums
 *  3E minor revision, 16          100 default mount options          280 inode of the orphan file
 *  44 seconds between checks                                         3FC checksum
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. The rest is shown where it is read: {@link ExtJournal}, {@link ExtHistory},
 * {@link ExtNames}. Source:
 * <a href="https://docs.kernel.org/filesystems/ext4/super.html">the kernel's documentation of ext4</a>.
 *
 * <p>Only the magic has been checked: all numbers are as they stand there, and may contradict each other.
 *
 * @param bytes all 1024 of it
 */
public record ExtSuperblock(ByteView bytes) {
    /** Where the first copy lies, in bytes from the start of the volume. */
    public static final int POSITION = 1024;

    public static final int LENGTH = 1024;

    private static final int INODES = 0x00;
    private static final int BLOCKS = 0x04;
    private static final int RESERVED_BLOCKS = 0x08;
    private static final int FREE_BLOCKS = 0x0c;
    private static final int FREE_INODES = 0x10;
    private static final int FIRST_DATA_BLOCK = 0x14;
    private static final int BLOCK_SHIFT = 0x18;
    private static final int CLUSTER_SHIFT = 0x1c;
    private static final int GROUP_BLOCKS = 0x20;
    private static final int GROUP_CLUSTERS = 0x24;
    private static final int GROUP_INODES = 0x28;
    private static final int MAGIC = 0x38;
    private static final int STATE = 0x3a;
    private static final int MINOR_REVISION = 0x3e;
    private static final int CREATOR = 0x48;
    private static final int REVISION = 0x4c;
    private static final int FIRST_INODE = 0x54;
    private static final int INODE_BYTES = 0x58;
    private static final int GROUP = 0x5a;
    private static final int COMPATIBLE = 0x5c;
    private static final int INCOMPATIBLE = 0x60;
    private static final int READ_ONLY = 0x64;
    private static final int UUID = 0x68;
    private static final int LABEL = 0x78;
    private static final int LABEL_LENGTH = 16;
    private static final int RESERVED_DESCRIPTOR_BLOCKS = 0xce;
    private static final int ORPHAN = 0xe8;
    private static final int DESCRIPTOR_BYTES = 0xfe;
    private static final int DEFAULT_MOUNT_OPTIONS = 0x100;
    private static final int FIRST_META_GROUP = 0x104;
    private static final int BLOCKS_HIGH = 0x150;
    private static final int RESERVED_BLOCKS_HIGH = 0x154;
    private static final int FREE_BLOCKS_HIGH = 0x158;
    private static final int FLAGS = 0x160;
    private static final int MMP_BLOCK = 0x168;
    private static final int FLEX_SHIFT = 0x174;
    private static final int CHECKSUM_TYPE = 0x175;
    private static final int MOUNT_OPTIONS = 0x200;
    private static final int MOUNT_OPTIONS_LENGTH = 64;
    private static final int USER_QUOTA_INODE = 0x240;
    private static final int GROUP_QUOTA_INODE = 0x244;
    private static final int BACKUP_GROUPS = 0x24c;
    private static final int PROJECT_QUOTA_INODE = 0x26c;
    private static final int CHECKSUM_SEED = 0x270;
    private static final int ORPHAN_FILE_INODE = 0x280;
    private static final int CHECKSUM = 0x3fc;

    /** The state: it was unmounted as it should be. */
    public static final int CLEAN = 0x1;

    /** The state: errors were found. */
    public static final int ERRORS_FOUND = 0x2;

    /** The state: files that were deleted while they were open are being removed. */
    public static final int ORPHANS_BEING_REMOVED = 0x4;

    /** A flag: hashes of names take bytes as signed. */
    public static final long SIGNED_HASH = 0x1;

    /** A flag: hashes of names take bytes as unsigned. */
    public static final long UNSIGNED_HASH = 0x2;

    /** A flag: made to try out a driver. */
    public static final long UNDER_DEVELOPMENT = 0x4;

    /** The algorithm of checksums: CRC-32C. */
    public static final int CRC32C = 1;

    /** Before revision 1 inodes had 128 bytes, and the first of them for files was number 11. */
    private static final int OLD_INODE_BYTES = 128;

    private static final int OLD_FIRST_INODE = 11;
    private static final int OLD_DESCRIPTOR_BYTES = 32;
    private static final int BLOCK_SHIFT_LIMIT = 6;
    private static final int CLUSTER_SHIFT_LIMIT = 19;
    private static final int FLEX_SHIFT_LIMIT = 30;

    /** @throws IllegalArgumentException if this is not such a superblock */
    public ExtSuperblock {
        if (!isOne(bytes)) {
            throw new IllegalArgumentException("not an ext superblock");
        }
    }

    /**
     * The first superblock of a volume, if it is that of an ext file system.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<ExtSuperblock> read(Slice volume) throws IOException {
        return volume.viewIfThere(POSITION, LENGTH).flatMap(ExtSuperblock::of);
    }

    /** These bytes as a superblock, if they are that of an ext file system: also for copies, which begin their block. */
    public static Optional<ExtSuperblock> of(ByteView bytes) {
        return isOne(bytes) ? Optional.of(new ExtSuperblock(bytes.slice(0, LENGTH))) : Optional.empty();
    }

    private static boolean isOne(ByteView bytes) {
        return bytes.length() >= LENGTH && bytes.u16le(MAGIC) == 0xef53;
    }

    /** How many inodes there are, the first of them number 1. */
    public long inodes() {
        return bytes.u32le(INODES);
    }

    /** Inodes that are free. */
    public long freeInodes() {
        return bytes.u32le(FREE_INODES);
    }

    /** Blocks of the file system; unsigned, 64 bits if it has that feature. */
    public long blocks() {
        return wide(BLOCKS, BLOCKS_HIGH);
    }

    /** Blocks only the superuser may use; unsigned, 64 bits if it has that feature. */
    public long reservedBlocks() {
        return wide(RESERVED_BLOCKS, RESERVED_BLOCKS_HIGH);
    }

    /** Blocks that are free; unsigned, 64 bits if it has that feature. */
    public long freeBlocks() {
        return wide(FREE_BLOCKS, FREE_BLOCKS_HIGH);
    }

    private long wide(int low, int high) {
        return bytes.u32le(low) | (has(ExtFeature.SIXTY_FOUR_BIT) ? bytes.u32le(high) << 32 : 0);
    }

    /** The block group 0 begins with, which holds the first superblock: 1 if blocks have 1024 bytes, otherwise 0. */
    public long firstDataBlock() {
        return bytes.u32le(FIRST_DATA_BLOCK);
    }

    /** Bytes in a block: a power of two from 1 to 64 KiB, or 0 if there is no such size. */
    public int blockBytes() {
        return bytes.u32le(BLOCK_SHIFT) <= BLOCK_SHIFT_LIMIT ? 1024 << bytes.u32le(BLOCK_SHIFT) : 0;
    }

    /** Bytes that are allocated at once: those of a block, unless it has clusters ({@code bigalloc}). 0 if there is no such size. */
    public int clusterBytes() {
        if (!has(ExtFeature.BIGALLOC)) {
            return blockBytes();
        }
        return bytes.u32le(CLUSTER_SHIFT) <= CLUSTER_SHIFT_LIMIT ? 1024 << bytes.u32le(CLUSTER_SHIFT) : 0;
    }

    /** Blocks in a group. */
    public long groupBlocks() {
        return bytes.u32le(GROUP_BLOCKS);
    }

    /** Clusters in a group. */
    public long groupClusters() {
        return bytes.u32le(GROUP_CLUSTERS);
    }

    /** Inodes in a group. */
    public long groupInodes() {
        return bytes.u32le(GROUP_INODES);
    }

    /** How many groups the blocks make, the last of them perhaps shorter; 0 if the numbers make no sense. */
    public long groups() {
        long blocks = blocks() - firstDataBlock();
        return blocks <= 0 || groupBlocks() == 0 ? 0 : Math.ceilDiv(blocks, groupBlocks());
    }

    /** The group that this copy of the superblock lies in. */
    public int group() {
        return bytes.u16le(GROUP);
    }

    /** Groups in a flex group, whose bitmaps and inodes lie together: a power of two, or 0 if there is no such number. */
    public int flexGroups() {
        return bytes.u8(FLEX_SHIFT) <= FLEX_SHIFT_LIMIT ? 1 << bytes.u8(FLEX_SHIFT) : 0;
    }

    /** Bytes in a group descriptor: 32, or what the superblock says if block counts have 64 bits. */
    public int descriptorBytes() {
        return has(ExtFeature.SIXTY_FOUR_BIT) ? bytes.u16le(DESCRIPTOR_BYTES) : OLD_DESCRIPTOR_BYTES;
    }

    /** Blocks that are kept free after the group descriptors, for more of them. */
    public int reservedDescriptorBlocks() {
        return bytes.u16le(RESERVED_DESCRIPTOR_BLOCKS);
    }

    /** The first block of group descriptors, counted from 0, that lies with its groups ({@code meta_bg}). */
    public long firstMetaGroup() {
        return bytes.u32le(FIRST_META_GROUP);
    }

    /** The groups of the copies of the superblock, if there are at most two ({@code sparse_super2}); 0 for none. */
    public List<Long> backupGroups() {
        return List.of(bytes.u32le(BACKUP_GROUPS), bytes.u32le(BACKUP_GROUPS + 4));
    }

    /** 0 for the first file systems, 1 for those that have features and inodes of any size. */
    public long revision() {
        return bytes.u32le(REVISION);
    }

    /** The minor revision, which is 0. */
    public int minorRevision() {
        return bytes.u16le(MINOR_REVISION);
    }

    /** The system that made it: 0 Linux, 1 Hurd, 2 Masix, 3 FreeBSD, 4 Lites. Hurd uses fields of inodes for itself. */
    public long creator() {
        return bytes.u32le(CREATOR);
    }

    /** The first inode that may be that of a file. */
    public long firstInode() {
        return revision() == 0 ? OLD_FIRST_INODE : bytes.u32le(FIRST_INODE);
    }

    /** Bytes in an inode. */
    public int inodeBytes() {
        return revision() == 0 ? OLD_INODE_BYTES : bytes.u16le(INODE_BYTES);
    }

    /** How it was left: {@link #CLEAN}, {@link #ERRORS_FOUND}, {@link #ORPHANS_BEING_REMOVED}. */
    public int state() {
        return bytes.u16le(STATE);
    }

    /** The field of compatible features. */
    public long compatible() {
        return bytes.u32le(COMPATIBLE);
    }

    /** The field of incompatible features. */
    public long incompatible() {
        return bytes.u32le(INCOMPATIBLE);
    }

    /** The field of features a driver must know to write. */
    public long readOnlyCompatible() {
        return bytes.u32le(READ_ONLY);
    }

    public boolean has(ExtFeature feature) {
        return (field(feature.kind()) & feature.mask()) != 0;
    }

    /** The features that it has and that have a name here. */
    public Set<ExtFeature> features() {
        EnumSet<ExtFeature> features = EnumSet.allOf(ExtFeature.class);
        features.removeIf(feature -> !has(feature));
        return features;
    }

    /** Bits of features of a kind that have no name here. */
    public long unknownFeatures(ExtFeature.Kind kind) {
        long known = Arrays.stream(ExtFeature.values())
                .filter(feature -> feature.kind() == kind)
                .mapToLong(ExtFeature::mask)
                .sum();
        return field(kind) & ~known;
    }

    private long field(ExtFeature.Kind kind) {
        return switch (kind) {
            case COMPATIBLE -> compatible();
            case INCOMPATIBLE -> incompatible();
            case READ_ONLY_COMPATIBLE -> readOnlyCompatible();
        };
    }

    /** Whether it has these flags: {@link #SIGNED_HASH}, {@link #UNSIGNED_HASH}, {@link #UNDER_DEVELOPMENT}. */
    public boolean hasFlags(long flags) {
        return (bytes.u32le(FLAGS) & flags) == flags;
    }

    /** The UUID; empty if it is all zeros. */
    public String uuid() {
        return bytes.uuid(UUID);
    }

    /** The label a user gave it; empty if there is none. */
    public String label() {
        return bytes.text(LABEL, LABEL_LENGTH);
    }

    /** The first of a list of inodes that were deleted while they were open; 0 if there is none. */
    public long firstOrphan() {
        return bytes.u32le(ORPHAN);
    }

    /** The inode of the file that lists such inodes ({@code orphan_file}). */
    public long orphanFileInode() {
        return bytes.u32le(ORPHAN_FILE_INODE);
    }

    /** The options it is mounted with unless told otherwise, as bits. */
    public long defaultMountOptions() {
        return bytes.u32le(DEFAULT_MOUNT_OPTIONS);
    }

    /** More such options, as text. */
    public String mountOptions() {
        return bytes.text(MOUNT_OPTIONS, MOUNT_OPTIONS_LENGTH);
    }

    /** The block that says who has it mounted ({@code mmp}); unsigned. */
    public long mmpBlock() {
        return bytes.u64le(MMP_BLOCK);
    }

    /** The inodes of the quotas of users, groups and projects; 0 for none. */
    public List<Long> quotaInodes() {
        return List.of(bytes.u32le(USER_QUOTA_INODE), bytes.u32le(GROUP_QUOTA_INODE), bytes.u32le(PROJECT_QUOTA_INODE));
    }

    /** The algorithm of checksums, {@link #CRC32C}, if it has them ({@code metadata_csum}). */
    public int checksumType() {
        return bytes.u8(CHECKSUM_TYPE);
    }

    /** The seed of checksums, if it does not follow from the UUID ({@code csum_seed}). */
    public long checksumSeed() {
        return bytes.u32le(CHECKSUM_SEED);
    }

    /** The checksum of the superblock itself, if it has checksums ({@code metadata_csum}); it has not been compared. */
    public long checksum() {
        return bytes.u32le(CHECKSUM);
    }

    /** Where its journal is. */
    public ExtJournal journal() {
        return new ExtJournal(this);
    }

    /** When it was made, used and checked, and the errors that drivers have met. */
    public ExtHistory history() {
        return new ExtHistory(this);
    }

    /** How it keeps the names of its files. */
    public ExtNames names() {
        return new ExtNames(this);
    }
}
