package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * A format whose superblock has its mark, its label and its UUID at fixed places.
 *
 * @param type blkid's name of it
 * @param leastLength of a volume that can hold one
 * @param offset of the superblock from the start of the volume
 * @param fields where what is in it is
 * @param check what else has to be right
 * @param version what blkid calls so
 * @param blockBytes bytes a block; 0 if it does not tell
 */
record Superblock(
        String type,
        long leastLength,
        long offset,
        Fields fields,
        Predicate<ByteView> check,
        Function<ByteView, String> version,
        ToIntFunction<ByteView> blockBytes)
        implements Format {
    /** One without a version. */
    private Superblock(String type, long leastLength, long offset, Fields fields, Predicate<ByteView> check) {
        this(type, leastLength, offset, fields, check, superblock -> "", superblock -> 0);
    }

    /**
     * Places in a superblock.
     *
     * @param length bytes of it that matter
     * @param uuid -1 if there is none
     */
    private record Fields(int length, int uuid, int label, int labelLength) {}

    /** Source: <a href="https://btrfs.readthedocs.io/en/latest/dev/On-disk-format.html">Btrfs On-disk Format</a>. */
    static final Superblock BTRFS = new Superblock(
            "btrfs",
            1 << 20,
            64 * 1024,
            new Fields(1024, 32, 299, 256),
            superblock -> superblock.has(64, "_BHRfS_M"),
            superblock -> "",
            superblock -> size(superblock.u32le(144)));

    /** Source: {@code jfs_superblock.h} of jfsutils. Block sizes are there as numbers and as logarithms. */
    static final Superblock JFS = new Superblock(
            "jfs",
            16 << 20,
            32 * 1024,
            new Fields(256, 136, 152, 16),
            superblock -> superblock.has(0, "JFS1")
                    && superblock.u16le(20) <= 31
                    && superblock.u32le(16) == 1L << superblock.u16le(20)
                    && superblock.u16le(28) <= 31
                    && superblock.u32le(24) == 1L << superblock.u16le(28)
                    && superblock.u16le(20) - superblock.u16le(28) == superblock.u16le(22),
            superblock -> "",
            superblock -> size(superblock.u32le(16)));

    /** Source: <a href="https://docs.kernel.org/filesystems/cramfs.html">the kernel's documentation</a>; in either byte order. */
    static final Superblock CRAMFS = new Superblock(
            "cramfs",
            0,
            0,
            new Fields(64, -1, 48, 16),
            superblock -> superblock.u32le(0) == 0x28cd3d45 || superblock.u32be(0) == 0x28cd3d45);

    /** Source: <a href="https://docs.kernel.org/filesystems/erofs.html">the kernel's documentation</a>. */
    static final Superblock EROFS = new Superblock(
            "erofs",
            0,
            1024,
            new Fields(128, 48, 64, 16),
            superblock -> superblock.u32le(0) == 0xe0f5e1e2L && superblock.u8(12) <= 12,
            superblock -> "",
            superblock -> superblock.u8(12) >= 9 ? 1 << superblock.u8(12) : 0);

    /**
     * A container of APFS; the volumes in it have names of their own, and it has none. Source:
     * <a href="https://developer.apple.com/support/downloads/Apple-File-System-Reference.pdf">Apple File System Reference</a>.
     */
    static final Superblock APFS = new Superblock(
            "apfs",
            0,
            0,
            new Fields(128, 72, 0, 0),
            superblock -> superblock.has(32, "NXSB")
                    && superblock.u16le(24) == 1
                    && superblock.u16le(28) == 0
                    && superblock.u16le(30) == 0
                    && superblock.u32le(36) == 4096,
            superblock -> "",
            superblock -> 4096);

    /**
     * What tells whether the blocks of another volume were changed. Source: <a
     * href="https://gitlab.com/cryptsetup/cryptsetup/-/wikis/DMVerity">cryptsetup's description of the superblock</a>.
     */
    static final Superblock VERITY = new Superblock(
            "DM_verity_hash",
            0,
            0,
            new Fields(64, 16, 0, 0),
            superblock -> superblock.has(0, "verity\0\0") && superblock.u32le(8) == 1,
            superblock -> Long.toString(superblock.u32le(8)),
            superblock -> 0);

    /** Source: {@code drivers/md/dm-integrity.c} of the kernel. */
    static final Superblock INTEGRITY = new Superblock(
            "DM_integrity",
            0,
            0,
            new Fields(64, -1, 0, 0),
            superblock -> superblock.has(0, "integrt\0"),
            superblock -> Integer.toString(superblock.u8(8)),
            superblock -> 0);

    /** Source: <a href="https://docs.ceph.com/en/latest/rados/configuration/storage-devices/">Ceph's documentation</a>. */
    static final Superblock CEPH = new Superblock(
            "ceph_bluestore", 0, 0, new Fields(64, -1, 0, 0), superblock -> superblock.has(0, "bluestore block device"));

    /** Source: <a href="https://docs.kernel.org/admin-guide/device-mapper/vdo-design.html">the kernel's documentation</a>. */
    static final Superblock VDO =
            new Superblock("vdo", 0, 0, new Fields(64, 40, 0, 0), superblock -> superblock.has(0, "dmvdo001"));

    /** The log of DRBD's proxy. Source: as for {@link DrbdProbe}. */
    static final Superblock DRBD_PROXY = new Superblock(
            "drbdproxy_datalog",
            0,
            0,
            new Fields(64, 16, 0, 0),
            superblock -> superblock.has(0, "DRBDdlh*"),
            superblock -> "v" + superblock.u64be(8),
            superblock -> 0);

    /** Source: {@code asmlib}'s {@code oraclelib} headers. */
    static final Superblock ORACLE_ASM =
            new Superblock("oracleasm", 0, 0, new Fields(64, -1, 40, 24), superblock -> superblock.has(32, "ORCLDISK"));

    /** Source: <a href="https://github.com/libyal/libfsrefs">libfsrefs' description of the format</a>. */
    static final Superblock REFS =
            new Superblock("ReFS", 0, 0, new Fields(64, -1, 0, 0), superblock -> superblock.has(0, "\0\0\0ReFS\0"));

    /** Source: <a href="https://docs.kernel.org/filesystems/romfs.html">the kernel's documentation</a>. */
    static final Superblock ROMFS = new Superblock(
            "romfs",
            0,
            0,
            new Fields(512, -1, 16, 16),
            superblock -> superblock.has(0, "-rom1fs-") && isRomSum(superblock),
            superblock -> "",
            superblock -> 1024);

    /** Source: <a href="https://docs.kernel.org/filesystems/zonefs.html">the kernel's documentation</a> and its {@code zonefs.h}. */
    static final Superblock ZONEFS = new Superblock(
            "zonefs",
            0,
            0,
            new Fields(4096, 40, 8, 32),
            superblock -> superblock.u32le(0) == 0x5a4f4653 && isZoneSum(superblock),
            superblock -> "",
            superblock -> 4096);

    /** The boot file system of SCO UnixWare. Source: {@code uapi/linux/bfs_fs.h} of the kernel. */
    static final Superblock BFS =
            new Superblock("bfs", 0, 0, new Fields(64, -1, 0, 0), superblock -> superblock.u32le(0) == 0x1badface);

    /** Veritas. Source: {@code fs/freevxfs/vxfs.h} of the kernel. */
    static final Superblock VXFS = new Superblock(
            "vxfs",
            0,
            1024,
            new Fields(64, -1, 0, 0),
            superblock -> superblock.u32le(0) == 0xa501fcf5L,
            superblock -> Long.toString(superblock.u32le(4)),
            superblock -> size(superblock.u32le(32)));

    /** The same on HP-UX, whose processors are big-endian. */
    static final Superblock VXFS_BIG_ENDIAN = new Superblock(
            "vxfs",
            0,
            8192,
            new Fields(64, -1, 0, 0),
            superblock -> superblock.u32be(0) == 0xa501fcf5L,
            superblock -> Long.toString(superblock.u32be(4)),
            superblock -> size(superblock.u32be(32)));

    /** A size of blocks, or 0 if it is none. */
    static int size(long bytes) {
        return bytes >= 512 && bytes <= 65536 && Long.bitCount(bytes) == 1 ? (int) bytes : 0;
    }

    /** The first 512 bytes, or all if there are fewer, as numbers of 32 bits, add up to 0. */
    private static boolean isRomSum(ByteView superblock) {
        long sum = 0;
        for (int at = 0; at < Math.min(superblock.u32be(8), superblock.length()); at += 4) {
            sum += superblock.u32be(at);
        }
        return (sum & Crc.ONES) == 0;
    }

    private static boolean isZoneSum(ByteView superblock) {
        long crc = Crc.crc32(Crc.ONES, superblock, 0, 4);
        crc = Crc.crc32(crc, new ByteView(new byte[4]), 0, 4);
        return Crc.crc32(crc, superblock, 8, superblock.length()) == superblock.u32le(4);
    }

    @Override
    public Optional<Contents> find(Slice volume) throws IOException {
        if (volume.length() < leastLength) {
            return Optional.empty();
        }
        return volume.viewIfThere(offset, fields.length)
                .filter(check)
                .map(superblock -> new Contents(
                        type,
                        version.apply(superblock),
                        superblock.text(fields.label, fields.labelLength),
                        fields.uuid < 0 ? "" : superblock.uuid(fields.uuid),
                        blockBytes.applyAsInt(superblock)));
    }
}
