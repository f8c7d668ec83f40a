package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Sought;
import jdisk.probe.XfsSuperblock;

/**
 * XFS: the superblock at the start of any allocation group; which of them it is, the header of the group's free space tells, in the
 * next sector.
 *
 * <pre>
 * header of free space:  0 "XAGF"   4 version (1)   8 number of the group   12 blocks of the group
 * </pre>
 *
 * Big-endian. Source: as for the superblock.
 */
final class XfsProof implements Proof {
    private static final int HEADER = 16;
    private static final int NUMBER = 8;
    private static final int BLOCKS = 12;
    private static final int CRC = 224;
    private static final int CRC_LENGTH = 4;
    private static final long MOST_BYTES = 1L << 62;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        Optional<XfsSuperblock> there = XfsSuperblock.of(disk.view(at, XfsSuperblock.LENGTH));
        if (there.isEmpty() || there.get().blocks() < 0 || there.get().blocks() > MOST_BYTES / there.get().blockBytes()) {
            return;
        }
        XfsSuperblock superblock = there.get();
        Optional<ByteView> sector = disk.viewIfThere(at, superblock.sectorBytes());
        if (sector.isEmpty() || (superblock.hasChecksums() && !isSummed(sector.get()))) {
            return;
        }
        Optional<ByteView> header = header(disk, superblock, at);
        if (header.isEmpty() || header.get().u32be(NUMBER) >= superblock.groups()) {
            return;
        }
        long group = superblock.groupBlocks() * superblock.blockBytes();
        if (header.get().u32be(NUMBER) > at / group) {
            return; // it would begin before the image
        }
        long start = at - header.get().u32be(NUMBER) * group;
        boolean first = header(disk, superblock, start).filter(bytes -> bytes.u32be(NUMBER) == 0).isPresent();
        found.accept(new Witness(
                Sought.XFS,
                start,
                superblock.blocks() * superblock.blockBytes(),
                superblock.uuid(),
                at,
                0,
                superblock.bytes(),
                first ? Confidence.SURE : Confidence.LIKELY));
    }

    private static Optional<ByteView> header(Slice disk, XfsSuperblock superblock, long group) throws IOException {
        return disk.viewIfThere(group + superblock.sectorBytes(), HEADER)
                .filter(bytes -> bytes.has(0, "XAGF")
                        && bytes.u32be(4) == 1
                        && bytes.u32be(BLOCKS) > 0
                        && bytes.u32be(BLOCKS) <= superblock.groupBlocks());
    }

    private static boolean isSummed(ByteView sector) {
        CRC32C crc = new CRC32C();
        sector.addTo(crc, 0, CRC);
        new ByteView(new byte[CRC_LENGTH]).addTo(crc);
        sector.addTo(crc, CRC + CRC_LENGTH, sector.length() - CRC - CRC_LENGTH);
        return crc.getValue() == sector.u32le(CRC);
    }
}
