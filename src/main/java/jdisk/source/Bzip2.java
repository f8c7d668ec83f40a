package jdisk.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import jdisk.image.ByteView;
import jdisk.image.Image;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * bzip2: streams one after the other, of blocks that begin at any bit.
 *
 * <pre>
 * stream:  "BZh", '1' to '9'; blocks; 48 bits 177245385090, 32 bits of a checksum of all blocks, up to a whole byte
 * block:   48 bits 314159265359, 32 bits of its checksum, …
 * </pre>
 *
 * Big-endian. Blocks do not say how long they are: they are found by their marks, made into streams of their own, and decoded on
 * all cores. A mark that is in a block by chance, as one in some ten million is, makes the block one that cannot be decoded. Source:
 * <a href="https://github.com/dsnet/compress/blob/master/doc/bzip2-format.pdf">a description of the format</a>; its author's
 * program has none.
 */
final class Bzip2 extends InputStream {
    private static final long BLOCK = 0x314159265359L;
    private static final long END = 0x177245385090L;
    private static final long MARK = 0xffff_ffff_ffffL;
    private static final int MARK_BITS = 48;
    private static final int PIECE = 1 << 18;

    /** Bits of a block at most: what is packed cannot be made much larger. */
    private static final long MOST_BITS = 8L * 2_000_000;

    /** The block that was decoded last: of zeros, 45 MB make one of some 40 bytes, and disks have many of them. */
    private volatile Optional<Decoded> last = Optional.empty();

    /**
     * A block that was decoded.
     *
     * @param packed it, from a whole byte on
     */
    private record Decoded(ByteBuffer packed, List<byte[]> pieces) {}

    /** A mark, and the bit at which it is. */
    private record Found(long bit, boolean isEnd) {}

    private final Image image;
    private final Marks marks;
    private final Deque<Found> found = new ArrayDeque<>();
    private final Deque<CompletableFuture<List<byte[]>>> ahead = new ArrayDeque<>();
    private final int most = Math.max(Runtime.getRuntime().availableProcessors(), 2);
    private final Deque<byte[]> ready = new ArrayDeque<>();
    private int at;
    private long combined;
    private boolean ended;

    private Bzip2(Image image) {
        this.image = image;
        this.marks = new Marks(image);
    }

