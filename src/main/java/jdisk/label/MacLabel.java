package jdisk.label;

import java.util.List;

/**
 * An Apple partition map.
 *
 * @param blockBytes bytes in a block, in which the map counts
 * @param entries entries the map says it has
 */
public record MacLabel(int blockBytes, long entries, List<MacPartition> partitions, List<Finding.OfReading> findings)
        implements Label {
    public MacLabel {
        partitions = List.copyOf(partitions);
        findings = List.copyOf(findings);
    }

    @Override
    public Kind kind() {
        return Kind.MAC;
    }
}
