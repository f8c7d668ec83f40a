package jdisk.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;

/**
 * Looks for what is inconsistent in a Sun label, by the rules of both fdisks, which are the same.
 *
 * <p>Better than theirs: they tell a partition that is not of whole cylinders six times, and after an overlap a gap that ends
 * before it starts.
 */
final class SunVerifier {
    private static final int UNASSIGNED = 0;

    private SunVerifier() {}

    static Verification verify(SunLabel label, Geometry geometry) {
        List<Finding.OfVerifying> findings = new ArrayList<>();
        List<SunPartition> data = label.partitions().stream()
                .filter(partition -> !partition.isWholeDisk() && partition.type() != UNASSIGNED && partition.isSensible())
                .toList();
        if (data.isEmpty()) {
            findings.add(new Finding.NoPartitions());
            return new Verification(findings, 0, geometry.total());
        }
        addOverlaps(data, findings);
        for (SunPartition partition : data) {
            if (partition.count() % geometry.sectorsPerCylinder() != 0) {
                findings.add(new Finding.NotOfWholeCylinders(partition.number()));
            }
        }
        List<Extent> gaps = gaps(data, geometry.total());
        gaps.forEach(gap -> findings.add(new Finding.SunGap(gap)));
        long free = gaps.stream().mapToLong(Extent::count).sum();
        return new Verification(findings, geometry.total() - free, geometry.total());
    }

    /** Each partition against those before it in the table, of which neighbours on the disk count as one. */
    private static void addOverlaps(List<SunPartition> data, List<Finding.OfVerifying> findings) {
        List<Extent> runs = new ArrayList<>();
        for (SunPartition partition : data) {
            Extent extent = partition.extent();
            for (Extent run : runs) {
                long first = Math.max(run.first(), extent.first());
                long end = Math.min(run.end(), extent.end());
                if (first < end) {
                    findings.add(new Finding.SunOverlap(partition.number(), new Extent(first, end - first)));
                }
            }
            addTo(runs, extent);
        }
    }

    private static void addTo(List<Extent> runs, Extent extent) {
        for (int i = 0; i < runs.size(); i++) {
            Extent run = runs.get(i);
            if (run.end() == extent.first() || extent.end() == run.first()) {
                runs.set(i, new Extent(Math.min(run.first(), extent.first()), run.count() + extent.count()));
                return;
            }
        }
        runs.add(extent);
    }

    private static List<Extent> gaps(List<SunPartition> data, long total) {
        List<Extent> gaps = new ArrayList<>();
        long at = 0;
        for (Extent extent : data.stream().map(SunPartition::extent).sorted(Comparator.comparingLong(Extent::first)).toList()) {
            if (at < extent.first()) {
                gaps.add(new Extent(at, extent.first() - at));
            }
            at = Math.max(at, extent.end());
        }
        if (at < total) {
            gaps.add(new Extent(at, total - at));
        }
        return gaps;
    }
}
