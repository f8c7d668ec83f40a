package jdisk.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Set;

/** An image that fails on the way: sectors that cannot be read, or an end that comes sooner than it was when it was opened. */
public final class FaultyImage extends ForwardingImage {
    private static final int SECTOR = 512;

    private final Set<Long> bad;
    private final long end;
    private final boolean kernelCopies;

    private FaultyImage(Image image, Set<Long> bad, long end, boolean kernelCopies) {
        super(image);
        this.bad = bad;
        this.end = end;
        this.kernelCopies = kernelCopies;
    }

    /** These sectors of 512 bytes cannot be read. */
    public static FaultyImage withBadSectors(Image image, Long... bad) {
        return new FaultyImage(image, Set.of(bad), image.size(), true);
    }

    /** The file was cut to this length after it was opened. */
    public static FaultyImage shrunkTo(Image image, long end) {
        return new FaultyImage(image, Set.of(), end, true);
    }

    /** The system gives no more than a few bytes at a time. */
    public static FaultyImage slow(Image image) {
        return new FaultyImage(image, Set.of(), image.size(), false);
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        if (offset + target.remaining() > end) {
            throw new EOFException("the image ends at byte " + end);
        }
        long last = (offset + target.remaining() - 1) / SECTOR;
        for (long sector = offset / SECTOR; sector <= last; sector++) {
            if (bad.contains(sector)) {
                target.position(target.position() + Math.min(target.remaining(), 7)); // what failed may have left anything
                throw new IOException("Input/output error");
            }
        }
        super.read(offset, target);
    }

    @Override
    public long transferTo(long offset, long count, WritableByteChannel target) throws IOException {
        if (!kernelCopies) {
            return super.transferTo(offset, Math.min(count, 700), target);
        }
        // The kernel copies up to the first fault, then says no more than that there is one.
        long until = Math.min(offset + count, end);
        for (long sector = offset / SECTOR; sector * SECTOR < until; sector++) {
            if (bad.contains(sector)) {
                until = Math.max(sector * SECTOR, offset);
            }
        }
        if (until == offset && offset < end) {
            throw new IOException("Input/output error");
        }
        return until <= offset ? 0 : super.transferTo(offset, until - offset, target);
    }
}
