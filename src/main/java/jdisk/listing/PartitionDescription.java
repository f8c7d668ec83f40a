package jdisk.listing;

import java.util.Optional;
import jdisk.probe.Contents;
import jdisk.label.BsdPartition;
import jdisk.label.GptPartition;
import jdisk.label.GptType;
import jdisk.label.MacPartition;
import jdisk.label.MbrPartition;
import jdisk.label.Partition;
import jdisk.label.PartitionType;
import jdisk.label.SgiPartition;
import jdisk.label.SunPartition;

/** What a partition is, on one line: its type, what is in it, and its size. */
public final class PartitionDescription {
    private PartitionDescription() {}

    public static String of(ListedDisk disk, Partition partition, Optional<Contents> contents) {
        String mention = contents.map(found -> ", " + ProbeListing.mention(disk, found)).orElse("");
        return disk.visible().text(type(partition)) + mention + ", " + ModernListing.size(disk, partition.extent());
    }

    /** The same by its table alone, with its name if it has one there. */
    public static String of(ListedDisk disk, Partition partition) {
        String name = partition instanceof GptPartition gpt ? disk.visible().text(gpt.name()) : "";
        return of(disk, partition, Optional.empty()) + (name.isEmpty() ? "" : ", " + name);
    }

    /** What its table says it is for. */
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
