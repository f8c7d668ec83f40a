package jdisk.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/** What every sector of a disk is taken by. */
public final class DiskMap {
    /** What a stretch of sectors is. */
    public enum Kind {
        TABLE,
        PARTITION,
        GAP,
        /** Sectors a table speaks of, but the image does not have. */
        BEYOND
    }

    /**
     * A stretch of sectors.
     *
     * @param partition the number of the partition it belongs to, if it is one
     * @param table what table it is, or an empty text
     */
    public record Region(Kind kind, Extent extent, OptionalInt partition, String table) {}

    private final List<Region> regions = new ArrayList<>();

    private DiskMap() {}

    /**
     * The stretches in the order of their starts: tables, partitions, and gaps wherever there is neither. A container is none;
     * what is in it is. No sector is left out, and one is counted twice only where partitions or tables share it.
     *
     * @param total sectors of the image
     */
    public static List<Region> of(Label label, long total, SectorSize sectorSize) {
        DiskMap map = new DiskMap();
        switch (label) {
            case MbrLabel mbr -> {
                map.table("MBR", 0, 1);
                mbr.chain().forEach(ebr -> map.table("EBR", ebr.sector(), 1));
            }
            case GptLabel gpt -> map.addTables(gpt, total, sectorSize);
            case BsdLabel bsd -> map.table("BSD disklabel", sectorSize.sectors(bsd.offset()), 1);
            case MacLabel mac -> map.addTables(mac, sectorSize);
            case SunLabel sun -> map.table("Sun disk label", 0, 1);
            case SgiLabel sgi -> map.table("SGI volume header", 0, 1);
        }
        partitions(label).forEach(map::partition);
        map.addGaps(total);
        map.regions.sort(Comparator.comparingLong((Region region) -> region.extent().first())
                .thenComparing(Region::kind)
                .thenComparingInt(region -> region.partition().orElse(0)));
        return List.copyOf(map.regions);
    }

    /**
     * The partitions that hold data of their own, in the order of their numbers: not a container, nor an entry that stands for
     * the whole disk, for its table or for free space.
     */
    public static List<Partition> partitions(Label label) {
        return label.partitions().stream()
                .map(Partition.class::cast)
                .filter(partition -> !partition.extent().isEmpty() && holdsData(partition))
                .toList();
    }

    private static boolean holdsData(Partition partition) {
        return switch (partition) {
            case MbrPartition mbr -> !mbr.entry().isExtended() || mbr.isLogical();
            case GptPartition gpt -> true;
            case BsdPartition bsd -> !bsd.isUnused();
            case MacPartition mac -> !mac.isMap() && !mac.isFree();
            case SunPartition sun -> !sun.isWholeDisk();
            case SgiPartition sgi -> !sgi.isWholeDisk();
        };
    }

    private void addTables(GptLabel label, long total, SectorSize sectorSize) {
        GptHeader header = label.header();
        long array = Math.ceilDiv(header.arrayBytes(), sectorSize.bytes());
        boolean primary = header.sector() == 1;
        long backup = primary ? header.other() : header.sector();
        table("MBR", 0, 1);
        table("GPT header", 1, 1);
        table("GPT entries", primary ? header.entries() : 2, array);
        if (backup > 1 && backup < total) {
            table("GPT backup entries", primary ? backup - array : header.entries(), array);
            table("GPT backup header", backup, 1);
        }
    }

    private void addTables(MacLabel label, SectorSize sectorSize) {
        table("Apple driver descriptor", 0, 1);
        boolean mapped = false;
        for (MacPartition partition : label.partitions()) {
            if (partition.isMap()) {
                table("Apple partition map", partition.extent().first(), partition.extent().count());
                mapped = true;
            }
        }
        if (!mapped) {
            long block = Math.max(label.blockBytes() / sectorSize.bytes(), 1);
            table("Apple partition map", block, label.partitions().size() * block);
        }
    }

    private void table(String name, long first, long count) {
        if (first >= 0 && count > 0) {
            regions.add(new Region(Kind.TABLE, new Extent(first, count), OptionalInt.empty(), name));
        }
    }

    private void partition(Partition partition) {
        regions.add(new Region(Kind.PARTITION, partition.extent(), OptionalInt.of(partition.number()), ""));
    }

    private void addGaps(long total) {
        List<Extent> taken = regions.stream()
                .map(Region::extent)
                .sorted(Comparator.comparingLong(Extent::first))
                .toList();
        long at = 0;
        for (Extent extent : taken) {
            gap(at, Math.min(extent.first(), total));
            at = Math.max(at, extent.end());
        }
        gap(at, total);
        if (at > total) {
            regions.add(new Region(Kind.BEYOND, new Extent(total, at - total), OptionalInt.empty(), ""));
        }
    }

    private void gap(long from, long to) {
        if (from < to) {
            regions.add(new Region(Kind.GAP, new Extent(from, to - from), OptionalInt.empty(), ""));
        }
    }
}
