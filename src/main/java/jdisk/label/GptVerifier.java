package jdisk.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdisk.unit.Extent;

/** Looks for what is inconsistent in a GPT. */
final class GptVerifier {
    private GptVerifier() {}

    /** Verifies as util-linux does, but names every overlap, and of the right partitions. */
    static Verification verify(GptLabel label, long total) {
        List<Finding.OfVerifying> findings = new ArrayList<>();
        if (label.header().sector() == 1 && Long.compareUnsigned(label.header().other(), total) >= 0) {
            findings.add(new Finding.BackupMisplaced());
            findings.add(new Finding.DiskTooSmall());
        }
        int before = findings.size();
        List<GptPartition> sensible = label.partitions().stream().filter(GptPartition::isSensible).toList();
        for (Overlaps.Pair pair : Overlaps.among(sensible.stream().map(GptPartition::extent).toList(), Verifier.OVERLAP_LIMIT)) {
            findings.add(new Finding.GptOverlap(sensible.get(pair.first()).number(), sensible.get(pair.second()).number()));
        }
        if (findings.size() - before == Verifier.OVERLAP_LIMIT) {
            findings.add(new Finding.MoreOverlaps(Verifier.OVERLAP_LIMIT));
        }
        for (GptPartition partition : label.partitions()) {
            boolean reversed = Long.compareUnsigned(partition.last(), partition.first()) < 0;
            if (reversed) {
                findings.add(new Finding.EndsBeforeStart(partition.number()));
            } else if (!partition.isSensible() || partition.extent().end() > total) {
                findings.add(new Finding.TooBig(partition.number()));
            } else if (isOutsideUsable(label.header(), partition)) {
                findings.add(new Finding.OutsideUsable(partition.number()));
            }
        }
        long free = unused(label).stream().mapToLong(Extent::count).sum();
        long usable = usable(label.header()).count();
        return new Verification(findings, usable - free, usable);
    }

    private static boolean isOutsideUsable(GptHeader header, GptPartition partition) {
        return Long.compareUnsigned(partition.first(), header.firstUsable()) < 0
                || Long.compareUnsigned(partition.last(), header.lastUsable()) > 0;
    }

    private static Extent usable(GptHeader header) {
        boolean countable = header.firstUsable() >= 0 && header.lastUsable() >= header.firstUsable() && header.lastUsable() < GptPartition.SECTOR_LIMIT;
        return countable ? new Extent(header.firstUsable(), header.lastUsable() - header.firstUsable() + 1) : new Extent(0, 0);
    }

    /** The stretches of usable sectors no partition takes, however small. */
    static List<Extent> unused(GptLabel label) {
        Extent usable = usable(label.header());
        List<Extent> unused = new ArrayList<>();
        long at = usable.first();
        List<Extent> taken = label.partitions().stream()
                .map(GptPartition::extent)
                .filter(extent -> !extent.isEmpty())
                .sorted(Comparator.comparingLong(Extent::first))
                .toList();
        for (Extent extent : taken) {
            long end = Math.min(extent.first(), usable.end());
            if (end > at) {
                unused.add(new Extent(at, end - at));
            }
            at = Math.max(at, extent.end());
        }
        if (at < usable.end()) {
            unused.add(new Extent(at, usable.end() - at));
        }
        return unused;
    }
}
