package jdisk.listing;

import jdisk.label.Finding;
import jdisk.unit.Extent;

/** Sentences: what each fdisk says of a finding of a Sun label. */
final class SunMessages {
    private SunMessages() {}

    static String classic(Finding.OfVerifyingSun finding) {
        return switch (finding) {
            case Finding.NoPartitions f -> "No partitions defined";
            case Finding.SunOverlap f -> overlap(f);
            case Finding.NotOfWholeCylinders f -> notOfWholeCylinders(f);
            case Finding.SunGap f -> gap(f);
        };
    }

    static String modern(Finding.OfVerifyingSun finding) {
        return switch (finding) {
            case Finding.NoPartitions f -> "No partitions defined.";
            case Finding.SunOverlap f -> overlap(f) + ".";
            case Finding.NotOfWholeCylinders f -> notOfWholeCylinders(f) + ".";
            case Finding.SunGap f -> gap(f) + ".";
        };
    }

    private static String overlap(Finding.SunOverlap finding) {
        return "Partition " + finding.number() + " overlaps with others in sectors " + range(finding.shared());
    }

    private static String notOfWholeCylinders(Finding.NotOfWholeCylinders finding) {
        return "Partition " + finding.number() + " doesn't end on cylinder boundary";
    }

    private static String gap(Finding.SunGap finding) {
        return "Unused gap - sectors " + range(finding.extent());
    }

    /** Both fdisks tell the first sector after the range here, not its last. */
    private static String range(Extent extent) {
        return extent.first() + "-" + extent.end();
    }
}
