package jdisk.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * Reads the tables that Solaris and Minix keep in their partitions of an MBR.
 *
 * <pre>
 * Solaris for x86, second sector of the partition      slice, 12 bytes
 *  12 mark 600DDEEE                                     0 tag, 16 bits
 *  16 version, 1                                        2 flags, 16 bits
 *  30 number of slices, 16 bits                         4 first sector, counted from the partition
 *  72 slices, up to 16                                  8 number of sectors
 *
 * Minix, first sector of the partition: four entries at 446, and 55 AA, as in an MBR; starts are counted from the disk.
 * </pre>
 *
 * All numbers are little-endian, and have 32 bits where nothing is said. Source: illumos' sys/dktp/fdisk.h and sys/vtoc.h, Minix'
 * part(8). As the kernel has it, the type of Solaris' partition was that of Linux' swap once, so that the mark decides; and a Minix
 * partition without subpartitions has a boot record in that sector, so that the first entry has to be one of Minix.
 */
final class SubPartitionReader {
    private static final int SOLARIS_ONCE = 0x82;
    private static final int SOLARIS = 0xbf;
    private static final int MINIX = 0x81;

    private static final long SANITY = 0x600ddeeeL;
    private static final int VERSION = 1;
    private static final int SLICES_AT = 72;
    private static final int SLICE = 12;
    private static final int FEW_SLICES = 8;
    private static final int SLICES = 16;
    private static final int WHOLE = 5;

    private SubPartitionReader() {}

    /** Those within a partition in the order of their numbers, unused entries left out; none if there is no such table. */
    static List<SubPartition> read(Image image, SectorSize sectorSize, Partition partition) throws IOException {
        if (!(partition instanceof MbrPartition outer) || outer.role() == Partition.Role.CONTAINER) {
            return List.of();
        }
        long start = outer.extent().first();
        return switch (outer.entry().type()) {
            case SOLARIS, SOLARIS_ONCE -> slices(image.viewUpTo(sectorSize.bytes(start + 1), MbrReader.LENGTH), start);
            case MINIX -> subPartitions(image.viewUpTo(sectorSize.bytes(start), MbrReader.LENGTH));
            default -> List.of();
        };
    }

    private static List<SubPartition> slices(ByteView vtoc, long start) {
        if (vtoc.length() < MbrReader.LENGTH || vtoc.u32le(12) != SANITY || vtoc.u32le(16) != VERSION) {
            return List.of();
        }
        List<SubPartition> found = new ArrayList<>();
        int count = vtoc.u16le(30) > FEW_SLICES ? SLICES : FEW_SLICES;
        for (int slice = 0; slice < count; slice++) {
            int at = SLICES_AT + slice * SLICE;
            int tag = vtoc.u16le(at);
            Extent extent = new Extent(start + vtoc.u32le(at + 4), vtoc.u32le(at + 8));
            if (!extent.isEmpty()) {
                found.add(new SubPartition(slice + 1, extent, tag, PartitionType.modernName(PartitionType.sun(), tag),
                        tag == WHOLE ? Partition.Role.WHOLE_DISK : Partition.Role.DATA));
            }
        }
        return found;
    }

    private static List<SubPartition> subPartitions(ByteView sector) {
        if (sector.length() < MbrReader.LENGTH || !MbrReader.hasSignature(sector) || MbrReader.entry(sector, 0).type() != MINIX) {
            return List.of();
        }
        List<SubPartition> found = new ArrayList<>();
        for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
            MbrEntry entry = MbrReader.entry(sector, slot);
            if (entry.type() == MINIX && entry.count() > 0) {
                found.add(new SubPartition(slot + 1, new Extent(entry.start(), entry.count()), MINIX,
                        PartitionType.modernName(PartitionType.all(), MINIX), Partition.Role.DATA));
            }
        }
        return found;
    }
}
