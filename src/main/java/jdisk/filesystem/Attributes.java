package jdisk.filesystem;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is known of a node beside its name and contents, in whatever format.
 *
 * @param identifier the number the file system has for it: an inode, a record of the MFT; nothing where it has none
 * @param size of its contents in bytes, or of a link's target; 0 of what has none
 * @param times when it was made, read and changed
 * @param permissions whose it is, and who may use it; nothing where the format does not keep that
 * @param letters the attributes of DOS and Windows that are set, in the order {@code RHSA} and what else there is; nothing in a
 *     format without them
 * @param links how many names it has; nothing where that is not kept
 * @param flags what is special about how it is kept
 */
public record Attributes(
        OptionalLong identifier,
        long size,
        Times times,
        Optional<Permissions> permissions,
        Optional<String> letters,
        OptionalLong links,
        Set<Flag> flags) {

    /** What is special about how a node is kept. */
    public enum Flag {
        COMPRESSED,
        /** Its contents, and mostly its name, take a key. */
        ENCRYPTED,
        SPARSE,
        /** Its contents stand where others tell where theirs are. */
        INLINE,
        IMMUTABLE,
        APPEND_ONLY,
        /** Names in it are found in any case. */
        CASE_INSENSITIVE,
        /** Its contents can be verified by digests that are kept with it. */
        VERITY,
        /** It is shown as it is in the journal, which has not been written back. */
        JOURNAL
    }

    /**
     * Who may do what, as Unix has it.
     *
     * @param mode the lower twelve bits
     */
    public record Permissions(int mode, long uid, long gid) {}
}
