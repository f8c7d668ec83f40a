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
            case MbrLabel mbr -> map.add(mbr);
            case GptLabel gpt -> map.add(gpt, total, sectorSize);
            case BsdLabel bsd -> {
                map.table("BSD disklabel", sectorSize.sectors(bsd.offset()), 1);
                bsd.partitions().stream().filter(partition -> !partition.isUnused()).forEach(map::partition);
            }
            case MacLabel mac -> map.add(mac, sectorSize);
            case SunLabel sun -> {
                map.table("Sun disk label", 0, 1);
                sun.partitions().stream().filter(partition -> !partition.isWholeDisk()).forEach(map::partition);
            }
            case SgiLabel sgi -> {
                map.table("SGI volume header", 0, 1);
                sgi.partitions().stream().filter(partition -> !partition.isWholeDisk()).forEach(map::partition);
            }
        }
        map.addGaps(total);
        map.regions.sort(Comparator.comparingLong((Region region) -> region.extent().first())
                .thenComparing(Region::kind)
                .thenComparingInt(region -> region.partition().orElse(0)));
        return List.copyOf(map.regions);
    }

    private void add(MbrLabel label) {
        table("MBR", 0, 1);
        label.chain().forEach(ebr -> table("EBR", ebr.sector(), 1));
        label.partitions().stream()
                .filter(partition -> !partition.entry().isExtended() || partition.isLogical())
                .forEach(this::partition);
    }

    private void add(GptLabel label, long total, SectorSize sectorSize) {
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
        label.partitions().forEach(this::partition);
    }

    private void add(MacLabel label, SectorSize sectorSize) {
        table("Apple driver descriptor", 0, 1);
        boolean mapped = false;
        for (MacPartition partition : label.partitions()) {
            if (partition.isMap()) {
                table("Apple partition map", partition.extent().first(), partition.extent().count());
                mapped = true;
            } else if (!partition.isFree()) {
                partition(partition);
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
        if (!partition.extent().isEmpty()) {
            regions.add(new Region(Kind.PARTITION, partition.extent(), OptionalInt.of(partition.number()), ""));
        }
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
