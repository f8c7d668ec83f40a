package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
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
 */
record Superblock(String type, long leastLength, long offset, Fields fields, Predicate<ByteView> check) implements Format {
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
            superblock -> superblock.has(64, "_BHRfS_M"));

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
                    && superblock.u16le(20) - superblock.u16le(28) == superblock.u16le(22));

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
            superblock -> superblock.u32le(0) == 0xe0f5e1e2L && superblock.u8(12) <= 12);

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
                    && superblock.u32le(36) == 4096);

    @Override
    public Optional<Contents> find(Slice volume) throws IOException {
        if (volume.length() < leastLength) {
            return Optional.empty();
        }
        return volume.viewIfThere(offset, fields.length)
                .filter(check)
                .map(superblock -> new Contents(
                        type,
                        "",
                        superblock.text(fields.label, fields.labelLength),
                        fields.uuid < 0 ? "" : superblock.uuid(fields.uuid)));
    }
}
