package jdisk.label;

import jdisk.probe.Contents;

/** What the prober makes of an image: a table, or the reason why there is none. */
public sealed interface Recognition {
    /** A table was found. */
    record Table(Label label) implements Recognition {}

    /** The image is shorter than a sector. */
    record TooShort(long bytes) implements Recognition {}

    /** The first sector is all zeros. */
    record Blank() implements Recognition {}

    /** The first sector does not end in 55 AA. */
    record NoSignature() implements Recognition {}

    /**
     * There is no table that can be read, and where one could begin, a sector cannot be read.
     *
     * @param sector of 512 bytes
     * @param reason what the system says
     */
    record Unreadable(long sector, String reason) implements Recognition {}

    /** No table, but the backup header of a GPT in the last sector, which says it is in this one: the image is the end of a disk. */
    record EndOfDisk(long own) implements Recognition {}

    /** The first sector ends in 55 AA, and has boot code where the entries of a table would be. */
    record BootCode() implements Recognition {}

    /** There is no table of the only kind that was looked for. */
    record NotOfKind(Label.Kind kind) implements Recognition {}

    /** The first sector is the boot record of a file system that fills the image, or lies before one, or something else, that does. */
    record BootRecord(Contents fileSystem) implements Recognition {}
}
