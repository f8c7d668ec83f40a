package jdisk.disk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdisk.label.Area;
import jdisk.label.Label;
import jdisk.label.NestedPartition;
import jdisk.label.Partition;
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
     * @param partition the partition it is, if it is one
     * @param table what part of the label it is, if it is one
     */
    public record Region(Kind kind, Extent extent, Optional<Partition> partition, Optional<Area.Kind> table) {}

    private final List<Region> regions = new ArrayList<>();

    private DiskMap() {}

    /**
     * The stretches in the order of their starts: tables, partitions, and gaps wherever there is neither. A container is none;
     * what is in it is. Partitions of a table within another partition share their sectors with that. No sector is left out, and one is counted twice only where partitions or tables share it.
     *
     * @param nested the partitions of tables within partitions
     * @param areas where the label itself lies
     * @param total sectors of the image
     */
    public static List<Region> of(
            Optional<Label> label, List<NestedPartition> nested, List<Area> areas, SectorSize sectorSize, long total) {
        DiskMap map = new DiskMap();
        areas.forEach(area -> map.add(Kind.TABLE, area.sectors(sectorSize), Optional.empty(), Optional.of(area.kind())));
        label.map(Label::dataPartitions).orElse(List.of()).forEach(partition ->
                map.add(Kind.PARTITION, partition.extent(), Optional.of(partition), Optional.empty()));
        nested.forEach(partition -> map.add(Kind.PARTITION, partition.extent(), Optional.of(partition), Optional.empty()));
        map.addGaps(total);
        map.regions.sort(Comparator.comparingLong((Region region) -> region.extent().first())
                .thenComparing(Region::kind)
                .thenComparingInt(region -> region.partition().map(Partition::number).orElse(0)));
        return List.copyOf(map.regions);
    }

    private void add(Kind kind, Extent extent, Optional<Partition> partition, Optional<Area.Kind> table) {
        if (!extent.isEmpty()) {
            regions.add(new Region(kind, extent, partition, table));
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
            add(Kind.BEYOND, new Extent(total, at - total), Optional.empty(), Optional.empty());
        }
    }

    private void gap(long from, long to) {
        if (from < to) {
            add(Kind.GAP, new Extent(from, to - from), Optional.empty(), Optional.empty());
        }
    }
}
