package jdisk.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * Reads an Atari partition table and follows its extended partitions.
 *
 * <pre>
 * root sector, sector 0                          extended root sector, one a link
 * 342  eight more entries, as ICD has them
 * 450  sectors of the disk, 32 bits
 * 454  four entries of 12 bytes                  454  one of the first three: the partition, start counted from here
 * 502  bad sector list: first sector, 32 bits         the one after it: XGM, the link, start counted from the first
 * 506  its number of sectors, 32 bits                 extended root sector
 * 510  checksum: where the disk can be booted, all 16-bit words make 1234
 *
 * entry:  0 flags: 1 in use, 80 boots GEMDOS, 40 to 8 other systems   1 what it is for, 3 letters   4 start, 32 bits
 *         8 number of sectors, 32 bits
 * </pre>
 *
 * All numbers are big-endian, all sectors of 512 bytes. Source: Atari's AHDI 3.00 release notes for primary entries and XGM; ICD's
 * entries, and which number a partition has, follow libblkid and Linux: an XGM entry has none, the partitions in it have the
 * next ones, those of ICD follow the four of the root sector.
 *
 * <p>The table has no mark of its own. It is taken for one if an entry makes sense: letters and digits, and a place on the disk.
 * One without entries is only found if parted made it, which then writes its name into all four.
 */
final class AtariReader {
    /** Extended root sectors that are followed. */
    static final int CHAIN_LIMIT = 4_096;

    static final int LENGTH = 512;
    private static final int ICD = 342;
    private static final int ICD_ENTRIES = 8;
    private static final int DISK_SECTORS = 450;
    private static final int PRIMARY = 454;
    private static final int PRIMARIES = 4;
    private static final int BAD_FIRST = 502;
    private static final int BAD_COUNT = 506;
    private static final int ENTRY = 12;

    private static final int BOOTABLE = 0x1234;
    private static final String EXTENDED = "XGM";
    private static final String EMPTIED_BY_PARTED = "\0PARTEDATARI";

    /** What an ICD entry may be for; anything else there is boot code. */
    private static final Set<String> OF_ICD = Set.of("GEM", "BGM", "LNX", "SWP", "RAW");

    /** An entry as it stands there. */
    private record Entry(int flags, String id, long start, long count) {
        static Entry read(ByteView sector, int at) {
            StringBuilder id = new StringBuilder();
            for (int letter = 1; letter <= 3; letter++) {
                id.append((char) sector.u8(at + letter));
            }
            return new Entry(sector.u8(at), id.toString(), sector.u32be(at + 4), sector.u32be(at + 8));
        }

        boolean isUsed() {
            return (flags & 1) != 0;
        }

        boolean isExtended() {
            return id.equals(EXTENDED);
        }

        boolean isSensible() {
            return isUsed() && id.chars().allMatch(letter -> letter < 0x80 && Character.isLetterOrDigit(letter)) && isSomewhere();
        }

        boolean isSomewhere() {
            return start > 0 && count > 0;
        }

        boolean isWithin(long sectors) {
            return start + count <= sectors;
        }

        boolean isOfIcd() {
            return OF_ICD.contains(id);
        }
    }

    private final Image image;
    private final long sectors;
    private final List<AtariPartition> partitions = new ArrayList<>();
    private final List<Long> chain = new ArrayList<>();
    private final List<Finding.OfReading> findings = new ArrayList<>();

    /** Sectors at which an extended root sector was read. */
    private final Set<Long> visited = new HashSet<>();

    /** The number of the next partition. */
    private int next = 1;

    private AtariReader(Image image) {
        this.image = image;
        this.sectors = SectorSize.DEFAULT.sectors(image.size());
    }

    /**
     * Whether a sector is likely to be a root sector: one of its entries lies on the disk, or parted says that none is there.
     *
     * @param root the first {@link #LENGTH} bytes of the image
     * @param sectors sectors of the image, each of 512 bytes
     */
    static boolean isLikely(ByteView root, long sectors) {
        return isEmptied(root) || primaries(root).stream().anyMatch(entry -> entry.isSensible() && entry.isWithin(sectors));
    }

    /** Reads the table, wherever its partitions lie; nothing if no entry makes sense, or sectors are not of 512 bytes. */
    static Optional<AtariLabel> read(Image image, SectorSize sectorSize, ByteView root) {
        if (!sectorSize.equals(SectorSize.DEFAULT) || !(isEmptied(root) || primaries(root).stream().anyMatch(Entry::isSensible))) {
            return Optional.empty();
        }
        return Optional.of(new AtariReader(image).read(root));
    }

