package jdisk.label;

import jdisk.unit.Chs;
import jdisk.unit.Extent;

/** Something doubtful about a table: what it is and where, without a sentence. Numbers of partitions are the user's. */
public sealed interface Finding {
    /** What the reader comes across. */
    sealed interface OfReading extends Finding {
        /** Whether the table is damaged, and not just larger than fdisk or its own numbers allow for. */
        default boolean isDamage() {
            return true;
        }
    }

    /** What verifying brings, of a table that could be read. */
    sealed interface OfVerifying extends Finding {}

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

    /** The chain leads behind the last of so many sectors. */
    record ChainBeyondEnd(long sector, long sectors) implements OfReading {}

    /** A sector of the chain cannot be read. */
    record ChainUnreadable(long sector, String reason) implements OfReading {}

    /** The chain leads back to a sector it has been at. */
    record ChainLoops(long from, long to) implements OfReading {}

    /** The chain goes on behind as many partitions as are followed. */
    record ChainTooLong(int limit) implements OfReading {}

    /** A partition ends behind the last of so many sectors, or lies wholly behind it. */
    record BeyondEnd(int number, Extent extent, long sectors) implements OfReading {}

    /** The image ends within a sector. */
    record IncompleteSector(long bytes) implements OfReading {}

    /** The disk has more sectors than a table with 32-bit numbers can tell. */
    record DiskTooLarge(long sectors) implements OfReading {
        @Override
        public boolean isDamage() {
            return false;
        }
    }

    /** More partitions than fdisk knows. */
    record MoreThanFdiskLists(int count) implements OfReading {
        @Override
        public boolean isDamage() {
            return false;
        }
    }

    /** Two partitions share sectors. */
    record Overlap(int first, int second) implements OfVerifying {}

    /** A logical partition leaves its extended one. */
    record OutsideExtended(int number, int extended) implements OfVerifying {}

    /** The place written for the first sector is not the one its number has in the geometry in force. */
    record BeginningDiffers(int number, Chs written, Chs computed) implements OfVerifying {}

    /** The place written for the last sector is not the one its number has in the geometry in force. */
    record EndingDiffers(int number, Chs written, Chs computed) implements OfVerifying {}

    /** The place written for the last sector is not the end of a cylinder. */
    record NotAtCylinderEnd(int number) implements OfVerifying {}

    /** A place written for a partition's first or last sector does not exist in the geometry in force. */
    record PlaceOutsideGeometry(int number, Axis axis, long value, long maximum) implements OfVerifying {}

    /** A place written for a partition's first or last sector is that of the disk's first. */
    record ContainsSectorZero(int number) implements OfVerifying {}

    /** A place written for a partition's first or last sector has another number than that sector. */
    record PlaceDisagrees(int number, long written, long sector) implements OfVerifying {}

    /** More overlaps than are told. */
    record MoreOverlaps(int told) implements OfVerifying {}

    /** A direction of a place on a disk. */
    enum Axis {
        HEAD,
        SECTOR,
        CYLINDER
    }
}
