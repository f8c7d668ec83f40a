package jdisk.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An image that counts what is read of it, and holds whoever reads to its bounds. */
public final class CountedImage extends ForwardingImage {
    private long reads;
    private long bytes;

    public CountedImage(Image image) {
        super(image);
    }

    /** How often it was read. */
    public long reads() {
        return reads;
    }

    /** How many bytes were read. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        assertThat(offset).isNotNegative();
        assertThat(offset + target.remaining()).isBetween(0L, size());
        reads++;
        bytes += target.remaining();
        super.read(offset, target);
    }
}
