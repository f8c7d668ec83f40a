package jdisk.listing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdisk.disk.DiskMap;
import jdisk.label.Area;
import jdisk.label.Partition;
import jdisk.probe.Contents;
import jdisk.text.TextTable;

/** What every sector is taken by, a line a stretch. */
public final class MapListing {
    private MapListing() {}

    /**
     * The listing.
     *
     * @param partitions those that the regions name
     * @param contents what partitions hold, by their numbers, where it is known
     */
    public static TextTable table(
            ListedDisk disk, List<? extends Partition> partitions, List<DiskMap.Region> regions, Map<Integer, Contents> contents) {
        TextTable table = new TextTable(List.of(
                new TextTable.Column("Start", true, 0),
                new TextTable.Column("End", true, 0),
                new TextTable.Column("Sectors", true, 0),
                new TextTable.Column("Size", true, 0),
                new TextTable.Column("Kind", false, 0),
                new TextTable.Column("What", false, 0)), disk.page());
        Map<Integer, Partition> numbered = numbered(partitions);
        for (DiskMap.Region region : regions) {
            String mention = contents(region, contents).map(found -> ", " + ProbeListing.mention(disk, found)).orElse("");
            table.add(List.of(
                    Long.toString(region.extent().first()),
                    Long.toString(region.extent().last()),
                    Long.toString(region.extent().count()),
                    Column.size(disk, region.extent()),
                    kind(region),
                    what(disk, numbered, region) + mention));
        }
        return table;
    }

    /** What the partition of a stretch holds. */
    static Optional<Contents> contents(DiskMap.Region region, Map<Integer, Contents> contents) {
        return region.partition().isPresent()
                ? Optional.ofNullable(contents.get(region.partition().getAsInt()))
                : Optional.empty();
    }

    static String kind(DiskMap.Region region) {
        return region.kind().name().toLowerCase(Locale.ROOT);
    }

    /** What a stretch is, in words. */
    static String what(ListedDisk disk, Map<Integer, Partition> partitions, DiskMap.Region region) {
        return switch (region.kind()) {
            case TABLE -> region.table().map(Area.Kind::title).orElse("");
            case GAP -> "not allocated";
            case BEYOND -> "past the end of the image";
            case PARTITION -> {
                int number = region.partition().orElseThrow();
                yield disk.partitionName(number) + " " + disk.visible().text(typeName(partitions, number));
            }
        };
    }

    private static String typeName(Map<Integer, Partition> partitions, int number) {
        Partition partition = partitions.get(number);
        return partition == null ? "" : partition.typeName();
    }

    /** Partitions by their numbers: a table may have many, and its map as many stretches. */
    static Map<Integer, Partition> numbered(List<? extends Partition> partitions) {
        Map<Integer, Partition> numbered = new HashMap<>();
        partitions.forEach(partition -> numbered.putIfAbsent(partition.number(), partition));
        return numbered;
    }
}
