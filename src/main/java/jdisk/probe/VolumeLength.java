package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import jdisk.image.Slice;

/**
 * How many bytes a file system says it takes, which may be more than there are, or less than its partition has.
 *
 * <pre>
 * Btrfs, at byte 65536:  112 bytes in all, 64 bits, 136 devices, 64 bits
 * F2FS, at byte 1024:  16 log2 of bytes a block, 36 blocks, 64 bits
 * squashfs:  40 bytes, 64 bits
 * EROFS, at byte 1024:  12 log2 of bytes a block, 8 bits, 36 blocks
 * </pre>
 *
 * 32 bits, little-endian, where nothing is said. Source: as for the probe of each.
 */
public final class VolumeLength {
    private VolumeLength() {}

    /**
     * The bytes that a file system takes; nothing where it does not tell, or they are too many for a number.
     *
     * @param found what was recognised in the volume
     * @throws IOException if what would tell cannot be read
     */
    public static OptionalLong of(Slice volume, Contents found) throws IOException {
        return switch (found.type()) {
            case "ext2", "ext3", "ext4" ->
                product(ExtSuperblock.read(volume), ExtSuperblock::blocks, superblock -> superblock.blockBytes());
            case "vfat" -> product(FatBootRecord.read(volume), FatBootRecord::sectors, FatBootRecord::sectorBytes);
            case "exfat" -> product(ExfatBootRecord.read(volume), ExfatBootRecord::sectors, ExfatBootRecord::sectorBytes);
            case "ntfs" -> product(NtfsBootRecord.read(volume), NtfsBootRecord::sectors, NtfsBootRecord::sectorBytes);
            case "iso9660" -> product(IsoDescriptor.read(volume), IsoDescriptor::blocks, IsoDescriptor::blockBytes);
            case "xfs" -> product(
                    volume.viewIfThere(0, XfsSuperblock.LENGTH).flatMap(XfsSuperblock::of), XfsSuperblock::blocks, XfsSuperblock::blockBytes);
            case "btrfs" -> product(
                    volume.viewIfThere(65536, 512).filter(bytes -> bytes.u64le(136) == 1), bytes -> bytes.u64le(112), bytes -> 1);
            case "f2fs" -> product(
                    volume.viewIfThere(1024, 64).filter(bytes -> bytes.u32le(16) == 12), bytes -> bytes.u64le(36), bytes -> 4096);
            case "squashfs" -> product(volume.viewIfThere(0, 64), bytes -> bytes.u64le(40), bytes -> 1);
            case "erofs" -> product(
                    volume.viewIfThere(1024, 64).filter(bytes -> bytes.u8(12) <= 16), bytes -> bytes.u32le(36), bytes -> 1L << bytes.u8(12));
            default -> OptionalLong.empty();
        };
    }

    /** A number that a structure has. */
    private interface Amount<T> {
        long of(T structure);
    }

    private static <T> OptionalLong product(Optional<T> structure, Amount<T> count, Amount<T> bytes) {
        if (structure.isEmpty()) {
            return OptionalLong.empty();
        }
        long units = count.of(structure.get());
        long each = bytes.of(structure.get());
        return units <= 0 || each <= 0 || units > Long.MAX_VALUE / each ? OptionalLong.empty() : OptionalLong.of(units * each);
    }
}
