package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * UBI, which manages raw flash memory, and its file system UBIFS.
 *
 * <pre>
 * UBI, header of an erase block:    UBIFS, superblock:
 *  0 "UBI#"                           0 06101831       16 its length       108 UUID
 *  4 version, 8 bits                  4 CRC of all     20 its kind, 8      124 version of what may only be read
 * 24 number of the image                after it          bits (6)
 * 60 CRC of all before               32 least bytes    80 version
 *                                       written
 * </pre>
 *
 * 32 bits where nothing is said; UBI is big-endian, UBIFS little-endian. Source: {@code drivers/mtd/ubi/ubi-media.h} and
 * {@code fs/ubifs/ubifs-media.h} of the kernel.
 */
final class UbiProbe {
    private static final int SUMMED = 60;
    private static final int FS_LENGTH = 4096;
    private static final int SUPERBLOCK = 6;

    private UbiProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        return volume.viewIfThere(0, SUMMED + 4)
                .filter(header -> header.has(0, "UBI#") && Crc.crc32(Crc.ONES, header, 0, SUMMED) == header.u32be(SUMMED))
                .map(header -> new Contents("ubi", Integer.toString(header.u8(4)), "", Long.toString(header.u32be(24))));
    }

    static Optional<Contents> findFileSystem(Slice volume) throws IOException {
        return volume.viewIfThere(0, FS_LENGTH)
                .filter(node -> node.u32le(0) == 0x06101831
                        && node.u8(20) == SUPERBLOCK
                        && node.u32le(16) >= 128
                        && node.u32le(16) <= FS_LENGTH
                        && Crc.crc32(Crc.ONES, node, 8, (int) node.u32le(16)) == node.u32le(4))
                .map(node -> new Contents("ubifs", "w" + node.u32le(80) + "r" + node.u32le(124), "", node.uuid(108)));
    }
}
