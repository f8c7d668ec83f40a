package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import jdisk.unit.SectorSize;

/**
 * An Apple partition map.
 *
 * @param blockBytes bytes in a block, in which the map counts
 * @param entries entries the map says it has
 */
public record MacLabel(int blockBytes, long entries, List<MacPartition> partitions, List<Finding.OfReading> findings)
        implements Label.Foreign {
    public MacLabel {
        partitions = List.copyOf(partitions);
        findings = List.copyOf(findings);
    }

    /** The map lies where its own entry says, or if it has none, from block 1 on. */
    @Override
    public List<Area> areas(SectorSize sectorSize) {
        List<Area> areas = new ArrayList<>(List.of(new Area(Area.Kind.APPLE_DRIVER_DESCRIPTOR, 0, MacReader.ENTRY)));
        for (MacPartition partition : partitions) {
            if (partition.role() == Partition.Role.TABLE) {
                areas.add(new Area(
                        Area.Kind.APPLE_PARTITION_MAP,
                        sectorSize.bytes(partition.extent().first()),
                        sectorSize.bytes(partition.extent().count())));
            }
        }
        if (areas.size() == 1) {
            areas.add(new Area(Area.Kind.APPLE_PARTITION_MAP, blockBytes, (long) partitions.size() * blockBytes));
        }
        return areas;
    }

    @Override
    public Kind kind() {
        return Kind.MAC;
    }
}
