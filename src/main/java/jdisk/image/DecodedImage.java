package jdisk.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image whose bytes are kept in another in some other form, in units that are decoded one by one when they are read: what a
 * compressed file holds, for instance.
 *
 * <p>The last few units are kept. Safe to use from several threads as far as the decoder is; two of them may decode the same unit.
 */
public final class DecodedImage implements Image {
    /** Bytes that are kept decoded, unless one unit has more. */
    private static final int KEPT = 1 << 20;

    /** Decodes units. */
    @FunctionalInterface
    public interface Decoder {
        /**
         * A unit.
         *
         * @param number from 0
         * @param length how many bytes it has: all units the same, but for the last
         * @return exactly so many
         * @throws IOException if it cannot be read, or is not what it should be
         */
        byte[] unit(long number, int length) throws IOException;
    }

    private final Image source;
    private final String name;
    private final long size;
    private final int unit;
    private final Decoder decoder;
    private final Map<Long, byte[]> kept;

    /**
     * An image.
     *
     * @param source where it is kept
     * @param size in bytes, decoded
     * @param unit bytes of a unit, decoded
     */
    public DecodedImage(Image source, String name, long size, int unit, Decoder decoder) {
        this.source = source;
        this.name = name;
        this.size = size;
        this.unit = unit;
        this.decoder = decoder;
        int most = Math.max(KEPT / unit, 1);
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public List<Path> files() {
        return source.files();
    }

    @Override
    public List<Layer> layers() {
        return source.layers();
    }

    @Override
    public boolean claims(Path file) throws IOException {
        return source.claims(file);
    }

    @Override
    public String identity() {
        return source.identity() + ", " + name + " " + size;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        if (offset < 0 || offset > size - target.remaining()) {
            throw new EOFException("it ends at byte " + size + ", " + (target.remaining() - Math.max(size - offset, 0)) + " bytes short");
        }
        long at = offset;
        // Ends: each turn fills the buffer by at least a byte.
        while (target.hasRemaining()) {
            byte[] bytes = unit(at / unit);
            int from = (int) (at % unit);
            int count = Math.min(target.remaining(), bytes.length - from);
            target.put(bytes, from, count);
            at += count;
        }
    }

    private byte[] unit(long number) throws IOException {
        synchronized (kept) {
            byte @Nullable [] known = kept.get(number);
            if (known != null) {
                return known;
            }
        }
        int length = (int) Math.min(unit, size - number * unit);
        byte[] bytes = decoder.unit(number, length);
        if (bytes.length != length) {
            throw new IOException("it decodes to " + bytes.length + " bytes where " + length + " should be");
        }
        synchronized (kept) {
            kept.put(number, bytes);
        }
        return bytes;
    }

    /** Closes nothing: whoever opened the image it is kept in closes that. */
    @Override
    public void close() {
        // the other image may be in use elsewhere
    }
}
