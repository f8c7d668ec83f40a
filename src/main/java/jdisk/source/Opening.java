package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jdisk.image.Layer;

/**
 * How an image is to be opened. The library's way to say what the command line's options say.
 *
 * @param anyBacking whether files that an image names may lie anywhere, and not only in its own folder or below
 * @param snapshot the state of the image that is wanted, by its name or number, where it keeps several
 * @param joins whether a file that is the first part of an image is opened with the others
 * @param range what of it is wanted, where not all of it is
 * @param member the file in an archive that is the image, where it holds several
 * @param cache the folder in which what had to be decoded as a whole is kept for the next time; without it, it is gone at the end
 * @param lists whether a listing is all that is wanted: the start of what is compressed is then decoded without the checksum of all that
 *         it is a part of
 * @param input what a location of {@code -} stands for
 * @param waiting told how far it is while something that takes long is decoded
 */
public record Opening(
        boolean anyBacking, Optional<String> snapshot, boolean joins, Optional<Range> range, Optional<String> member,
        Optional<Path> cache, boolean lists, Optional<InputStream> input, Waiting waiting) {
    /** As an image is opened without further wishes. */
    public static final Opening PLAIN = new Opening(false, Optional.empty(), true, Optional.empty(), Optional.empty(), Optional.empty(),
            false, Optional.empty(), Waiting.NOBODY);

    /**
     * A range of an image.
     *
     * @param offset in bytes
     * @param length in bytes, or nothing for all that follows
     */
    public record Range(long offset, OptionalLong length) {}

    /**
     * Where what is decoded goes to.
     *
     * @param isKept whether it is kept there once it is complete
     */
    public record Place(Path folder, boolean isKept) {}

    /** Told what is done while somebody waits. */
    public interface Waiting {
        /** Nobody wants to know. */
        Waiting NOBODY = new Waiting() { // no lambda: one of an interface with other methods is made when it is first met
            @Override
            public void decoded(String file, Place place, long decoded, OptionalLong size) {
                // nobody to tell
            }
        };

        /**
         * So much was decoded.
         *
         * @param file that is decoded
         * @param size of the whole, or nothing if it is not known
         * @throws IOException to end it
         */
        void decoded(String file, Place place, long decoded, OptionalLong size) throws IOException;

        /**
         * All of a file is decoded, and kept.
         *
         * @param before whether an earlier run did
         */
        default void kept(String file, Path where, boolean before) {
            // whoever waits need not know
        }

        /** Files are opened as one image, of which the user named the first. */
        default void joined(List<Path> parts) {
            // whoever waits need not know
        }
    }

    /** The same for what is in a container: a state or a file that was asked for, and found in that one, is asked for no more. */
    Opening after(Layer container) {
        return new Opening(anyBacking, container.facts().containsKey("snapshot") ? Optional.empty() : snapshot, joins, range,
                container.facts().containsKey("member") ? Optional.empty() : member, cache, lists, input, waiting);
    }

    /** The same for a file that the image names: the state and the file that were asked for are those of the image itself. */
    Opening forNamed() {
        return new Opening(anyBacking, Optional.empty(), joins, range, Optional.empty(), cache, lists, input, waiting);
    }

    /**
     * The same for a program that has a standard input and somebody who waits.
     *
     * @param itsInput what a location of {@code -} stands for
     */
    public Opening with(Optional<InputStream> itsInput, Waiting whoWaits) {
        return new Opening(anyBacking, snapshot, joins, range, member, cache, lists, itsInput, whoWaits);
    }
}
