package jdisk.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads an image in large blocks, one after the other into the same room, for who goes through all of it. For one thread. */
public final class BlockReader {
    private final Image image;
    private final byte[] room;

    /** One that reads at most so many bytes at once. */
    public BlockReader(Image image, int most) {
        this.image = image;
        this.room = new byte[most];
    }

    /**
     * Reads bytes, and shows them in a view that is good until the next are read; what the view has after them is of no use.
     *
     * @param offset in bytes from the start of the image
     * @throws IOException if they cannot be read
     */
    public ByteView read(long offset, int length) throws IOException {
        image.read(offset, ByteBuffer.wrap(room, 0, length));
        return new ByteView(room);
    }
}
