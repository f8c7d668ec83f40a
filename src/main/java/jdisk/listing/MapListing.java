package jdisk.listing;

import java.util.List;
import java.util.Locale;
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
        TextTable table = new TextTable(List.of(
                new TextTable.Column("Start", true, 0),
                new TextTable.Column("End", true, 0),
                new TextTable.Column("Sectors", true, 0),
                new TextTable.Column("Size", true, 0),
                new TextTable.Column("Kind", false, 0),
                new TextTable.Column("What", false, 0)), disk.page());
        for (DiskMap.Region region : regions) {
            String mention = contents(region, contents).map(found -> ", " + ProbeListing.mention(disk, found)).orElse("");
            String gap = gap(disk, region, gaps);
            table.add(List.of(
                    Long.toString(region.extent().first()),
                    Long.toString(region.extent().last()),
                    Long.toString(region.extent().count()),
                    Column.size(disk, region.extent()),
                    kind(region),
                    what(disk, region) + mention + (gap.isEmpty() ? "" : ", " + gap)));
        }
        return table;
    }

    /** What a gap holds, if that was looked for; otherwise nothing. */
    static String gap(ListedDisk disk, DiskMap.Region region, Map<DiskMap.Region, GapContent> gaps) {
        GapContent found = gaps.get(region);
        if (found == null) {
            return "";
        }
        if (found.first().isEmpty()) {
            return "empty";
        }
        return "data, first at sector " + first(disk, region, found) + (found.kind().isEmpty() ? "" : ": " + found.kind() + " by its mark");
    }

    /** The first sector of a gap that is not empty. */
    static long first(ListedDisk disk, DiskMap.Region region, GapContent found) {
        return region.extent().first() + found.first().orElseThrow() / disk.sectorSize().bytes();
    }

    /** What the partition of a stretch holds. */
    static Optional<Contents> contents(DiskMap.Region region, Map<Partition, Contents> contents) {
        return region.partition().flatMap(partition -> Optional.ofNullable(contents.get(partition)));
    }

    static String kind(DiskMap.Region region) {
        return region.kind().name().toLowerCase(Locale.ROOT);
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
