package jdisk.filesystem;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * Tells a file system by the marks it leaves at fixed places.
 *
 * <p>Sources: the FAT specification of Microsoft (fatgen103), the ext4 disk layout of the Linux kernel's documentation, and
 * each other format's own description of its superblock.
 */
public final class FileSystemProbe {
    /** Up to the end of the Btrfs superblock's magic, which of those below lies furthest in. */
    private static final int LENGTH = 65536 + 72;

    /** A file system that one string at one offset tells. */
    private record Mark(String type, int offset, String magic) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("ntfs", 3, "NTFS    "),
            new Mark("exfat", 3, "EXFAT   "),
            new Mark("xfs", 0, "XFSB"),
            new Mark("squashfs", 0, "hsqs"),
            new Mark("crypto_LUKS", 0, "LUKS\u00ba\u00be"),
            new Mark("LVM2_member", 512, "LABELONE"),
            new Mark("swap", 4086, "SWAPSPACE2"),
            new Mark("hfsplus", 1024, "H+"),
            new Mark("iso9660", 32769, "CD001"),
            new Mark("btrfs", 65600, "_BHRfS_M"));

    private static final int EXT_SUPERBLOCK = 1024;
    private static final int EXT_MAGIC = EXT_SUPERBLOCK + 56;
    private static final int EXT_COMPATIBLE = EXT_SUPERBLOCK + 92;
    private static final int EXT_INCOMPATIBLE = EXT_SUPERBLOCK + 96;
    private static final int EXT_HAS_JOURNAL = 0x4;
    /** Extents, 64-bit block numbers, multiple mount protection, flexible block groups: what ext3 has not. */
    private static final int EXT4_ONLY = 0x40 | 0x80 | 0x100 | 0x200;

    private FileSystemProbe() {}

    /** The file system that begins at a byte offset of the image, if one is recognised. */
    public static Optional<FileSystem> at(Image image, long offset) throws IOException {
        ByteView start = image.viewUpTo(offset, LENGTH);
        if (start.length() >= 512 && isFat(start)) {
            return Optional.of(new FileSystem("vfat"));
        }
        if (start.length() >= EXT_INCOMPATIBLE + 4 && start.u16le(EXT_MAGIC) == 0xef53) {
            return Optional.of(new FileSystem(extVersion(start)));
        }
        return MARKS.stream()
                .filter(mark -> start.has(mark.offset(), mark.magic()))
                .findFirst()
                .map(mark -> new FileSystem(mark.type()));
    }

    /**
     * Whether a sector is the boot record of a FAT, exFAT or NTFS file system: the only file systems whose first sector ends
     * in the signature of a partition table.
     *
     * @param sector at least 512 bytes
     */
    public static Optional<FileSystem> bootRecord(ByteView sector) {
        if (isFat(sector)) {
            return Optional.of(new FileSystem("vfat"));
        }
        return MARKS.stream()
                .filter(mark -> mark.offset() == 3 && sector.has(3, mark.magic()))
                .findFirst()
                .map(mark -> new FileSystem(mark.type()));
    }

    /**
     * The size of a sector as a FAT, exFAT or NTFS boot record tells it, or 0 if this is none.
     *
     * @param sector at least 512 bytes
     */
    public static int bootRecordSectorSize(ByteView sector) {
        if (sector.has(3, "EXFAT   ")) {
            return sector.u8(108) <= 12 ? 1 << sector.u8(108) : 0;
        }
        return isFat(sector) || sector.has(3, "NTFS    ") ? sector.u16le(11) : 0;
    }

    /** A FAT boot record has no magic of its own: it is told by fields that are all in their narrow ranges. */
    private static boolean isFat(ByteView sector) {
        int jump = sector.u8(0);
        int sectorSize = sector.u16le(11);
        int clusterSize = sector.u8(13);
        int tables = sector.u8(16);
        int media = sector.u8(21);
        return (jump == 0xeb || jump == 0xe9)
                && (sectorSize == 512 || sectorSize == 1024 || sectorSize == 2048 || sectorSize == 4096)
                && Integer.bitCount(clusterSize) == 1
                && sector.u16le(14) != 0
                && (tables == 1 || tables == 2)
                && (media == 0xf0 || media >= 0xf8)
                && (sector.u16le(19) != 0 || sector.u32le(32) != 0);
    }

    private static String extVersion(ByteView start) {
        if ((start.u32le(EXT_INCOMPATIBLE) & EXT4_ONLY) != 0) {
            return "ext4";
        }
        return (start.u32le(EXT_COMPATIBLE) & EXT_HAS_JOURNAL) != 0 ? "ext3" : "ext2";
    }
}