    private static List<Entry> primaries(ByteView sector) {
        List<Entry> entries = new ArrayList<>();
        for (int slot = 0; slot < PRIMARIES; slot++) {
            entries.add(Entry.read(sector, PRIMARY + slot * ENTRY));
        }
        return entries;
    }

    private static boolean isEmptied(ByteView root) {
        return root.has(PRIMARY, EMPTIED_BY_PARTED.repeat(PRIMARIES));
    }

    private AtariLabel read(ByteView root) {
        List<Entry> primaries = primaries(root);
        for (Entry entry : primaries) {
            if (entry.isUsed() && entry.isExtended()) {
                followChain(entry);
            } else {
                add(entry, 0);
            }
        }
        boolean extended = primaries.stream().anyMatch(entry -> entry.isUsed() && entry.isExtended());
        if (!extended && Entry.read(root, ICD).isOfIcd()) {
            for (int slot = 0; slot < ICD_ENTRIES; slot++) {
                Entry entry = Entry.read(root, ICD + slot * ENTRY);
                add(entry.isOfIcd() ? entry : new Entry(0, "", 0, 0), 0);
            }
        }
        Extent badSectors = new Extent(root.u32be(BAD_FIRST), root.u32be(BAD_COUNT));
        // Extended entries full of nonsense may lead to the same place twice; once is enough to say it.
        List<Finding.OfReading> once = findings.stream().distinct().toList();
        return new AtariLabel(root.u32be(DISK_SECTORS), badSectors, isBootable(root), chain, partitions, sectors, once);
    }

    private static boolean isBootable(ByteView root) {
        int sum = 0;
        for (int at = 0; at < LENGTH; at += 2) {
            sum += root.u16be(at);
        }
        return (sum & 0xffff) == BOOTABLE;
    }

    /** Adds a partition, if the entry is in use; it takes a number in any case. */
    private void add(Entry entry, long base) {
        int number = next++;
        if (!entry.isUsed()) {
            return;
        }
        Extent extent = new Extent(base + entry.start(), entry.count());
        partitions.add(new AtariPartition(number, extent, entry.id(), entry.flags()));
        if (!entry.isSomewhere()) {
            findings.add(new Finding.NumbersMakeNoSense(number));
        } else if (extent.end() > sectors) {
            findings.add(new Finding.BeyondEnd(number, extent, sectors));
        }
    }

    /** Ends: each turn visits a sector not visited before, and {@link #CHAIN_LIMIT} bounds how many. */
    private void followChain(Entry extended) {
        long first = extended.start();
        long from = first;
        long at = first;
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
            if (at >= first + extended.count()) {
                findings.add(new Finding.LinkOutside(at));
            }
            Optional<Entry> link;
            try {
                link = readExtended(at, at == first);
            } catch (IOException e) {
                findings.add(new Finding.ChainUnreadable(at, String.valueOf(e.getMessage())));
                return;
            }
            if (link.isEmpty()) {
                return;
            }
            from = at;
            at = first + link.get().start();
        }
    }

    /**
     * Reads an extended root sector, adds the partition it holds, and returns its link.
     *
     * @param first whether it is the first of its chain, which alone may be empty
     */
    private Optional<Entry> readExtended(long sector, boolean first) throws IOException {
        List<Entry> entries = primaries(image.view(SectorSize.DEFAULT.bytes(sector), LENGTH));
        chain.add(sector);
        int used = 0;
        while (used < PRIMARIES - 1 && !entries.get(used).isUsed()) {
            used++;
        }
        Entry entry = entries.get(used);
        if (!entry.isUsed() || used == PRIMARIES - 1) {
            if (!first) {
                findings.add(new Finding.EmptyTable(sector));
            }
            return Optional.empty();
        }
        if (entry.isExtended()) {
            findings.add(new Finding.EmptyTable(sector));
            return Optional.of(entry);
        }
        add(entry, sector);
        Entry link = entries.get(used + 1);
        if (link.isUsed() && !link.isExtended()) {
            findings.add(new Finding.ExtraData(sector));
        }
        return Optional.of(link).filter(found -> found.isUsed() && found.isExtended());
    }
}
