package jdisk.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;

/**
 * Looks for what is inconsistent in an SGI label, by the rules of each fdisk. They differ in where a gap begins: after the
 * last partition (2.12), or on the cylinder that follows (util-linux).
 *
 * <p>Better than theirs: both leave out the first partition where no entry stands for the whole disk, and forget a long partition
 * after a short one within it; util-linux tells an overlap where two partitions meet within a cylinder, and calls the usual
 * file to start unusual.
 */
final class SgiVerifier {
    private static final int WHOLE_DISK_NUMBER = 11;
    private static final long RAW = 3;
    private static final long LINUX_SWAP = 0x82;
    private static final String USUAL_BOOT_FILE = "/unix";

    private final SgiLabel label;
    private final long cylinder;
    private final List<Finding.OfVerifying> findings = new ArrayList<>();

    private SgiVerifier(SgiLabel label, long cylinder) {
        this.label = label;
        this.cylinder = cylinder;
    }

    static Verification verify(SgiLabel label, Rules rules, Geometry geometry) {
        long cylinder = rules == Rules.CLASSIC ? 1 : Math.max(label.drive().sectorsPerCylinder(), 1);
        return new SgiVerifier(label, cylinder).verify(geometry.total());
    }

    private Verification verify(long total) {
        // Of those that start on the same sector, the largest comes first: that is the one for the whole disk.
        List<SgiPartition> sorted = label.partitions().stream()
                .sorted(Comparator.comparingLong((SgiPartition partition) -> partition.extent().first())
                        .thenComparing(Comparator.comparingLong((SgiPartition partition) -> partition.extent().count()).reversed()))
                .toList();
        if (sorted.isEmpty()) {
            findings.add(new Finding.NoPartitions());
            return new Verification(findings, 0, total);
        }
        checkWholeDisk(sorted.getFirst());
        long size = sorted.getFirst().isWholeDisk() ? sorted.getFirst().extent().count() : total;
        long free = checkData(sorted.stream().filter(partition -> !partition.isWholeDisk()).toList(), size);
        checkBoot();
        return new Verification(findings, size - free, size);
    }

    private void checkWholeDisk(SgiPartition first) {
        if (label.partitions().stream().filter(SgiPartition::isWholeDisk).count() > 1) {
            findings.add(new Finding.SecondWholeDisk());
        }
        if (!first.isWholeDisk()) {
            findings.add(new Finding.NoWholeDisk());
            return;
        }
        if (first.number() != WHOLE_DISK_NUMBER) {
            findings.add(new Finding.WholeDiskNotEleventh(first.number()));
        }
        if (first.extent().first() != 0) {
            findings.add(new Finding.WholeDiskStartsLate(first.extent().first()));
        }
    }

    /**
     * Looks for overlaps and gaps.
     *
     * @param data partitions in disk order
     * @return number of sectors in gaps
     */
    private long checkData(List<SgiPartition> data, long size) {
        long free = 0;
        long end = 0;
        int last = 0;
        for (SgiPartition partition : data) {
            Extent extent = partition.extent();
            if (end > extent.first()) {
                findings.add(new Finding.SgiOverlap(last, partition.number(), Math.min(end, extent.end()) - extent.first()));
            } else {
                free += addGap(end, extent.first());
            }
            if (extent.end() > end) {
                end = extent.end();
                last = partition.number();
            }
        }
        return free + addGap(end, size);
    }

    private long addGap(long from, long to) {
        long first = Math.ceilDiv(from, cylinder) * cylinder;
        if (first >= to) {
            return 0;
        }
        findings.add(new Finding.SgiGap(new Extent(first, to - first)));
        return to - first;
    }

    private void checkBoot() {
        if (label.partition(label.bootPartition()).isEmpty()) {
            findings.add(new Finding.NoBootPartition());
        }
        Optional<SgiPartition> swap = label.partitions().stream()
                .filter(partition -> partition.number() == label.swapPartition())
                .findFirst();
        if (swap.isEmpty()) {
            findings.add(new Finding.NoSwapPartition());
        } else if (swap.get().type() != RAW && swap.get().type() != LINUX_SWAP) {
            findings.add(new Finding.NoSwapType());
        }
        if (!label.bootFile().equals(USUAL_BOOT_FILE)) {
            findings.add(new Finding.UnusualBootFile());
        }
    }
}
