package jdisk.label;

import java.util.List;
import jdisk.unit.Geometry;

/** Looks for what is inconsistent in a table, by the rules of each fdisk. */
public final class Verifier {
    /** How many overlaps are named: a table can hold millions of pairs. */
    static final int OVERLAP_LIMIT = 1_000;

    private Verifier() {}

    /**
     * Verifies a table.
     *
     * @param rules whose rules hold; of a kind of table that fdisk 2.12 does not know, those of util-linux always do
     * @param total sectors of the image
     */
    public static Verification verify(Label label, Rules rules, Geometry geometry, long total) {
        boolean classic = rules == Rules.CLASSIC;
        return switch (label) {
            case MbrLabel mbr -> MbrVerifier.verify(mbr, rules, geometry, total);
            case GptLabel gpt -> GptVerifier.verify(gpt, total);
            case BsdLabel bsd -> SimpleVerifier.verify(bsd.dataPartitions(), classic ? geometry.total() : total);
            case SgiLabel sgi -> SgiVerifier.verify(sgi, rules, geometry);
            case SunLabel sun -> SunVerifier.verify(sun, geometry);
            case Label.Foreign foreign -> SimpleVerifier.verify(foreign.partitions(), total);
        };
    }

    /** Whether the partitions' numbers follow their places: fdisk 2.12 asks it of primary and logical ones apart. */
    public static boolean isInClassicOrder(MbrLabel label) {
        List<MbrPartition> typed =
                label.slots().stream().filter(slot -> slot.entry().type() != 0).toList();
        return isInOrder(typed.stream().filter(slot -> !slot.isLogical()).toList())
                && isInOrder(typed.stream().filter(MbrPartition::isLogical).toList());
    }

    /** Whether the partitions' numbers follow their places: util-linux asks it of all together, but for those of the whole disk. */
    public static boolean isInOrder(List<? extends Partition> partitions) {
        long last = 0;
        for (Partition partition : partitions) {
            if (partition.isWholeDisk()) {
                continue;
            }
            if (partition.extent().first() < last) {
                return false;
            }
            last = partition.extent().first();
        }
        return true;
    }
}
