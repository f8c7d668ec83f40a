package jdisk.listing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.disk.DiskMap;
import jdisk.label.Area;
import jdisk.label.Partition;
import jdisk.probe.Contents;
import jdisk.search.GapContent;
import jdisk.text.TextTable;

/** What every sector is taken by, a line a stretch. */
public final class MapListing {
    private MapListing() {}

    /**
     * The listing.
     *
     * @param contents what partitions hold, where it is known
     * @param gaps what gaps hold, where that was looked for
     */
    public static TextTable table(
            ListedDisk disk, List<DiskMap.Region> regions, Map<Partition, Contents> contents, Map<DiskMap.Region, GapContent> gaps) {
        StretchTable table = new StretchTable(disk, !gaps.isEmpty());
        for (DiskMap.Region region : regions) {
            GapContent gap = gaps.get(region);
            table.add(gap == null
                    ? StretchTable.row(disk, region, contents(region, contents).orElse(null))
                    : new StretchTable.Row("", region.extent(), StretchTable.kind(region), gap.first().isEmpty() ? "empty" : "data", "", "", notes(disk, region, gap)));
        }
        return table.table();
    }

    /** What a gap holds, if that was looked for; otherwise nothing. */
    static String gap(ListedDisk disk, DiskMap.Region region, Map<DiskMap.Region, GapContent> gaps) {
        GapContent found = gaps.get(region);
        return found == null ? "" : found.first().isEmpty() ? "empty" : "data, " + notes(disk, region, found);
    }

    /** Where the data of a gap begin, and what they look like; nothing of one that is empty. */
    private static String notes(ListedDisk disk, DiskMap.Region region, GapContent found) {
        return found.first().isEmpty()
                ? ""
                : "first at sector " + first(disk, region, found) + (found.kind().isEmpty() ? "" : ": " + found.kind() + " by its mark");
    }

    /** The first sector of a gap that is not empty. */
    static long first(ListedDisk disk, DiskMap.Region region, GapContent found) {
        return region.extent().first() + found.first().orElseThrow() / disk.sectorSize().bytes();
    }

    /** What the partition of a stretch holds. */
    static Optional<Contents> contents(DiskMap.Region region, Map<Partition, Contents> contents) {
        return region.partition().flatMap(partition -> Optional.ofNullable(contents.get(partition)));
    }

    /** What a stretch is, in words. */
    static String what(ListedDisk disk, DiskMap.Region region) {
        return switch (region.kind()) {
            case TABLE -> region.table().map(Area.Kind::title).orElse("");
            case GAP -> "not allocated";
            case BEYOND -> "past the end of the image";
            case PARTITION -> region.partition()
                    .map(partition -> disk.partitionName(partition) + " " + disk.visible().text(partition.typeName()))
                    .orElse("");
        };
    }
}
