package jdisk.recipe;

import java.util.Optional;
import java.util.OptionalLong;
import jdisk.probe.Contents;

/**
 * What lies at the place a recipe is for.
 *
 * @param contents nothing if it is not recognised
 * @param bytes how many a file system takes, where it tells
 * @param beneath of a member of an array, the file system that begins where the member does and fits into it; else nothing
 */
public record Found(Optional<Contents> contents, OptionalLong bytes, Optional<Contents> beneath) {
    /** Nothing that is recognised. */
    public static final Found NOTHING = new Found(Optional.empty(), OptionalLong.empty(), Optional.empty());

    /** Something of which no more is known. */
    public static Found of(Contents contents) {
        return new Found(Optional.of(contents), OptionalLong.empty(), Optional.empty());
    }

    /**
     * Whether a device it is read through needs sectors as large as the image's: it was made on such. One that was made on
     * smaller ones cannot be mounted on a device that has larger ones, while small ones do for all.
     */
    boolean isMadeOnSectors(int bytes) {
        return contents.filter(found -> found.blockBytes() >= bytes).isPresent();
    }
}
