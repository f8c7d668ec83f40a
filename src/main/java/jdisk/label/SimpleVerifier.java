package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import jdisk.unit.Extent;

/** Looks for partitions that share sectors, in tables fdisk itself does not verify. */
final class SimpleVerifier {
    private SimpleVerifier() {}

    /**
     * Verifies partitions of which none may share sectors with another.
     *
     * @param partitions without those that only stand for the whole disk
     */
    static Verification verify(List<? extends Partition> partitions, long total) {
        List<Extent> extents = partitions.stream().map(Partition::extent).toList();
        List<Finding.OfVerifying> findings = new ArrayList<>();
        for (Overlaps.Pair pair : Overlaps.among(extents, Verifier.OVERLAP_LIMIT)) {
            findings.add(new Finding.Overlap(partitions.get(pair.first()).number(), partitions.get(pair.second()).number()));
        }
        return new Verification(findings, extents.stream().mapToLong(Extent::count).sum(), total);
    }
}
