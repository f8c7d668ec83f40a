package jdisk.label;

import jdisk.unit.Chs;
import jdisk.unit.Extent;

/** Something doubtful about a table: what it is and where, without a sentence. Numbers of partitions are the user's. */
public sealed interface Finding {

    /**
     * A name of this kind of finding for programs, in small letters with hyphens: {@code backup-not-at-end}. It stays the same from
     * one version to the next.
     */
    default String code() {
        StringBuilder code = new StringBuilder();
        for (char letter : getClass().getSimpleName().toCharArray()) {
            code.append(Character.isUpperCase(letter) && !code.isEmpty() ? "-" : "").append(Character.toLowerCase(letter));
        }
        return code.toString();
    }

    /** What the reader comes across. */
    sealed interface OfReading extends Finding {
        /** Whether the table is damaged, and not just larger than fdisk or its own numbers allow for. */
        default boolean isDamage() {
            return true;
        }
    }

    /** What the reader comes across that is no damage, and only remarkable. */
    sealed interface Remark extends OfReading {
        @Override
        default boolean isDamage() {
            return false;
        }
    }

    /** What verifying brings, of a table that could be read. */
    sealed interface OfVerifying extends Finding {
        /** Whether something is wrong, and not just remarkable. */
        default boolean isDoubt() {
            return true;
        }
    }

    /** What verifying a Sun label brings. */
    sealed interface OfVerifyingSun extends OfVerifying {}

    /** What verifying an SGI label brings. */
    sealed interface OfVerifyingSgi extends OfVerifying {}

    /** An entry of an extended type starts at sector 0, so it has no chain. */
    record ExtendedAtZero(int number) implements OfReading {}

    /** A second extended partition; the chain of the first one is followed. */
    record ExtraExtended(int number) implements OfReading {}

    /** An EBR with more than one data entry; the first is taken. */
    record ExtraData(long sector) implements OfReading {}

    /** An EBR with more than one link; the first is followed. */
    record ExtraLink(long sector) implements OfReading {}

    /** An EBR within the chain that holds no partition. */
    record EmptyTable(long sector) implements OfReading {}

    /** A table sector without the bytes 55 AA at its end. */
    record NoSignature(long sector) implements OfReading {}

    /** A link to a sector outside the extended partition; it is followed. */
    record LinkOutside(long sector) implements OfReading {}

    /** The chain leads after the last of so many sectors. */
    record ChainBeyondEnd(long sector, long sectors) implements OfReading {}

    /** A sector of the chain cannot be read. */
    record ChainUnreadable(long sector, String reason) implements OfReading {}

    /** The chain leads back to a sector it has been at. */
    record ChainLoops(long from, long to) implements OfReading {}

    /** The chain goes on after as many partitions as are followed. */
    record ChainTooLong(int limit) implements OfReading {}

    /** A partition ends after the last of so many sectors, or lies wholly after it. */
    record BeyondEnd(int number, Extent extent, long sectors) implements OfReading {}

    /** A GPT entry that ends before it starts, or whose numbers are too large to count. */
    record NumbersMakeNoSense(int number) implements OfReading {}

    /** The GPT's primary copy cannot be used. */
    record PrimaryFaulty(Fault fault) implements OfReading {}

    /** The GPT's backup copy cannot be used. */
    record BackupFaulty(Fault fault) implements OfReading {}

    /**
     * Neither copy of a GPT can be used; what protects it is shown.
     *
     * @param entriesAreWhole whether those of a copy are, and only its header's checksum is wrong
     */
    record BothCopiesFaulty(Fault primary, Fault backup, boolean entriesAreWhole) implements OfReading {}

    /** The headers of both copies of a GPT have wrong checksums, or are not there; the entries of the one that is shown are whole. */
    record HeadersDoubtful() implements OfReading {}

    /** The backup header of a GPT leads to the primary's entries, so that there is only one copy of them. */
    record EntriesShared(long sector) implements OfReading {}

    /** A GPT's header lies where it would in sectors of another size, too, but is not the one that is sound. */
    record AnotherHeader(long offset) implements Remark {}

