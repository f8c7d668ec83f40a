package jdisk.probe;

import java.util.Locale;

/**
 * A feature of an ext2, ext3 or ext4 file system, named as in the superblock. Source:
 * <a href="https://docs.kernel.org/filesystems/ext4/super.html">the kernel's documentation of ext4</a>, and for those of Lustre
 * and Android {@code ext2_fs.h} of e2fsprogs.
 */
public enum ExtFeature {
    DIR_PREALLOC(Kind.COMPATIBLE, 0x1),
    IMAGIC_INODES(Kind.COMPATIBLE, 0x2),
    HAS_JOURNAL(Kind.COMPATIBLE, 0x4),
    /** Extended attributes. */
    EXT_ATTR(Kind.COMPATIBLE, 0x8),
    /** Blocks are kept free for more group descriptors. */
    RESIZE_INODE(Kind.COMPATIBLE, 0x10),
    /** Directories have an index of hashes. */
    DIR_INDEX(Kind.COMPATIBLE, 0x20),
    LAZY_BG(Kind.COMPATIBLE, 0x40),
    EXCLUDE_INODE(Kind.COMPATIBLE, 0x80),
    SNAPSHOT_BITMAP(Kind.COMPATIBLE, 0x100),
    /** At most two copies of the superblock, whose groups it names. */
    SPARSE_SUPER2(Kind.COMPATIBLE, 0x200),
    /** The journal may have a second part, of short records. */
    FAST_COMMIT(Kind.COMPATIBLE, 0x400),
    STABLE_INODES(Kind.COMPATIBLE, 0x800),
    ORPHAN_FILE(Kind.COMPATIBLE, 0x1000),

    COMPRESSION(Kind.INCOMPATIBLE, 0x1),
    /** Directory entries tell the type of the file. */
    FILETYPE(Kind.INCOMPATIBLE, 0x2),
    /** There is a journal to be replayed. */
    NEEDS_RECOVERY(Kind.INCOMPATIBLE, 0x4),
    /** This is not a file system but the journal of one. */
    JOURNAL_DEV(Kind.INCOMPATIBLE, 0x8),
    /** Group descriptors lie in the groups they describe. */
    META_BG(Kind.INCOMPATIBLE, 0x10),
    EXTENTS(Kind.INCOMPATIBLE, 0x40),
    /** Counts of blocks have 64 bits, and group descriptors a length of their own. */
    SIXTY_FOUR_BIT(Kind.INCOMPATIBLE, 0x80) {
        @Override
        public String label() {
            return "64bit";
        }
    },
    /** Protection against being mounted twice. */
    MMP(Kind.INCOMPATIBLE, 0x100),
    FLEX_BG(Kind.INCOMPATIBLE, 0x200),
    /** Large extended attributes have inodes of their own. */
    EA_INODE(Kind.INCOMPATIBLE, 0x400),
    DIRDATA(Kind.INCOMPATIBLE, 0x1000),
    /** The seed of the checksums stands in the superblock, and does not follow from the UUID. */
    CSUM_SEED(Kind.INCOMPATIBLE, 0x2000),
    LARGEDIR(Kind.INCOMPATIBLE, 0x4000),
    INLINE_DATA(Kind.INCOMPATIBLE, 0x8000),
    ENCRYPT(Kind.INCOMPATIBLE, 0x1_0000),
    /** Directories may ignore the case of names. */
    CASEFOLD(Kind.INCOMPATIBLE, 0x2_0000),

    /** Not every group has a copy of the superblock. */
    SPARSE_SUPER(Kind.READ_ONLY_COMPATIBLE, 0x1),
    LARGE_FILE(Kind.READ_ONLY_COMPATIBLE, 0x2),
    BTREE_DIR(Kind.READ_ONLY_COMPATIBLE, 0x4),
    /** The size of a file may be counted in blocks. */
    HUGE_FILE(Kind.READ_ONLY_COMPATIBLE, 0x8),
    /** Group descriptors have checksums of 16 bits. */
    GDT_CSUM(Kind.READ_ONLY_COMPATIBLE, 0x10),
    DIR_NLINK(Kind.READ_ONLY_COMPATIBLE, 0x20),
    EXTRA_ISIZE(Kind.READ_ONLY_COMPATIBLE, 0x40),
    HAS_SNAPSHOT(Kind.READ_ONLY_COMPATIBLE, 0x80),
    QUOTA(Kind.READ_ONLY_COMPATIBLE, 0x100),
    /** Blocks are allocated in clusters. */
    BIGALLOC(Kind.READ_ONLY_COMPATIBLE, 0x200),
    METADATA_CSUM(Kind.READ_ONLY_COMPATIBLE, 0x400),
    REPLICA(Kind.READ_ONLY_COMPATIBLE, 0x800),
    READONLY(Kind.READ_ONLY_COMPATIBLE, 0x1000),
    PROJECT(Kind.READ_ONLY_COMPATIBLE, 0x2000),
    SHARED_BLOCKS(Kind.READ_ONLY_COMPATIBLE, 0x4000),
    VERITY(Kind.READ_ONLY_COMPATIBLE, 0x8000),
    ORPHAN_PRESENT(Kind.READ_ONLY_COMPATIBLE, 0x1_0000);

    /** What a driver may do that does not know a feature; also, which field of the superblock it stands in. */
    public enum Kind {
        /** Read and write. */
        COMPATIBLE,
        /** Neither. */
        INCOMPATIBLE,
        /** Only read. */
        READ_ONLY_COMPATIBLE
    }

    private final Kind kind;
    private final long mask;

    ExtFeature(Kind kind, long mask) {
        this.kind = kind;
        this.mask = mask;
    }

    public Kind kind() {
        return kind;
    }

    /** Its bit in the field of its kind. */
    public long mask() {
        return mask;
    }

    /** The name in small letters, for people: {@code has_journal}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
