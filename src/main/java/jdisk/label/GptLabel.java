package jdisk.label;

import java.util.List;

/**
 * A GPT.
 *
 * @param header the copy that is used
 * @param partitions the entries in use, in the order of the array
 * @param protective the MBR in sector 0, which keeps software that knows no GPT away
 */
public record GptLabel(GptHeader header, List<GptPartition> partitions, MbrLabel protective, List<Finding.OfReading> findings)
        implements Label {
    public GptLabel {
        partitions = List.copyOf(partitions);
        findings = List.copyOf(findings);
    }

    @Override
    public Kind kind() {
        return Kind.GPT;
    }

    /** Whether the MBR holds partitions beside the one that protects the GPT. */
    public boolean isHybrid() {
        return protective.partitions().size() > 1;
    }
}
