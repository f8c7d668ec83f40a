package jdisk.listing;

import jdisk.label.Finding;
import jdisk.label.PartitionType;
import jdisk.text.Hex;
import jdisk.unit.Chs;
import jdisk.unit.DisplayUnit;

/** Sentences: what is said of a finding, by jdisk itself and by each fdisk. */
public final class Messages {
    private Messages() {}

    /** What is said of a finding, in one line. */
    static String text(Finding finding) {
        return switch (finding) {
            case Finding.OfReading reading -> doubt(reading);
            case Finding.OfVerifying verifying -> modern(verifying);
        };
    }

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
                        : "the extended table at sector " + f.sector() + " does not end in 55 AA; it is read anyway";
            case Finding.LinkOutside f -> "the extended table at sector " + f.sector() + " lies outside the extended partition";
            case Finding.ChainBeyondEnd f ->
                "the chain of logical partitions leads to sector " + f.sector() + ", past the end of the image (" + sectors(f.sectors())
                        + "); what follows cannot be listed: is the image complete?";
            case Finding.ChainUnreadable f ->
                "the extended table at sector " + f.sector() + " cannot be read (" + f.reason() + "); what follows cannot be listed";
            case Finding.ChainLoops f ->
                "the chain of logical partitions leads back from sector " + f.from() + " to sector " + f.to() + "; it is followed once";
            case Finding.ChainTooLong f -> "the chain of logical partitions is not followed beyond " + f.limit() + " tables";
            case Finding.BeyondEnd f -> beyondEnd(f);
            case Finding.IncompleteSector f -> "the last " + f.bytes() + " bytes are not a whole sector: is the image complete?";
            case Finding.DiskTooLarge f ->
                "the image has " + f.sectors() + " sectors, more than a DOS partition table can address; it says nothing of the rest";
            case Finding.NumbersMakeNoSense f -> "partition " + f.number() + " ends before it starts, or lies beyond the reach of any disk";
            case Finding.PrimaryFaulty f -> "the primary GPT cannot be used: " + fault(f.fault()) + "; the backup is shown";
            case Finding.BackupFaulty f -> f.fault() == Finding.Fault.LEFT_OUT
                    ? "the backup GPT was not looked at, as all before it would have to be decoded first; 'v' reads it"
                    : "the backup GPT cannot be used: " + fault(f.fault()) + "; the primary is shown";
            case Finding.BothCopiesFaulty f ->
                "neither copy of the GPT can be used (primary: " + fault(f.primary()) + "; backup: " + fault(f.backup())
                        + "); the protective MBR is shown instead"
                        + (f.entriesAreWhole() ? ": the entries are whole, and '-t gpt' shows them" : ", which does not list the partitions");
            case Finding.HeadersDoubtful f ->
                "no GPT header has the right checksum; that of the entries shown is right, but nothing in the headers is certain";
            case Finding.EntriesShared f ->
                "the backup GPT header points to the primary's entries, at sector " + f.sector() + ": they have no second copy";
            case Finding.AnotherHeader f ->
                "another GPT header lies at byte " + f.offset() + ", where a disk with " + f.offset() + "-byte sectors has it; the sound one is shown";
            case Finding.Footer f -> "the last sector, " + f.sector() + ", is the footer of a fixed VHD, not part of the disk";
            case Finding.BackupNotAtEnd f ->
                "the backup GPT is at sector " + f.sector() + ", not at the end (sector " + f.last() + "): has the image grown?";
            case Finding.CopiesDiffer f -> "the copies of the GPT say different things; the primary is shown";
            case Finding.FirstUnreadable f -> "sector 0, where the protective MBR lies, cannot be read (" + f.reason() + ")";
            case Finding.NoProtectiveMbr f -> "the GPT has no protective MBR; fdisk would not find it";
            case Finding.HybridMbr f -> "the MBR holds partitions beside the one that protects the GPT (hybrid): 'M' shows them";
            case Finding.ProtectiveSizeDiffers f ->
                "the protective MBR covers " + f.told() + " sectors after itself; there are " + f.sectors();
            case Finding.TooManyEntries f -> "the table says it has " + f.told() + " entries; " + f.read() + " are read";
            case Finding.EntryMissing f -> "entry " + f.number() + " of the table is missing; those after it are not read";
            case Finding.ListBroken f ->
                "entry " + f.number() + " of the table, at sector " + f.sector() + ", " + broken(f.why()) + "; what follows cannot be listed";
            case Finding.WrongEntryChecksum f ->
                "the checksum of entry " + f.number() + " is wrong; it is shown anyway, and nothing in it is certain";
            case Finding.AnotherTable f ->
                "there is a table of kind " + f.kind().id() + ", too: '-t " + f.kind().id() + "' shows it";
            case Finding.DriveOverlay f -> overlay(f);
            case Finding.WrongChecksum f ->
                "the checksum of the " + f.kind().title() + " label is wrong; it is shown anyway, and nothing in it is certain";
            case Finding.NoGeometry f ->
                "the Sun label gives no heads or sectors, and its partitions start on cylinders: set their size with -H and -S";
            case Finding.GeometryAssumed f ->
                "the table does not say how many heads and sectors the PC-98 disk has, and where its partitions are depends on them; "
                        + f.heads() + " and " + f.sectors() + " are assumed: set others with -H and -S";
            case Finding.WholeSliceElsewhere f ->
                "partition c of the BSD label, which stands for its slice, starts at sector " + f.told() + ", and the slice at " + f.start()
                        + ": where the others are is uncertain; they are counted from the start of the disk";
            case Finding.NestedTable f -> "within partition " + f.partition() + ", " + doubt(f.finding());
            case Finding.VtocVersion f ->
                "the Sun label's VTOC has version " + f.found() + ", not 1: the types of the partitions are uncertain";
            case Finding.VtocSanity f ->
                "the Sun label's VTOC has the mark 0x" + Hex.of(f.found(), 8) + ", not 0x600ddeee: the types of the partitions are uncertain";
            case Finding.VtocCount f ->
                "the Sun label's VTOC claims " + f.found() + " entries; all " + f.entries() + " it has room for are read";
            case Finding.MoreThanFdiskLists f -> f.count() + " partitions; fdisk itself stops at number 60";
        };
    }

    private static String fault(Finding.Fault fault) {
        return switch (fault) {
            case MISSING -> "its header is missing";
            case BEHIND_END -> "its header lies past the end of the image";
            case UNREADABLE -> "it cannot be read";
            case LEFT_OUT -> "it was not read";
            case HEADER_SIZE -> "its header's size makes no sense";
            case HEADER_CRC -> "its header's checksum is wrong";
            case ELSEWHERE -> "its header says it is somewhere else";
            case ARRAY_SIZE -> "the size of its entries makes no sense";
            case ARRAY_BEHIND_END -> "its entries lie past the end of the image";
            case ARRAY_CRC -> "the checksum of its entries is wrong";
        };
    }

    private static String broken(Finding.Break why) {
        return switch (why) {
            case LOOPS -> "has been listed before: the list leads back to it";
            case TOO_LONG -> "is one more than are read";
            case BEYOND_END -> "lies past the end of the image";
            case UNREADABLE -> "cannot be read";
            case NO_ENTRY -> "is not an entry";
        };
    }

    /** EZ-Drive's own sector is the only one that is moved; what Disk Manager keeps is all moved alike. */
    private static String overlay(Finding.DriveOverlay f) {
        return "partition " + f.number() + " is of a drive overlay (" + PartitionType.modernName(PartitionType.all(), f.type())
                + "), and the disk's own table is in sector " + f.sector() + ": "
                + (f.sector() == 1
                        ? "in a copy of the image, 'dd if=COPY of=COPY bs=512 skip=1 count=1 conv=notrunc' puts it in its place"
                        : "'extract " + f.sector() + ":" + (f.sectors() - f.sector()) + " FILE' makes an image that begins with it");
    }

    private static String sectors(long count) {
        return count == 1 ? "1 sector" : count + " sectors";
    }

    private static String beyondEnd(Finding.BeyondEnd f) {
        if (f.extent().first() >= f.sectors()) {
            return "partition " + f.number() + " lies past the end of the image (" + sectors(f.sectors()) + "): is the image complete?";
        }
        return "partition " + f.number() + " ends " + sectors(f.extent().end() - f.sectors()) + " past the end of the image ("
                + sectors(f.sectors()) + "): is the image complete?";
    }

    /** What util-linux does about a finding while it opens a disk. */
    public enum FdisksWord {
        WARNING,
        INFORMATION,
        NONE
    }

    /** What util-linux does about a finding: those who compare sessions see it in the empty line after a warning. */
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
            case Finding.PrimaryFaulty f -> FdisksWord.WARNING;
            case Finding.BackupFaulty f -> FdisksWord.WARNING;
            case Finding.BackupNotAtEnd f -> FdisksWord.WARNING;
            case Finding.HybridMbr f -> FdisksWord.WARNING;
            case Finding.ProtectiveSizeDiffers f -> FdisksWord.WARNING;
            case Finding.BothCopiesFaulty f -> FdisksWord.NONE;
            case Finding.AnotherHeader f -> FdisksWord.NONE;
            case Finding.Footer f -> FdisksWord.WARNING;
            case Finding.EntriesShared f -> FdisksWord.NONE;
            case Finding.HeadersDoubtful f -> FdisksWord.NONE;
            case Finding.CopiesDiffer f -> FdisksWord.NONE;
            case Finding.WrongChecksum f -> FdisksWord.WARNING;
            case Finding.WholeSliceElsewhere f -> FdisksWord.NONE;
            case Finding.NestedTable f -> FdisksWord.NONE;
            case Finding.VtocVersion f -> FdisksWord.WARNING;
            case Finding.VtocSanity f -> FdisksWord.WARNING;
            case Finding.VtocCount f -> FdisksWord.WARNING;
            case Finding.NoGeometry f -> FdisksWord.NONE;
            case Finding.GeometryAssumed f -> FdisksWord.NONE;
            case Finding.FirstUnreadable f -> FdisksWord.NONE;
            case Finding.NoProtectiveMbr f -> FdisksWord.NONE;
            case Finding.AnotherTable f -> FdisksWord.NONE;
            case Finding.DriveOverlay f -> FdisksWord.NONE;
            case Finding.TooManyEntries f -> FdisksWord.WARNING;
            case Finding.EntryMissing f -> FdisksWord.NONE;
            case Finding.ListBroken f -> FdisksWord.NONE;
            case Finding.WrongEntryChecksum f -> FdisksWord.NONE;
            case Finding.NumbersMakeNoSense f -> FdisksWord.NONE;
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
            case Finding.AddressOutsideGeometry f ->
                // fdisk 2.12 says "Partitions" of a cylinder only.
                (f.axis() == Finding.Axis.CYLINDER ? "Partitions " : "Partition ") + f.number() + ": " + axis(f) + " " + f.value()
                        + " greater than maximum " + f.maximum();
            case Finding.AddressDisagrees f ->
                "Partition " + f.number() + ": previous sectors " + f.sector() + " disagrees with total " + f.written();
            case Finding.BackupMisplaced f -> "MyLBA mismatch with real position at backup header.";
            case Finding.DiskTooSmall f -> "Disk is too small to hold all data.";
            case Finding.EmptyLogical f -> "Warning: partition " + f.number() + " is empty";
            case Finding.OutsideUsable f -> "Partition " + f.number() + " is not within the usable sectors.";
            case Finding.EndsBeforeStart f -> "Partition " + f.number() + " ends before it starts.";
            case Finding.TooBig f -> "Partition " + f.number() + " is too big for the disk.";
            case Finding.GptOverlap f -> "Partition " + f.first() + " overlaps with partition " + f.second() + ".";
            case Finding.MoreOverlaps f -> moreOverlaps(f);
            case Finding.OfVerifyingSun f -> SunMessages.classic(f);
            case Finding.OfVerifyingSgi f -> SgiMessages.classic(f);
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
            case Finding.AddressOutsideGeometry f ->
                "Partition " + f.number() + ": " + axis(f) + " " + f.value() + " greater than maximum " + f.maximum();
            case Finding.AddressDisagrees f ->
                "Partition " + f.number() + ": LBA sector " + f.sector() + " disagrees with C/H/S calculated sector " + f.written();
            case Finding.BackupMisplaced f -> "MyLBA mismatch with real position at backup header.";
            case Finding.DiskTooSmall f -> "Disk is too small to hold all data.";
            case Finding.EmptyLogical f -> "Partition " + f.number() + ": empty.";
            case Finding.OutsideUsable f -> "Partition " + f.number() + " is not within the usable sectors.";
            case Finding.EndsBeforeStart f -> "Partition " + f.number() + " ends before it starts.";
            case Finding.TooBig f -> "Partition " + f.number() + " is too big for the disk.";
            case Finding.GptOverlap f -> "Partition " + f.first() + " overlaps with partition " + f.second() + ".";
            case Finding.MoreOverlaps f -> moreOverlaps(f);
            case Finding.OfVerifyingSun f -> SunMessages.modern(f);
            case Finding.OfVerifyingSgi f -> SgiMessages.modern(f);
        };
    }

    private static String moreOverlaps(Finding.MoreOverlaps finding) {
        return "More than " + finding.told() + " overlaps; the others are not listed.";
    }

    private static String axis(Finding.AddressOutsideGeometry finding) {
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

    /** The same as fdisk 2.12 shows it of Sun and SGI labels: {@code cylinders of 16065 * 512 bytes}. */
    static String classicUnits(ListedDisk disk) {
        return disk.unit().plural() + " of " + disk.unitSectors() + " * " + disk.sectorSize().bytes() + " bytes";
    }

}
