package jdisk.listing;

import jdisk.label.Finding;
import jdisk.unit.Extent;

/** Sentences: what each fdisk says of a finding of an SGI label. */
final class SgiMessages {
    private SgiMessages() {}

    /** Sentences of 2.12, some of which it sets off by an empty line. */
    static String classic(Finding.OfVerifyingSgi finding) {
        return switch (finding) {
            case Finding.NoPartitions f -> "No partitions defined";
            case Finding.SecondWholeDisk f -> "More than one entire disk entry present.";
            case Finding.NoWholeDisk f -> "One Partition (#11) should cover the entire disk.";
            case Finding.WholeDiskNotEleventh f -> "IRIX likes when Partition 11 covers the entire disk.";
            case Finding.WholeDiskStartsLate f ->
                "The entire disk partition should start at block 0,\nnot at diskblock " + f.sector() + ".";
            case Finding.SgiOverlap f ->
                "The Partition " + f.first() + " and " + f.second() + " overlap by " + f.sectors() + " sectors.";
            case Finding.SgiGap(Extent gap) ->
                "Unused gap of " + right(gap.count()) + " sectors - sectors " + right(gap.first()) + "-" + gap.last();
            case Finding.NoBootPartition f -> "\nThe boot partition does not exist.";
            case Finding.NoSwapPartition f -> "\nThe swap partition does not exist.";
            case Finding.NoSwapType f -> "\nThe swap partition has no swap type.";
            case Finding.UnusualBootFile f ->
                "\n\tBe aware, that the bootfile is not checked for existence.\n"
                        + "\tSGI's default is \"/unix\" and for backup \"/unix.save\".\n\tYou have chosen an unusual boot file name.";
        };
    }

    static String modern(Finding.OfVerifyingSgi finding) {
        return switch (finding) {
            case Finding.NoPartitions f -> "No partitions defined.";
            case Finding.SecondWholeDisk f -> "More than one entire disk entry present.";
            case Finding.NoWholeDisk f -> "Partition 11 should cover the entire disk.";
            case Finding.WholeDiskNotEleventh f -> "IRIX likes it when partition 11 covers the entire disk.";
            case Finding.WholeDiskStartsLate f ->
                "The entire disk partition should start at block 0, not at block " + f.sector() + ".";
            case Finding.SgiOverlap f ->
                "Partitions " + f.first() + " and " + f.second() + " overlap by " + f.sectors()
                        + (f.sectors() == 1 ? " sector." : " sectors.");
            case Finding.SgiGap(Extent gap) ->
                gap.count() == 1
                        ? "Unused gap of " + right(1) + " sector: sector " + right(gap.first())
                        : "Unused gap of " + right(gap.count()) + " sectors: sectors " + right(gap.first()) + "-" + gap.last();
            case Finding.NoBootPartition f -> "The boot partition does not exist.";
            case Finding.NoSwapPartition f -> "The swap partition does not exist.";
            case Finding.NoSwapType f -> "The swap partition has no swap type.";
            case Finding.UnusualBootFile f ->
                "Be aware that the bootfile is not checked for existence.  "
                        + "SGI's default is \"/unix\", and for backup \"/unix.save\".";
        };
    }

    private static String right(long number) {
        return ClassicText.right(number, 8);
    }
}
