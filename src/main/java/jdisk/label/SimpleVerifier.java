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
        List<Finding.OfVerifying> findings = new ArrayList<>();
        long allocated = 0;
        for (int i = 0; i < partitions.size(); i++) {
            Extent one = partitions.get(i).extent();
            allocated += one.count();
            for (int j = 0; j < i && findings.size() < Verifier.OVERLAP_LIMIT; j++) {
                Extent other = partitions.get(j).extent();
                if (one.first() < other.end() && other.first() < one.end()) {
                    findings.add(new Finding.Overlap(partitions.get(j).number(), partitions.get(i).number()));
                }
            }
        }
        return new Verification(findings, allocated, total);
    }
}