    /** What is compressed in an image. */
    static Image open(Image image, Context context) throws IOException {
        return Spool.open(image, "bzip2", new Bzip2(image), OptionalLong.empty(), context);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        // Ends: each turn takes a block, and there are so many.
        while (ready.isEmpty()) {
            try {
                fillAhead();
            } catch (IOException e) {
                // Comes after the blocks before it.
                ended = true;
                ahead.add(CompletableFuture.failedFuture(e));
            }
            CompletableFuture<List<byte[]>> next = ahead.poll();
            if (next == null) {
                return -1;
            }
            try {
                ready.addAll(next.join());
            } catch (CompletionException e) {
                throw new IOException(e.getCause() instanceof IOException io ? io.getMessage() : String.valueOf(e.getCause()), e);
            }
        }
        byte[] piece = ready.getFirst();
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, target, offset, count);
        at += count;
        if (at == piece.length) {
            ready.removeFirst();
            at = 0;
        }
        return count;
    }

    /** Starts to decode blocks until there are enough. */
    private void fillAhead() throws IOException {
        // Ends: each turn takes a mark, and the file has an end.
        while (!ended && ahead.size() < most) {
            // A block ends where the next mark is.
            while (found.size() < 2) {
                Optional<Found> next = marks.next();
                if (next.isEmpty()) {
                    break;
                }
                found.add(next.get());
            }
            Found mark = found.poll();
            if (mark == null) {
                ended = true;
                if (!marks.endedWell) {
                    throw new IOException("the bz2 file is cut short: it has no end");
                }
                return;
            }
            if (mark.isEnd()) {
                long stored = marks.bits(mark.bit() + MARK_BITS, 32);
                if (stored != combined) {
                    throw new IOException("the bz2 file is damaged: the checksum of a stream is wrong");
                }
                combined = 0;
                continue;
            }
            block(mark);
        }
    }

    private void block(Found mark) throws IOException {
        long checksum = marks.bits(mark.bit() + MARK_BITS, 32);
        combined = ((combined << 1 | combined >>> 31) & 0xffff_ffffL) ^ checksum;
        if (found.isEmpty()) {
            throw new IOException("the bz2 file is cut short: its last block does not end");
        }
        long end = found.getFirst().bit();
        ahead.add(CompletableFuture.supplyAsync(() -> {
            try {
                return decoded(mark.bit(), end, checksum);
            } catch (IOException e) {
                throw new CompletionException(new IOException("the bz2 file is damaged: a block at byte " + mark.bit() / 8, e));
            }
        }, Thread::startVirtualThread)); // the common pool has a thread less than there are cores, and this one only waits
    }

    /** Decodes what lies between two bits as the only block of a stream. */
    private List<byte[]> decoded(long from, long to, long checksum) throws IOException {
        if (to - from > MOST_BITS) {
            throw new IOException("it does not end");
        }
        Bits stream = new Bits((int) (to - from));
        stream.add("BZh9".getBytes(StandardCharsets.US_ASCII));
        stream.add(image.viewUpTo(from / 8, (int) (to / 8 - from / 8) + 1), (int) (from % 8), (int) (to - from));
        stream.add(END, MARK_BITS);
        stream.add(checksum, 32);
        Optional<Decoded> same = last.filter(each -> each.packed().equals(ByteBuffer.wrap(stream.bytes())));
        if (same.isPresent()) {
            return same.get().pieces();
        }
        List<byte[]> pieces = new ArrayList<>();
        try (InputStream decoder = new BZip2CompressorInputStream(new ByteArrayInputStream(stream.bytes()))) {
            byte[] piece = decoder.readNBytes(PIECE);
            // Ends: a block holds so much at most, whatever it says.
            while (piece.length > 0) {
                pieces.add(piece);
                piece = decoder.readNBytes(PIECE);
            }
        }
        last = Optional.of(new Decoded(ByteBuffer.wrap(stream.bytes()), pieces));
        return pieces;
    }

    /** Bits that are put together to bytes. */
    private static final class Bits {
        private final byte[] bytes;
        private int count;

        private Bits(int bits) {
            this.bytes = new byte[bits / 8 + 32];
        }

        private void add(byte[] whole) {
            for (byte each : whole) {
                add(each & 0xffL, 8);
            }
        }

        private void add(long value, int bits) {
            for (int i = bits - 1; i >= 0; i--) {
                bytes[count / 8] |= (byte) ((value >>> i & 1) << (7 - count % 8));
                count++;
            }
        }

        /** Bits of a view, from a bit of its first byte on; called where a byte is begun. */
        private void add(ByteView view, int from, int bits) {
            int start = count / 8;
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                int next = i + 1 < view.length() ? view.u8(i + 1) : 0;
                bytes[start + i] = (byte) (view.u8(i) << from | next >> (8 - from));
            }
            count += whole * 8;
            for (int i = whole * 8; i < bits; i++) {
                int bit = from + i;
                add(view.u8(bit / 8) >> (7 - bit % 8) & 1L, 1);
            }
        }

        private byte[] bytes() {
            return bytes;
        }
    }

    /** Finds marks. */
    private static final class Marks {
        private final Image image;
        private final ImageStream stream;
        private long window;
        private long bit;
        private int current;
        private int left;
        private boolean endedWell;

        private Marks(Image image) {
            this.image = image;
            this.stream = new ImageStream(image, 0, image.size());
        }

        /** Some bits of the file. */
        private long bits(long from, int length) throws IOException {
            int needed = Math.ceilDiv((int) (from % 8) + length, 8);
            ByteView view = image.viewUpTo(from / 8, needed);
            if (view.length() < needed) {
                throw new IOException("the bz2 file is cut short");
            }
            long value = 0;
            for (int i = 0; i < length; i++) {
                long at = from % 8 + i;
                value = value << 1 | (view.u8((int) (at / 8)) >> (7 - at % 8) & 1);
            }
            return value;
        }

        private Optional<Found> next() throws IOException {
            // Ends: the file has an end.
            while (true) {
                if (left == 0) {
                    current = stream.read();
                    if (current < 0) {
                        return Optional.empty();
                    }
                    left = 8;
                }
                // All bits of a byte that are left.
                while (left > 0) {
                    left--;
                    bit++;
                    window = (window << 1 | (current >> left & 1)) & MARK;
                    if (window == BLOCK || window == END) {
                        endedWell = window == END;
                        return Optional.of(new Found(bit - MARK_BITS, window == END));
                    }
                }
            }
        }
    }
}
