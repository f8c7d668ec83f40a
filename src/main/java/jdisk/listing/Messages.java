package jdisk.listing;

import jdisk.label.Finding;
import jdisk.unit.Chs;
import jdisk.unit.DisplayUnit;

/** Sentences: what is said of a finding, by jdisk itself and by each fdisk. */
public final class Messages {
    private Messages() {}

    /** What jdisk says of something the reader came across, and what to do about it where that is known. */
    public static String doubt(Finding.OfReading finding) {
        return switch (finding) {
            case Finding.ExtendedAtZero f ->
                "extended partition " + f.number() + " starts at sector 0, so it has no logical partitions";
            case Finding.ExtraExtended f ->
                "partition " + f.number() + " is a second extended partition; only the first one's logical partitions are listed";
            case Finding.ExtraData f -> "the extended table at sector " + f.sector() + " holds more than one partition; the first is listed";
            case Finding.ExtraLink f -> "the extended table at sector " + f.sector() + " holds more than one link; the first is followed";
            case Finding.EmptyTable f -> "the extended table at sector " + f.sector() + " holds no partition";
            case Finding.NoSignature f ->
                f.sector() == 0
                        ? "sector 0 does not end in 55 AA"
                        : "the extended table at sector " + f.sector() + " does not end in 55 AA; it is read all the same";
            case Finding.LinkOutside f -> "the extended table at sector " + f.sector() + " lies outside the extended partition";
            case Finding.ChainBeyondEnd f ->
                "the chain of logical partitions leads to sector " + f.sector() + ", behind the end of the image (" + sectors(f.sectors())
                        + "); what follows cannot be listed: is the image complete?";
            case Finding.ChainUnreadable f ->
                "the extended table at sector " + f.sector() + " cannot be read (" + f.reason() + "); what follows cannot be listed";
            case Finding.ChainLoops f ->
                "the chain of logical partitions leads back from sector " + f.from() + " to sector " + f.to() + "; it is followed once";
            case Finding.ChainTooLong f -> "the chain of logical partitions is not followed beyond " + f.limit() + " tables";
            case Finding.BeyondEnd f -> beyondEnd(f);
            case Finding.IncompleteSector f -> "the last " + f.bytes() + " bytes are no whole sector: is the image complete?";
            case Finding.DiskTooLarge f ->
                "the image has " + f.sectors() + " sectors, more than a DOS partition table can tell; it says nothing of what lies behind";
            case Finding.MoreThanFdiskLists f -> f.count() + " partitions; fdisk itself stops at number 60";
        };
    }

    private static String sectors(long count) {
        return count == 1 ? "1 sector" : count + " sectors";
    }

    private static String beyondEnd(Finding.BeyondEnd f) {
        if (f.extent().first() >= f.sectors()) {
            return "partition " + f.number() + " lies behind the end of the image (" + sectors(f.sectors()) + "): is the image complete?";
        }
        return "partition " + f.number() + " ends " + sectors(f.extent().end() - f.sectors()) + " behind the end of the image ("
                + sectors(f.sectors()) + "): is the image complete?";
    }

    /** What util-linux does about a finding while it opens a disk. */
    public enum FdisksWord {
        WARNING,
        INFORMATION,
        NONE
    }

    /** What util-linux does about a finding: those who compare sessions see it in the empty line behind a warning. */
    public static FdisksWord fdisksWord(Finding.OfReading finding) {
        return switch (finding) {
            case Finding.ExtendedAtZero f -> FdisksWord.WARNING;
            case Finding.ExtraExtended f -> FdisksWord.WARNING;
            case Finding.ExtraData f -> FdisksWord.WARNING;
            case Finding.ExtraLink f -> FdisksWord.WARNING;
            case Finding.ChainBeyondEnd f -> FdisksWord.WARNING;
            case Finding.ChainUnreadable f -> FdisksWord.WARNING;
            case Finding.ChainLoops f -> FdisksWord.WARNING;
            case Finding.ChainTooLong f -> FdisksWord.WARNING;
            case Finding.DiskTooLarge f -> FdisksWord.WARNING;
            case Finding.MoreThanFdiskLists f -> FdisksWord.WARNING;
            case Finding.EmptyTable f -> FdisksWord.INFORMATION;
            case Finding.NoSignature f -> FdisksWord.INFORMATION;
            case Finding.LinkOutside f -> FdisksWord.NONE;
            case Finding.BeyondEnd f -> FdisksWord.NONE;
            case Finding.IncompleteSector f -> FdisksWord.NONE;
        };
    }

