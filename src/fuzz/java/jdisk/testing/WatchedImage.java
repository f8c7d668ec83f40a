package jdisk.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import jdisk.image.ForwardingImage;
import jdisk.image.Image;

/** An image of which no more may be read than is allowed, so that no loop is without an end. */
public final class WatchedImage extends ForwardingImage {
    private long reads;
    private long bytes;

    public WatchedImage(Image image, long reads, long bytes) {
        super(image);
        allow(reads, bytes);
    }

    /** From here on, so many reads of so many bytes in all are allowed. */
    public void allow(long moreReads, long moreBytes) {
        reads = moreReads;
        bytes = moreBytes;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        reads--;
        bytes -= target.remaining();
        if (offset < 0) {
            throw new AssertionError("read at " + offset);
        }
        if (reads < 0 || bytes < 0) {
            throw new AssertionError("too much is read: " + reads + " reads and " + bytes + " bytes left");
        }
        super.read(offset, target);
    }
}
