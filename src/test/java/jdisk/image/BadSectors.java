package jdisk.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/** An image some of whose sectors cannot be read, as those of a failing disk. */
public final class BadSectors extends ForwardingImage {

    private static final int SECTOR = 512;

    private final Set<Long> bad;

    /** The image with these of its sectors of 512 bytes gone bad. */
    public BadSectors(Image image, Long... bad) {
        super(image);
        this.bad = Set.of(bad);
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        long last = (offset + target.remaining() - 1) / SECTOR;
        for (long sector = offset / SECTOR; sector <= last; sector++) {
            if (bad.contains(sector)) {
                throw new IOException("Input/output error");
            }
        }
        super.read(offset, target);
    }
}
