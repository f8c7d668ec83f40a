package jdisk.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An image that is kept in chunks, each of which is decoded as a whole: a compressed file.
 *
 * <p>Only chunks that are asked for are decoded; the last few are kept. As safe to use from several threads as what it is decoded
 * from.
 */
public final class ChunkImage implements Derived {
    /** Decoded chunks that are kept: what reads in pieces comes back to the one it ended in. */
    private static final int KEPT = 4;

    /** Where chunks come from. */
    public interface Chunks {
        /**
         * A chunk, decoded: as long as all are, or shorter if it is the last one.
         *
         * @throws IOException if it cannot be read, or not be decoded
         */
        ByteView decoded(long number) throws IOException;

        /** Whether the places of holes are known. */
        default boolean knowsHoles() {
            return false;
        }

        /** As {@link Image#nextData}; what is past the end of the image counts as its end. */
        default long nextData(long offset) {
            return offset;
        }

        /** As {@link Image#nextHole}; what is past the end of the image counts as its end. */
        default long nextHole(long offset) {
            return Long.MAX_VALUE;
        }
    }

    private final Image source;
    private final String name;
    private final long size;
    private final int chunkBytes;
    private final Chunks chunks;
    private final Map<Long, ByteView> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ByteView> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * An image in chunks.
     *
     * @param source what they are decoded from
     * @param name as messages call it
     * @param size in bytes
     * @param chunkBytes of each chunk but the last one, which may be shorter
     */
    public ChunkImage(Image source, String name, long size, int chunkBytes, Chunks chunks) {
        this.source = source;
        this.name = name;
        this.size = size;
        this.chunkBytes = chunkBytes;
        this.chunks = chunks;
    }

    @Override
    public Image image() {
        return source;
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
    public String identity() {
        return source.identity() + ", decoded, " + name + " " + size;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("it", size, offset, target.remaining());
        // Ends: each turn fills the buffer by at least a byte.
        for (long at = offset; target.hasRemaining(); ) {
            ByteView chunk = chunk(at / chunkBytes);
            int from = (int) (at % chunkBytes);
            int count = Math.min(target.remaining(), chunk.length() - from);
            if (count <= 0) {
                throw new IOException("what is kept of it is shorter than it");
            }
            target.put(chunk.copy(from, count));
            at += count;
        }
    }

    private ByteView chunk(long number) throws IOException {
        synchronized (kept) {
            ByteView known = kept.get(number);
            if (known != null) {
                return known;
            }
        }
        // Decoded without the lock, so that several threads can do it at once.
        ByteView chunk = chunks.decoded(number);
        synchronized (kept) {
            kept.put(number, chunk);
        }
        return chunk;
    }

    @Override
    public boolean knowsHoles() {
        return chunks.knowsHoles();
    }

    @Override
    public long nextData(long offset) {
        return Math.min(chunks.nextData(offset), size);
    }

    @Override
    public long nextHole(long offset) {
        return Math.min(chunks.nextHole(offset), size);
    }

    /** Closes nothing: whoever opened the image it is made of closes that. */
    @Override
    public void close() {
        // the other image may be in use elsewhere
    }
}
