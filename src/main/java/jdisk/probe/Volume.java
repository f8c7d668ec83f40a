package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;

/** A stretch of an image that may hold a file system. What lies outside it, or behind the image's end, is not there. */
final class Volume {
    private final Image image;
    private final long offset;
    private final long length;

    /**
     * A stretch of an image.
     *
     * @param offset in bytes from the start of the image
     * @param length in bytes; may lead beyond the end of the image
     */
    Volume(Image image, long offset, long length) {
        this.image = image;
        this.offset = offset;
        this.length = length;
    }

    /** Its length in bytes, as the table has it: some formats count from the end. */
    long length() {
        return length;
    }

    /**
     * The bytes at a place, or nothing if they are not all there.
     *
     * @param at in bytes from the start of the volume; numbers out of an image may be given as they are
     * @throws IOException if they cannot be read
     */
    Optional<ByteView> view(long at, int size) throws IOException {
        long end = Math.min(length, image.size() - offset);
        if (at < 0 || size < 0 || at > end - size) {
            return Optional.empty();
        }
        return Optional.of(image.view(offset + at, size));
    }
}
