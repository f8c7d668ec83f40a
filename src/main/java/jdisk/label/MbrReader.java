package jdisk.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * Reads an MBR and follows its chain of EBRs.
 *
 * <pre>
 * MBR, sector 0                            EBR, first sector of each link
 *   0  boot code                             0  (not used)
 * 440  disk identifier, 32 bits
 * 446  four entries of 16 bytes            446  entry: the partition, start counted from this EBR
 *                                          462  entry: the link, start counted from the extended partition
 * 510  55 AA                               510  55 AA
 *
 * entry:  0 boot flag   1 first place   4 type   5 last place   8 start, 32 bits   12 number of sectors, 32 bits
 * </pre>
 *
 * All numbers are little-endian. Source: the description of the layout in the UEFI specification, section 5.2, and IBM's and
 * Microsoft's of extended partitions; which of several entries of an EBR counts follows fdisk.
 */
final class MbrReader {
    static final int LENGTH = 512;
    private static final int DISK_ID = 440;
    static final int ENTRIES = 446;
    private static final int SIGNATURE = 510;

    /** How many EBRs are followed: memory stays bounded on a disk that is nothing but a chain. */
    static final int CHAIN_LIMIT = 65_536;

    private final Image image;
    private final SectorSize sectorSize;
    private final long sectors;
    private final List<MbrPartition> slots = new ArrayList<>();
    private final List<MbrLabel.Ebr> chain = new ArrayList<>();
    private final List<Finding.OfReading> findings = new ArrayList<>();

    private MbrReader(Image image, SectorSize sectorSize) {
        this.image = image;
        this.sectorSize = sectorSize;
        this.sectors = sectorSize.sectors(image.size());
    }

    static boolean hasSignature(ByteView sector) {
        return sector.u8(SIGNATURE) == 0x55 && sector.u8(SIGNATURE + 1) == 0xaa;
    }

    static MbrEntry entry(ByteView sector, int slot) {
        return MbrEntry.read(sector, ENTRIES + slot * MbrEntry.LENGTH);
    }

    /**
     * Reads the table.
     *
     * @param mbr the first {@link #LENGTH} bytes of the image
     */
    static MbrLabel read(Image image, SectorSize sectorSize, ByteView mbr) {
        return new MbrReader(image, sectorSize).read(mbr);
    }

    private MbrLabel read(ByteView mbr) {
        if (!hasSignature(mbr)) {
            findings.add(new Finding.NoSignature(0));
        }
        for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
            slots.add(new MbrPartition(slot + 1, entry(mbr, slot), 0));
        }
        int extended = 0;
        for (MbrPartition primary : List.copyOf(slots)) {
            if (!primary.entry().isExtended()) {
                continue;
            }
            if (extended != 0) {
                findings.add(new Finding.ExtraExtended(primary.number()));
            } else if (primary.entry().start() == 0) {
                extended = primary.number();
                findings.add(new Finding.ExtendedAtZero(primary.number()));
            } else {
                extended = primary.number();
                followChain(primary.extent());
            }
        }
        addFindingsOfSize();
        // A table full of nonsense meets the same doubt more than once; once is enough to say it.
        return new MbrLabel(mbr.u32le(DISK_ID), slots, chain, extended, findings.size() < 2 ? findings : findings.stream().distinct().toList());
    }

    /** Ends: each turn visits a sector not visited before, and {@link #CHAIN_LIMIT} bounds how many. */
    private void followChain(Extent extended) {
        Set<Long> visited = new HashSet<>();
        long from = extended.first();
        long at = extended.first();
        while (true) {
            if (!visited.add(at)) {
                findings.add(new Finding.ChainLoops(from, at));
                return;
            }
            if (visited.size() > CHAIN_LIMIT) {
                findings.add(new Finding.ChainTooLong(CHAIN_LIMIT));
                return;
            }
            if (at >= sectors) {
                findings.add(new Finding.ChainBeyondEnd(at, sectors));
                return;
            }
            if (at >= extended.end()) {
                findings.add(new Finding.LinkOutside(at));
            }
            MbrEntry link;
            try {
                link = readEbr(at);
            } catch (IOException e) {
                findings.add(new Finding.ChainUnreadable(at, String.valueOf(e.getMessage())));
                return;
            }
            if (!link.isExtended()) {
                return;
            }
            from = at;
            at = extended.first() + link.start();
        }
    }

    /** Reads one EBR, adds the partition it holds, and returns its link. */
    private MbrEntry readEbr(long sector) throws IOException {
        ByteView ebr = image.view(sectorSize.bytes(sector), LENGTH);
        int data = -1;
        int link = -1;
        for (int slot = 0; slot < 4; slot++) {
            MbrEntry entry = entry(ebr, slot);
            if (entry.count() == 0) {
                continue;
            }
            if (entry.isExtended()) {
                if (link >= 0) {
                    findings.add(new Finding.ExtraLink(sector));
                } else {
                    link = slot;
                }
            } else if (entry.type() != 0) {
                if (data >= 0) {
                    findings.add(new Finding.ExtraData(sector));
                } else {
                    data = slot;
                }
            }
        }
        // What was not found is taken to be the first slot the other one is not in, as fdisk does: its entry may have a
        // type without a size, or a size without a type.
        if (data < 0) {
            data = link == 0 ? 1 : 0;
        }
        if (link < 0) {
            link = data == 0 ? 1 : 0;
        }
        MbrEntry partition = entry(ebr, data);
        MbrEntry next = entry(ebr, link);
        int number = 0;
        if (partition.count() != 0) {
            number = slots.size() + 1;
            slots.add(new MbrPartition(number, partition, sector));
        } else if (!partition.isCleared() || !next.isCleared()) {
            findings.add(new Finding.EmptyTable(sector));
        }
        chain.add(new MbrLabel.Ebr(sector, number, next));
        if (!hasSignature(ebr)) {
            findings.add(new Finding.NoSignature(sector));
        }
        return next;
    }

    private void addFindingsOfSize() {
        for (MbrPartition slot : slots) {
            // What protects a GPT may be as long as can be told.
            boolean longest = slot.entry().type() == LabelProber.PROTECTIVE && slot.entry().count() == 0xffff_ffffL;
            if (!slot.extent().isEmpty() && slot.extent().end() > sectors && !longest) {
                findings.add(new Finding.BeyondEnd(slot.number(), slot.extent(), sectors));
            }
        }
        long rest = image.size() - sectorSize.bytes(sectors);
        if (rest != 0) {
            findings.add(new Finding.IncompleteSector(rest));
        }
        if (sectors > 0xffff_ffffL) {
            findings.add(new Finding.DiskTooLarge(sectors));
        }
        long used = slots.stream().filter(slot -> !slot.entry().isCleared()).count();
        if (slots.size() > MbrLabel.FDISK_LIMIT) {
            findings.add(new Finding.MoreThanFdiskLists((int) used));
        }
    }
}