    /** The last sector is no part of the disk, but the footer of a fixed VHD. */
    record Footer(long sector) implements Remark {}

    /** The GPT's backup header is not in the last sector. */
    record BackupNotAtEnd(long sector, long last) implements OfReading {}

    /** Both copies of a GPT are sound, and they say different things. */
    record CopiesDiffer() implements OfReading {}

    /** The first sector, where the MBR of a GPT lies, cannot be read. */
    record FirstUnreadable(String reason) implements OfReading {}

    /** A GPT without an MBR that protects it. */
    record NoProtectiveMbr() implements OfReading {}

    /** The MBR of a GPT holds partitions of its own. */
    record HybridMbr() implements Remark {}

    /** The MBR of a GPT protects another number of sectors than there are. */
    record ProtectiveSizeDiffers(long told, long sectors) implements OfReading {}

    /** A table says it has more entries than are read. */
    record TooManyEntries(long told, int read) implements OfReading {}

    /** An entry that should be in the table is none. */
    record EntryMissing(int number) implements OfReading {}

    /** The list of a table's entries cannot be followed to the entry with this number, which should be at this sector. */
    record ListBroken(int number, long sector, Break why) implements OfReading {}

    /** The checksum of an entry is wrong, where each has one of its own. */
    record WrongEntryChecksum(int number) implements OfReading {}

    /** A table's checksum is wrong. */
    record WrongChecksum(Label.Kind kind) implements OfReading {}

    /** A Sun label that tells no heads or no sectors a track. */
    record NoGeometry() implements OfReading {}

    /** A PC-98 table, which tells places, and nothing that tells how many heads and sectors a track the disk has. */
    record GeometryAssumed(int heads, int sectors) implements Remark {}

    /** The entry of a FreeBSD label that stands for all of its slice starts neither at 0 nor where the slice does. */
    record WholeSliceElsewhere(long told, long start) implements OfReading {}

    /** What is doubtful about the table within a partition. */
    record NestedTable(int partition, OfReading finding) implements OfReading {
        @Override
        public boolean isDamage() {
            return finding.isDamage();
        }
    }

    /** The VTOC of a Sun label has another version than there is. */
    record VtocVersion(long found) implements OfReading {}

    /** The VTOC of a Sun label has not the mark of one. */
    record VtocSanity(long found) implements OfReading {}

    /** The VTOC of a Sun label tells another number of entries than there are. */
    record VtocCount(int found, int entries) implements OfReading {}

    /** A table of another kind is on the image, too. */
    record AnotherTable(Label.Kind kind) implements Remark {}

    /**
     * The table is that of a drive overlay, and the disk's own is in another sector.
     *
     * @param number the partition that says so, by its type
     * @param sector where the disk's own table is
     * @param sectors of the image
     */
    record DriveOverlay(int number, int type, long sector, long sectors) implements Remark {}

    /** The image ends within a sector. */
    record IncompleteSector(long bytes) implements OfReading {}

    /** The disk has more sectors than a table with 32-bit numbers can tell. */
    record DiskTooLarge(long sectors) implements Remark {}

    /** More partitions than fdisk knows. */
    record MoreThanFdiskLists(int count) implements Remark {}

    /** Two partitions share sectors. */
    record Overlap(int first, int second) implements OfVerifying {}

    /** Two partitions of a GPT share sectors. */
    record GptOverlap(int first, int second) implements OfVerifying {}

    /** A logical partition leaves its extended one. */
    record OutsideExtended(int number, int extended) implements OfVerifying {}

    /** The place written for the first sector is not the one its number has in the geometry in force. */
    record BeginningDiffers(int number, Chs written, Chs computed) implements OfVerifying {}

    /** The place written for the last sector is not the one its number has in the geometry in force. */
    record EndingDiffers(int number, Chs written, Chs computed) implements OfVerifying {}

    /** The place written for the last sector is not the end of a cylinder. */
    record NotAtCylinderEnd(int number) implements OfVerifying {}

    /** A place written for a partition's first or last sector does not exist in the geometry in force. */
    record AddressOutsideGeometry(int number, Axis axis, long value, long maximum) implements OfVerifying {}

