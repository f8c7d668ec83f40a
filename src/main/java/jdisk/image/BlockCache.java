package jdisk.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An image whose blocks are kept for a while once they are read: for what looks at the same few sectors again and again.
 *
 * <p>The last megabyte of them is kept. A block that cannot be read as a whole is not kept: the bytes
 * that were asked for are then read by themselves, so that one bad sector hides no other. Not for several threads at a time.
 */
public final class BlockCache implements Derived {
    /** Bytes kept at most. */
    private static final int KEPT = 1 << 20;

    private final Image image;
    private final int block;

    private final Map<Long, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > KEPT / block;
        }
    };

    /** Keeps blocks of 512 bytes, the smallest sectors there are: no more is read than is asked for. */
    public BlockCache(Image image) {
        this(image, 512);
    }

    /** Keeps larger blocks, so that what is asked for in small pieces is read in few. */
    public BlockCache(Image image, int block) {
        this.image = image;
        this.block = block;
    }

    @Override
    public Image image() {
        return image;
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
    public String identity() {
        return image.identity();
    }

    @Override
    public boolean isNear(long offset) {
        return image.isNear(offset);
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        if (offset < 0 || offset > size() - target.remaining()) {
            image.read(offset, target); // which says what is wrong
            return;
        }
        // Ends: each turn fills the buffer by at least a byte.
        for (long at = offset; target.hasRemaining(); ) {
            long number = at / block;
            byte[] kept = blocks.get(number);
            int from = (int) (at % block);
            int count;
            if (kept != null) {
                count = Math.min(target.remaining(), kept.length - from);
                target.put(kept, from, count);
            } else {
                count = readMissing(number, from, target);
            }
            at += count;
        }
    }

    /**
     * Reads blocks that are not kept, in one go up to the next one that is.
     *
     * @return how many bytes of the target were filled
     */
    private int readMissing(long number, int from, ByteBuffer target) throws IOException {
        int wanted = target.remaining();
        int missing = 1;
        while (missing < Math.ceilDiv(from + wanted, block) && !blocks.containsKey(number + missing)) {
            missing++;
        }
        long start = number * block;
        byte[] bytes = new byte[(int) Math.min((long) missing * block, size() - start)];
        int count = Math.min(wanted, bytes.length - from);
        try {
            image.read(start, ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            ByteBuffer only = target.slice(target.position(), count);
            image.read(start + from, only);
            target.position(target.position() + count);
            return count;
        }
        for (int at = 0; at < bytes.length; at += block) {
            blocks.put(number + at / block, Arrays.copyOfRange(bytes, at, Math.min(at + block, bytes.length)));
        }
        target.put(bytes, from, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}
