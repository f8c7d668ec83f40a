package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;
import jdisk.image.Image;

/** The bytes of an image, or of a part of it, one after the other. */
final class ImageStream extends InputStream {
    private static final int PIECE = 1 << 18;

    private final Image image;
    private final long end;
    private final byte[] buffer = new byte[PIECE];
    private long next;
    private int at;
    private int limit;

    ImageStream(Image image, long from, long to) {
        this.image = image;
        this.next = from;
        this.end = to;
    }

    /** Where in the image the next byte is. */
    long position() {
        return next - (limit - at);
    }

    private boolean isEmpty() throws IOException {
        if (at < limit) {
            return false;
        }
        int count = (int) Math.min(PIECE, end - next);
        if (count <= 0) {
            return true;
        }
        image.read(next, ByteBuffer.wrap(buffer, 0, count));
        next += count;
        at = 0;
        limit = count;
        return false;
    }

    @Override
    public int read() throws IOException {
        return isEmpty() ? -1 : buffer[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isEmpty()) {
            return -1;
        }
        int count = Math.min(length, limit - at);
        System.arraycopy(buffer, at, target, offset, count);
        at += count;
        return count;
    }

    /**
     * Gives what comes next to an inflater.
     *
     * @return whether there was anything left
     */
    boolean feed(Inflater inflater) throws IOException {
        if (isEmpty()) {
            return false;
        }
        inflater.setInput(buffer, at, limit - at);
        at = limit;
        return true;
    }

    /** Takes back the last bytes that an inflater was given and did not use. */
    void takeBack(int count) {
        at -= count;
    }

    @Override
    public int available() {
        return (int) Math.min(end - position(), Integer.MAX_VALUE);
    }
}
