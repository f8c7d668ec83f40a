package jdisk.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import jdisk.image.Image;

/** An image of which no more may be read than is allowed, so that no loop is without an end. */
public final class WatchedImage implements Image {
    private final Image image;
    private long reads;
    private long bytes;

    public WatchedImage(Image image, long reads, long bytes) {
        this.image = image;
        allow(reads, bytes);
    }

    /** From here on, so many reads of so many bytes in all are allowed. */
    public void allow(long moreReads, long moreBytes) {
        reads = moreReads;
        bytes = moreBytes;
    }

    @Override
    public String name() {
        return image.name();
    }

    @Override
    public long size() {
        return image.size();
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
        image.read(offset, target);
    }

    @Override
    public boolean knowsHoles() {
        return image.knowsHoles();
    }

    @Override
    public long nextData(long offset) throws IOException {
        return image.nextData(offset);
    }

    @Override
    public long nextHole(long offset) throws IOException {
        return image.nextHole(offset);
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}