    /** A place written for a partition's first or last sector is that of the disk's first. */
    record ContainsSectorZero(int number) implements OfVerifying {}

    /** A place written for a partition's first or last sector has another number than that sector. */
    record AddressDisagrees(int number, long written, long sector) implements OfVerifying {}

    /** More overlaps than are told. */
    record MoreOverlaps(int told) implements OfVerifying {}

    /** The backup header of a GPT is not where the primary says it is. */
    record BackupMisplaced() implements OfVerifying {}

    /** A GPT was made for a larger disk. */
    record DiskTooSmall() implements OfVerifying {}

    /** A logical partition has sectors and no type. */
    record EmptyLogical(int number) implements OfVerifying {}

    /** A GPT partition is not within the sectors partitions may take. */
    record OutsideUsable(int number) implements OfVerifying {}

    /** A GPT partition ends before it starts. */
    record EndsBeforeStart(int number) implements OfVerifying {}

    /** A GPT partition ends past the end of the disk. */
    record TooBig(int number) implements OfVerifying {}

    /** A Sun or SGI label without partitions. */
    record NoPartitions() implements OfVerifyingSun, OfVerifyingSgi {
        @Override
        public boolean isDoubt() {
            return false;
        }
    }

    /** A Sun partition shares sectors with those before it in the table. */
    record SunOverlap(int number, Extent shared) implements OfVerifyingSun {}

    /** The size of a Sun partition is not one of whole cylinders. */
    record NotOfWholeCylinders(int number) implements OfVerifyingSun {}

    /** Sectors no Sun partition takes. */
    record SunGap(Extent extent) implements OfVerifyingSun {
        @Override
        public boolean isDoubt() {
            return false;
        }
    }

    /** More than one entry of an SGI label stands for the whole disk. */
    record SecondWholeDisk() implements OfVerifyingSgi {}

    /** No entry of an SGI label stands for the whole disk, or not the one that comes first on the disk. */
    record NoWholeDisk() implements OfVerifyingSgi {}

    /** The entry of an SGI label that stands for the whole disk is not the eleventh. */
    record WholeDiskNotEleventh(int number) implements OfVerifyingSgi {}

    /** The entry of an SGI label that stands for the whole disk does not start with it. */
    record WholeDiskStartsLate(long sector) implements OfVerifyingSgi {}

    /** Two SGI partitions share so many sectors. */
    record SgiOverlap(int first, int second, long sectors) implements OfVerifyingSgi {}

    /** Sectors no SGI partition takes. */
    record SgiGap(Extent extent) implements OfVerifyingSgi {
        @Override
        public boolean isDoubt() {
            return false;
        }
    }

    /** The partition an SGI disk starts from does not exist. */
    record NoBootPartition() implements OfVerifyingSgi {}

    /** The partition an SGI disk is swapped to does not exist. */
    record NoSwapPartition() implements OfVerifyingSgi {}

    /** The partition an SGI disk is swapped to is not of a type for that. */
    record NoSwapType() implements OfVerifyingSgi {}

    /** The file an SGI disk starts is not the usual one. */
    record UnusualBootFile() implements OfVerifyingSgi {
        @Override
        public boolean isDoubt() {
            return false;
        }
    }

    /** What is wrong with a copy of a GPT. */
    enum Fault {
        MISSING,
        BEHIND_END,
        UNREADABLE,
        /** It was not looked at, as all before it would have had to be decoded first. */
        LEFT_OUT,
        HEADER_SIZE,
        HEADER_CRC,
        ELSEWHERE,
        ARRAY_SIZE,
        ARRAY_BEHIND_END,
        ARRAY_CRC
    }

    /** Why a list of entries ends before its end. */
    enum Break {
        /** It leads back to an entry it has been at. */
        LOOPS,
        TOO_LONG,
        BEYOND_END,
        UNREADABLE,
        NO_ENTRY
    }

    /** A direction of a place on a disk. */
    enum Axis {
        HEAD,
        SECTOR,
        CYLINDER
    }
}
