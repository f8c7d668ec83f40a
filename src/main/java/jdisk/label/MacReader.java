package jdisk.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * Reads an Apple partition map.
 *
 * <pre>
 * block 0: 0 "ER"   2 bytes a block, 16 bits
 * from block 1 on, an entry a block:
 *   0 "PM"   4 number of entries   8 first block   12 number of blocks   16 name, 32 bytes   48 type, 32 bytes
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. Source: Inside Macintosh, Devices, chapter 3.
 */
final class MacReader {
    /** More entries than this are not followed: the field could tell four thousand million. */
    static final int LIMIT = 1_024;

    static final int ENTRY = 512;

    private MacReader() {}

    static boolean hasMagic(ByteView first) {
        return first.has(0, "ER");
    }

    static Optional<MacLabel> read(Image image, SectorSize sectorSize) throws IOException {
        ByteView descriptor = image.viewUpTo(0, ENTRY);
        if (descriptor.length() < ENTRY) {
            return Optional.empty();
        }
        int told = descriptor.u16be(2);
        // Some discs say 2048 and count in 512 all the same, so the entries decide.
        for (int block : new int[] {512, told}) {
            if (block >= 512 && block % 512 == 0 && isEntry(image.viewUpTo(block, ENTRY))) {
                return Optional.of(read(image, sectorSize, block));
            }
        }
        return Optional.empty();
    }

    private static boolean isEntry(ByteView bytes) {
        return bytes.length() == ENTRY && bytes.has(0, "PM");
    }

    private static MacLabel read(Image image, SectorSize sectorSize, int block) throws IOException {
        List<Finding.OfReading> findings = new ArrayList<>();
        List<MacPartition> partitions = new ArrayList<>();
        long sectors = sectorSize.sectors(image.size());
        long count = image.view(block, ENTRY).u32be(4);
        if (count > LIMIT) {
            findings.add(new Finding.TooManyEntries(count, LIMIT));
        }
        // Ends: the count is bounded by LIMIT.
        for (int i = 1; i <= Math.min(count, LIMIT); i++) {
            ByteView entry = image.viewUpTo((long) block * i, ENTRY);
            if (!isEntry(entry)) {
                findings.add(new Finding.EntryMissing(i));
                break;
            }
            long first = entry.u32be(8) * block / sectorSize.bytes();
            long length = entry.u32be(12) * block / sectorSize.bytes();
            MacPartition partition = new MacPartition(i, new Extent(first, length), entry.latin1(16, 32), entry.latin1(48, 32));
            partitions.add(partition);
            if (partition.extent().end() > sectors) {
                findings.add(new Finding.BeyondEnd(i, partition.extent(), sectors));
            }
        }
        return new MacLabel(block, count, partitions, findings);
    }
}
