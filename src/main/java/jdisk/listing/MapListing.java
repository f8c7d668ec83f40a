package jdisk.listing;

import java.util.List;
import java.util.Locale;
import jdisk.label.BsdPartition;
import jdisk.label.DiskMap;
import jdisk.label.GptPartition;
import jdisk.label.GptType;
import jdisk.label.Label;
import jdisk.label.MacPartition;
import jdisk.label.MbrPartition;
import jdisk.label.Partition;
import jdisk.label.PartitionType;
import jdisk.label.SgiPartition;
import jdisk.label.SunPartition;

/** What every sector is taken by, a line a stretch. */
public final class MapListing {
    private MapListing() {}

    public static String text(ListedDisk disk, Label label, List<DiskMap.Region> regions) {
        TextTable table = new TextTable(List.of(
                new TextTable.Column("Start", true, 0),
                new TextTable.Column("End", true, 0),
                new TextTable.Column("Sectors", true, 0),
                new TextTable.Column("Size", true, 0),
                new TextTable.Column("Kind", false, 0),
                new TextTable.Column("What", false, 0)), disk.page());
        for (DiskMap.Region region : regions) {
            table.add(List.of(
                    Long.toString(region.extent().first()),
                    Long.toString(region.extent().last()),
                    Long.toString(region.extent().count()),
                    ModernListing.size(disk, region.extent()),
                    kind(region),
                    what(disk, label, region)));
        }
        return table.toString();
    }

    static String kind(DiskMap.Region region) {
        return region.kind().name().toLowerCase(Locale.ROOT);
    }

    /** What a stretch is, in words. */
    static String what(ListedDisk disk, Label label, DiskMap.Region region) {
        return switch (region.kind()) {
            case TABLE -> region.table();
            case GAP -> "not allocated";
            case BEYOND -> "behind the end of the image";
            case PARTITION -> {
                int number = region.partition().orElseThrow();
                yield disk.partitionName(number) + " " + disk.visible().text(label.partition(number).map(MapListing::type).orElse(""));
            }
        };
    }

    /** What a table says a partition is for. */
    static String type(Partition partition) {
        return switch (partition) {
            case MbrPartition mbr -> Column.modernName(PartitionType.all(), mbr.entry().type());
            case BsdPartition bsd -> BsdNames.type(bsd.type());
            case MacPartition mac -> mac.type();
            case SunPartition sun -> Column.modernName(PartitionType.sun(), sun.type());
            case SgiPartition sgi -> Column.modernName(PartitionType.sgi(), sgi.type());
            case GptPartition gpt -> GptType.of(gpt.type()).map(GptType::name).orElse(gpt.type());
        };
    }
}