    /** What fdisk 2.12 says when more cylinders are set than the BIOS of its time could count. */
    public static String manyCylinders(long cylinders) {
        return """

                The number of cylinders for this disk is set to %d.
                There is nothing wrong with that, but this is larger than 1024,
                and could in certain setups cause problems with:
                1) software that runs at boot time (e.g., old versions of LILO)
                2) booting and partitioning software from other OSs
                   (e.g., DOS FDISK, OS/2 FDISK)"""
                .formatted(cylinders);
    }

    static String classic(Finding.OfVerifying finding) {
        return switch (finding) {
            case Finding.Overlap f -> "Warning: partition " + f.first() + " overlaps partition " + f.second() + ".";
            case Finding.OutsideExtended f -> "Logical partition " + f.number() + " not entirely in partition " + f.extended();
            case Finding.BeginningDiffers f ->
                "Partition " + f.number() + " has different physical/logical beginnings (non-Linux?):\n     phys="
                        + place(f.written()) + " logical=" + place(f.computed());
            case Finding.EndingDiffers f ->
                "Partition " + f.number() + " has different physical/logical endings:\n     phys=" + place(f.written())
                        + " logical=" + place(f.computed());
            case Finding.NotAtCylinderEnd f -> "Partition " + f.number() + " does not end on cylinder boundary.";
            case Finding.ContainsSectorZero f -> "Warning: partition " + f.number() + " contains sector 0";
            case Finding.PlaceOutsideGeometry f ->
                // fdisk 2.12 says "Partitions" of a cylinder only.
                (f.axis() == Finding.Axis.CYLINDER ? "Partitions " : "Partition ") + f.number() + ": " + axis(f) + " " + f.value()
                        + " greater than maximum " + f.maximum();
            case Finding.PlaceDisagrees f ->
                "Partition " + f.number() + ": previous sectors " + f.sector() + " disagrees with total " + f.written();
            case Finding.MoreOverlaps f -> moreOverlaps(f);
        };
    }

    static String modern(Finding.OfVerifying finding) {
        return switch (finding) {
            case Finding.Overlap f -> "Partition " + f.first() + ": overlaps partition " + f.second() + ".";
            case Finding.OutsideExtended f -> "Logical partition " + f.number() + ": not entirely in partition " + f.extended() + ".";
            case Finding.BeginningDiffers f ->
                "Partition " + f.number() + ": different physical/logical beginnings (non-Linux?): phys=" + place(f.written())
                        + ", logical=" + place(f.computed());
            case Finding.EndingDiffers f ->
                "Partition " + f.number() + ": different physical/logical endings: phys=" + place(f.written()) + ", logical="
                        + place(f.computed());
            case Finding.NotAtCylinderEnd f -> "Partition " + f.number() + ": does not end on cylinder boundary.";
            case Finding.ContainsSectorZero f -> "Partition " + f.number() + ": contains sector 0";
            case Finding.PlaceOutsideGeometry f ->
                "Partition " + f.number() + ": " + axis(f) + " " + f.value() + " greater than maximum " + f.maximum();
            case Finding.PlaceDisagrees f ->
                "Partition " + f.number() + ": LBA sector " + f.sector() + " disagrees with C/H/S calculated sector " + f.written();
            case Finding.MoreOverlaps f -> moreOverlaps(f);
        };
    }

    private static String moreOverlaps(Finding.MoreOverlaps finding) {
        return "More than " + finding.told() + " overlaps; the others are not told.";
    }

    private static String axis(Finding.PlaceOutsideGeometry finding) {
        return switch (finding.axis()) {
            case HEAD -> "head";
            case SECTOR -> "sector";
            case CYLINDER -> "cylinder";
        };
    }

    private static String place(Chs place) {
        return "(" + place.cylinder() + ", " + place.head() + ", " + place.sector() + ")";
    }

    /** The display unit and its size: {@code cylinders of 16065 * 512 = 8225280 bytes}. */
    static String units(ListedDisk disk, DisplayUnit unit) {
        long sectors = disk.unitSectors();
        return unit.plural() + " of " + sectors + " * " + disk.sectorSize().bytes() + " = " + disk.sectorSize().bytes(sectors) + " bytes";
    }

    static String hex(long number, int digits) {
        String text = Long.toHexString(number);
        return "0".repeat(Math.max(digits - text.length(), 0)) + text;
    }
}
