package jdisk.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import jdisk.image.Image;

/** An image that no more may be read of than a number of bytes in a number of reads, so that no loop is without an end. */
public final class WatchedImage implements Image {
    private final Image image;
    private final long mostReads;
    private final long mostBytes;
    private long reads;
    private long bytes;

    public WatchedImage(Image image, long mostReads, long mostBytes) {
        this.image = image;
        this.mostReads = mostReads;
        this.mostBytes = mostBytes;
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
        reads++;
        bytes += target.remaining();
        if (offset < 0) {
            throw new AssertionError("read at " + offset);
        }
        if (reads > mostReads || bytes > mostBytes) {
            throw new AssertionError(reads + " reads of " + bytes + " bytes");
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
