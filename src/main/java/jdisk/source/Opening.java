package jdisk.source;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an image is to be opened. The library's way to say what the command line's options say.
 *
 * @param anyBacking whether files that an image names may lie anywhere, and not only in its own folder or below
 * @param snapshot the state of the image that is wanted, by its name or number, where it keeps several
 * @param joins whether a file that is the first part of an image is opened with the others
 * @param range what of it is wanted, where not all of it is
 * @param cache the folder in which what had to be decoded is kept for the next time
 */
public record Opening(
        boolean anyBacking, Optional<String> snapshot, boolean joins, Optional<Range> range, Optional<Path> cache) {
    /**
     * A range of an image.
     *
     * @param offset in bytes
     * @param length in bytes, or nothing for all that follows
     */
    public record Range(long offset, OptionalLong length) {}

    /** As an image is opened without further wishes. */
    public static final Opening PLAIN = new Opening(false, Optional.empty(), true, Optional.empty(), Optional.empty());
}
