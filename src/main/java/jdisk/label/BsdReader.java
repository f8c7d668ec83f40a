package jdisk.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;

/**
 * Reads a BSD disklabel.
 *
 * <pre>
 *   0 magic 82564557      40 bytes a sector       72 rpm, 16 bits      132 magic again
 *   4 type, 16 bits       44 sectors a track      74 interleave        136 checksum, 16 bits
 *   8 model, 16 bytes     48 tracks a cylinder    76 track skew        138 number of partitions, 16 bits
 *  24 name, 16 bytes      52 cylinders            78 cylinder skew     148 partitions
 *                         56 sectors a cylinder   80 head switch
 *                                                 84 track seek
 *                                                 88 flags
 *
 * partition: 0 number of sectors   4 first sector   8 bytes a fragment   12 type, 8 bits   13 fragments a block, 8 bits
 *           14 cylinders a group, 16 bits
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source: FreeBSD's sys/disklabel.h and disklabel(5). PCs keep the label in the
 * second sector of the disk or of the MBR partition; others keep it in the first one, after 64 bytes.
 */
final class BsdReader {
    /** Labels with more are not in use; the field could tell 65535. */
    static final int PARTITIONS = 16;

    private static final long MAGIC = 0x82564557L;
    private static final int MAGIC_AGAIN = 132;
    private static final int SECTOR_BYTES = 40;
    private static final int COUNT = 138;
    private static final int ENTRIES = 148;
    private static final int ENTRY = 16;

    /** The entry of c, which FreeBSD keeps for all of the slice. */
    private static final int WHOLE = 2;

    private BsdReader() {}

    /**
     * Looks for a label where the two sorts of machines keep it.
     *
     * @param start sector of what the label is the table of: 0, or the first of a partition
     * @param freeBsd whether that is FreeBSD's: its labels count from their slice, if the entry of all of it starts at 0
     */
    static Optional<BsdLabel> read(Image image, SectorSize sectorSize, long start, boolean freeBsd) throws IOException {
        for (long offset : new long[] {sectorSize.bytes(start + 1), sectorSize.bytes(start) + 64}) {
            ByteView bytes = image.viewUpTo(offset, BsdLabel.LENGTH);
            if (bytes.length() == BsdLabel.LENGTH && bytes.u32le(0) == MAGIC && bytes.u32le(MAGIC_AGAIN) == MAGIC) {
                return Optional.of(read(bytes, offset, sectorSize.sectors(image.size()), start, freeBsd));
            }
        }
        return Optional.empty();
    }

    /** The bytes a sector has by the label at the start of a view; 0 if there is none. */
    static long sectorBytes(ByteView bytes) {
        return bytes.u32le(0) == MAGIC && bytes.u32le(MAGIC_AGAIN) == MAGIC ? bytes.u32le(SECTOR_BYTES) : 0;
    }

    private static BsdLabel read(ByteView bytes, long offset, long sectors, long start, boolean freeBsd) {
        List<Finding.OfReading> findings = new ArrayList<>();
        int slots = bytes.u16le(COUNT);
        if (slots > PARTITIONS) {
            findings.add(new Finding.TooManyEntries(slots, PARTITIONS));
        }
        int read = Math.min(slots, PARTITIONS);
        int sum = 0;
        for (int at = 0; at < ENTRIES + ENTRY * read; at += 2) {
            sum ^= bytes.u16le(at);
        }
        if (sum != 0 && slots <= PARTITIONS) {
            findings.add(new Finding.WrongChecksum(Label.Kind.BSD));
        }
        long base = 0;
        if (freeBsd && read > WHOLE && start > 0 && bytes.u32le(ENTRIES + ENTRY * WHOLE) > 0) {
            long whole = bytes.u32le(ENTRIES + ENTRY * WHOLE + 4);
            base = whole == 0 ? start : 0;
            if (whole != 0 && whole != start) {
                findings.add(new Finding.WholeSliceElsewhere(whole, start));
            }
        }
        List<BsdPartition> partitions = new ArrayList<>();
        for (int i = 0; i < read; i++) {
            int at = ENTRIES + ENTRY * i;
            Extent extent = new Extent(bytes.u32le(at + 4), bytes.u32le(at));
            if (!extent.isEmpty()) {
                partitions.add(new BsdPartition(
                        i + 1, extent, base, bytes.u8(at + 12), bytes.u32le(at + 8), bytes.u8(at + 13), bytes.u16le(at + 14)));
            }
        }
        for (BsdPartition partition : partitions) {
            if (partition.extent().end() > sectors) {
                findings.add(new Finding.BeyondEnd(partition.number(), partition.extent(), sectors));
            }
        }
        return new BsdLabel(offset, drive(bytes, slots), base, partitions, findings);
    }

    private static BsdLabel.Drive drive(ByteView bytes, int slots) {
        return new BsdLabel.Drive(
                bytes.u16le(4),
                bytes.latin1(8, 16),
                bytes.latin1(24, 16),
                bytes.u32le(88),
                bytes.u32le(SECTOR_BYTES),
                new Geometry(Math.clamp(bytes.u32le(48), 1, 65_535), Math.clamp(bytes.u32le(44), 1, 65_535), bytes.u32le(52)),
                bytes.u32le(56),
                bytes.u16le(72),
                bytes.u16le(74),
                bytes.u16le(76),
                bytes.u16le(78),
                bytes.u32le(80),
                bytes.u32le(84),
                slots);
    }
}
