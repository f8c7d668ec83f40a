package jdisk.label;

import java.util.List;
import java.util.Optional;
import jdisk.image.Slice;
import jdisk.unit.Extent;

/** A partition of any label. */
public sealed interface Partition
        permits MbrPartition, GptPartition, SgiPartition, SunPartition, BsdPartition, MacPartition, AmigaPartition,
                AtariPartition, Pc98Partition, WholeImage, SubPartition, NestedPartition, FoundPartition {

    /** What an entry of a table stands for. */
    enum Role {
        /** Sectors for data: what everybody calls a partition. */
        DATA,
        /** It only holds other partitions: an extended one. */
        CONTAINER,
        /** It stands for the whole disk, and others lie within it. */
        WHOLE_DISK,
        /** The sectors of the table itself. */
        TABLE,
        /** It says that nobody uses these sectors. */
        FREE,
        /** It is kept without a use of its own. */
        UNUSED
    }

    /** The number users and the kernel give it, from 1; 0 is the whole image. */
    int number();

    /** Where it lies, in sectors of the image. */
    Extent extent();

    /** Where its table says it lies, in sectors from where that counts: what fdisk lists. */
    default Extent told() {
        return extent();
    }

    /** How users name it: by its number; one of a table within another, by both names, such as {@code 1:d} or {@code 1:s0}. */
    default String reference() {
        return Integer.toString(number());
    }

    Role role();

    /** What its table says it is for, as util-linux names it; may hold anything where a table names its types itself. */
    String typeName();

    /** What sfdisk writes of it, in its order. */
    List<Field> fields();

    /** The name its table has for it, or an empty text; may hold anything. */
    default String name() {
        return "";
    }

    /** What fdisk asks for when it wants to know a partition: its number, or a letter. */
    default String designation() {
        return Integer.toString(number());
    }

    default boolean isWholeDisk() {
        return role() == Role.WHOLE_DISK;
    }

    /** The partition of the disk's own table that it is, or lies in. */
    default Partition outermost() {
        return this;
    }

    /** Its bytes, where they are not just those of its sectors: of a volume that was found, with what a copy tells of its start. */
    default Optional<Slice> volume() {
        return Optional.empty();
    }

    /** Whether it is number 0, all of the image. */
    default boolean isWholeImage() {
        return false;
    }

    /** Whether it lies within a {@link Role#CONTAINER}. */
    default boolean isLogical() {
        return false;
    }

    /** Whether it is of a BSD, which keeps a disklabel in it. */
    default boolean isOfBsd() {
        return false;
    }

    /** Whether it is of a Sun: UFS, of which there are several, is Sun's own there. */
    default boolean isOfSun() {
        return false;
    }

    /** Whether it is of FreeBSD, whose disklabels count from their slice. */
    default boolean isOfFreeBsd() {
        return false;
    }
}
