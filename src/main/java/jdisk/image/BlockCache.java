package jdisk.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image whose blocks are kept for a while once they are read: for what looks at the same few sectors again and again.
 *
 * <p>Blocks are of 512 bytes, the smallest sectors there are, and the last two thousand are kept. A block that cannot be read as a whole is not kept: the bytes
 * that were asked for are then read by themselves, so that one bad sector hides no other. Not for several threads at a time.
 */
public final class BlockCache implements Image {
    private static final int BLOCK = 512;

    /** Blocks kept: a megabyte. */
    private static final int KEPT = 2048;

    private final Image image;

    private final Map<Long, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    public BlockCache(Image image) {
        this.image = image;
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
    public List<Path> files() {
        return image.files();
    }

    @Override
    public boolean claims(Path file) throws IOException {
        return image.claims(file);
    }

    @Override
    public String identity() {
        return image.identity();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        if (offset < 0 || offset > size() - target.remaining()) {
            image.read(offset, target); // which says what is wrong
            return;
        }
        // Ends: each turn fills the buffer by at least a byte.
        for (long at = offset; target.hasRemaining(); ) {
            long block = at / BLOCK;
            byte[] kept = blocks.get(block);
            int from = (int) (at % BLOCK);
            int count;
            if (kept != null) {
                count = Math.min(target.remaining(), kept.length - from);
                target.put(kept, from, count);
            } else {
                count = readMissing(block, from, target);
            }
            at += count;
        }
    }

    /**
     * Reads blocks that are not kept, in one go up to the next one that is.
     *
     * @return how many bytes of the target were filled
     */
    private int readMissing(long block, int from, ByteBuffer target) throws IOException {
        int wanted = target.remaining();
        int missing = 1;
        while (missing < Math.ceilDiv(from + wanted, BLOCK) && !blocks.containsKey(block + missing)) {
            missing++;
        }
        long start = block * BLOCK;
        byte[] bytes = new byte[(int) Math.min((long) missing * BLOCK, size() - start)];
        int count = Math.min(wanted, bytes.length - from);
        try {
            image.read(start, ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            ByteBuffer only = target.slice(target.position(), count);
            image.read(start + from, only);
            target.position(target.position() + count);
            return count;
        }
        for (int at = 0; at < bytes.length; at += BLOCK) {
            blocks.put(block + at / BLOCK, Arrays.copyOfRange(bytes, at, Math.min(at + BLOCK, bytes.length)));
        }
        target.put(bytes, from, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}
