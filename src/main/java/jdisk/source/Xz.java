package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jdisk.image.Image;
import jdisk.image.Layer;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SeekableInputStream;
import org.tukaani.xz.SeekableXZInputStream;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZIOException;

/**
 * xz: blocks, which an index at the end of each stream leads to. What is in a large block can only be had from its start on, and is
 * kept in a file.
 *
 * <p>Decoded by XZ for Java, whose index holds where blocks begin. A stream of it is not for several threads: each block is read
 * through one of its own, which shares nothing but the file; only the pieces of the first come from the one that has the index.
 */
final class Xz implements VirtualDisk.Tables {
    /** Kibibytes a decoder may take: more than the largest preset asks for, and half of the memory where that is more. */
    private static int mostMemory() {
        return (int) Math.clamp((Runtime.getRuntime().maxMemory() / 2) >> 10, 192L << 10, Integer.MAX_VALUE);
    }

    /** Larger blocks are not decoded as a whole: {@code xz -9 -T0} makes some of 192 MiB. */
    private static final long LARGEST_BLOCK = 64L << 20;

    /**
     * Bytes of a piece of the first block. Where there is only a listing to make, its pieces are decoded one after the other, as far as
     * they are asked for: the table, and where the first partition may begin. Nothing else takes them like this, as the checksum is
     * that of the whole block.
     */
    private static final int PIECE = 64 << 10;

    /** Pieces that are kept. */
    private static final int MOST_PIECES = 192;

    private final Image image;
    private final SeekableXZInputStream index;
    private final boolean lists;
    private final List<byte[]> pieces = new ArrayList<>();
    private final FirstBlock first;

    private Xz(Image image, SeekableXZInputStream index, boolean lists) {
        this.image = image;
        this.index = index;
        this.lists = lists;
        this.first = new FirstBlock(image, index.getBlockCount() > 0 ? (int) index.getBlockSize(0) : 0);
    }

    /**
     * What is compressed in an image.
     *
     * @throws IOException saying why, if its index cannot be read
     */
    static Image open(Image image, Context context) throws IOException {
        // Pieces of a block have no checksum of their own, so none is computed for them.
        boolean lists = context.opening().lists();
        SeekableXZInputStream index;
        try {
            index = new SeekableXZInputStream(new Place(image), mostMemory(), !lists);
        } catch (MemoryLimitException e) {
            throw Context.refusal(image, tooMuch(e));
        } catch (XZIOException e) {
            throw Context.refusal(image, "the xz file is damaged or cut short: its index cannot be read ("
                    + e.getMessage() + "); 'xz -dc' gets out what comes before the damage");
        }
        Layer layer = new Layer("xz", index.length(), image.name(), Map.of("blocks", Integer.toString(index.getBlockCount())));
        return index.getLargestBlockSize() > LARGEST_BLOCK
                ? Spool.begin(image, layer, new Sections(image, index), context)
                : new VirtualDisk(image, List.of(), layer, new Xz(image, index, lists));
    }

    private static String tooMuch(MemoryLimitException e) {
        int needed = Math.ceilDiv(e.getMemoryNeeded(), 1 << 10);
        return "the xz file takes " + needed + " MiB of memory to decode, and " + (e.getMemoryLimit() >> 10)
                + " MiB is the most that is taken: JDISK_JAVA_OPTS=-Xmx" + 2 * (needed + 1L) + "m gives more";
    }

    /** What is wrong, for people: the library speaks of its own terms. */
    private static IOException fault(XZIOException e, long block) {
        return e instanceof MemoryLimitException memory ? new IOException(tooMuch(memory), e)
                : new IOException("block " + block + " of the xz file " + (e instanceof UnsupportedOptionsException
                        ? "has options that cannot be decoded (" + e.getMessage() + ")" : "is damaged"), e);
    }

    /** Blocks one after the other, so many that a section is as large as a large block at least: there are never too many sections. */
    private static final class Sections implements SpoolSections {
        private final Image image;
        private final List<Integer> blocks = new ArrayList<>();
        private final List<Long> starts = new ArrayList<>();

        private Sections(Image image, SeekableXZInputStream index) {
            this.image = image;
            long start = -LARGEST_BLOCK;
            for (int block = 0; block < index.getBlockCount(); block++) {
                if (index.getBlockPos(block) - start >= LARGEST_BLOCK) {
                    start = index.getBlockPos(block);
                    blocks.add(block);
                    starts.add(start);
                }
            }
            starts.add(index.length());
        }

        @Override
        public int count() {
            return blocks.size();
        }

        @Override
        public long start(int section) {
            return starts.get(section);
        }

        @Override
        public InputStream open(int section) throws IOException {
            SeekableXZInputStream stream = new SeekableXZInputStream(new Place(image), mostMemory());
            stream.seekToBlock(blocks.get(section));
            return new Blocks(stream, starts.get(section + 1));
        }
    }

    /** Blocks up to a place, with plain words for what is wrong. */
    private static final class Blocks extends InputStream {
        private final SeekableXZInputStream stream;
        private final long end;

        private Blocks(SeekableXZInputStream stream, long end) {
            this.stream = stream;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return readNBytes(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            long at = stream.position();
            if (at >= end && length > 0) {
                return -1;
            }
            try {
                return stream.read(target, offset, (int) Math.min(length, end - at));
            } catch (XZIOException e) {
                throw fault(e, stream.getBlockNumber(at));
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    @Override
    public boolean knowHoles() {
        return false;
    }

    @Override
    public VirtualDisk.Stretch at(long at) {
        synchronized (index) {
            int block = index.getBlockNumber(at);
            int within = (int) (at - index.getBlockPos(block));
            int bytes = (int) index.getBlockSize(block);
            int piece = within / PIECE;
            int most = lists ? MOST_PIECES : first.pieces();
            if (block == 0 && piece < most && (piece + 1) * PIECE < bytes) {
                return new VirtualDisk.Packed(-1 - piece, PIECE, within % PIECE, PIECE - within % PIECE);
            }
            return new VirtualDisk.Packed(block, bytes, within, bytes - within);
        }
    }

    /** A block, or, below zero, a piece of the first. */
    @Override
    public byte[] unpack(long number, int bytes) throws IOException {
        long block = Math.max(number, 0);
        try {
            if (number >= 0) {
                Optional<byte[]> known = number == 0 ? first.taken() : Optional.empty();
                return known.isPresent() ? known.get() : block(block, bytes);
            }
            int piece = (int) (-1 - number);
            return lists ? piece(piece) : first.piece(piece);
        } catch (XZIOException e) {
            throw fault(e, block);
        }
    }

    @Override
    public void settle() throws IOException {
        try {
            first.settle();
        } catch (XZIOException e) {
            throw new IOException(fault(e, 0).getMessage() + "; what was read of its start may not be what it was", e);
        }
    }

    private byte[] block(long block, int bytes) throws IOException {
        try (SeekableXZInputStream stream = new SeekableXZInputStream(new Place(image), mostMemory())) {
            stream.seekToBlock((int) block);
            return next(stream, bytes, block);
        }
    }

    private byte[] piece(int number) throws IOException {
        synchronized (index) {
            // Ends: each turn decodes a piece, or finds the end.
            while (pieces.size() <= number) {
                pieces.add(next(index, PIECE, 0));
            }
            return pieces.get(number);
        }
    }

    private static byte[] next(SeekableXZInputStream stream, int bytes, long block) throws IOException {
        byte[] next = new byte[bytes];
        fill(stream, next, 0, bytes, block);
        return next;
    }

    private static void fill(SeekableXZInputStream stream, byte[] target, int at, int count, long block) throws IOException {
        if (stream.readNBytes(target, at, count) < count) {
            throw new IOException("block " + block + " of the xz file ends early");
        }
    }

    /**
     * The first block, where the table is: all of it is decoded in the background once a little of its start is asked for, which is given
     * out before the checksum of all of it is known. If that is wrong, whoever closes the image is told, and nothing is given out any more.
     */
    private static final class FirstBlock {
        /** Pieces that are given out so. */
        private static final int PIECES = 32;

        private final Image image;
        private final int bytes;
        private byte @Nullable [] whole;
        private int ready;
        private boolean begun;
        private boolean given;
        private boolean ended;
        private @Nullable IOException fault;

        private FirstBlock(Image image, int bytes) {
            this.image = image;
            this.bytes = bytes;
        }

        /** How many pieces are to be had from here: none once it is known what to think of the block. */
        private synchronized int pieces() {
            return ended ? 0 : PIECES;
        }

        private synchronized byte[] piece(int number) throws IOException {
            if (!begun) {
                whole = new byte[bytes];
                Thread.ofPlatform().daemon().name("first block").start(this::decode);
                begun = true; // whoever waits for it waits for a thread that runs
            }
            int end = (number + 1) * PIECE;
            await(end);
            given = true;
            byte[] all = whole;
            return all == null ? read(end - PIECE) : Arrays.copyOfRange(all, end - PIECE, end);
        }

        /** A piece of what was decoded, and is elsewhere by now. */
        private byte[] read(int from) throws IOException {
            try (SeekableXZInputStream stream = new SeekableXZInputStream(new Place(image), mostMemory())) {
                stream.seek(from);
                return next(stream, PIECE, 0);
            }
        }

        /** All of it, once, if it was decoded here. */
        private synchronized Optional<byte[]> taken() throws IOException {
            if (!begun) {
                return Optional.empty();
            }
            await(Integer.MAX_VALUE);
            Optional<byte[]> all = Optional.ofNullable(whole);
            whole = null;
            return all;
        }

        private synchronized void settle() throws IOException {
            // Whoever was interrupted waits for nothing more.
            if (given && !Thread.currentThread().isInterrupted()) {
                await(Integer.MAX_VALUE);
            }
        }

        /** Waits for so many bytes, or for the end. */
        private synchronized void await(int wanted) throws IOException {
            try {
                // Ends: the thread that decodes says when it has ended.
                while (!ended && ready < wanted) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
            IOException known = fault;
            if (known != null) {
                throw known instanceof XZIOException ? known : new IOException(known.getMessage(), known);
            }
        }

        private void decode() {
            @Nullable IOException why = new IOException("block 0 of the xz file cannot be decoded");
            try (SeekableXZInputStream stream = new SeekableXZInputStream(new Place(image), mostMemory())) {
                byte[] all = all();
                for (int at = 0; at < bytes; at += PIECE) {
                    int count = Math.min(PIECE, bytes - at);
                    fill(stream, all, at, count, 0);
                    came(at + count);
                }
                why = null;
            } catch (IOException e) {
                why = e;
            } catch (OutOfMemoryError e) {
                why = new IOException("there is not enough memory to decode block 0 of the xz file", e);
            } finally {
                // Whatever happened, nobody waits any more.
                end(why);
            }
        }

        private synchronized byte[] all() {
            return Objects.requireNonNull(whole);
        }

        private synchronized void came(int count) {
            ready = count;
            notifyAll();
        }

        private synchronized void end(@Nullable IOException why) {
            fault = why;
            ended = true;
            notifyAll();
        }
    }

    /** A place in an image. */
    private static final class Place extends SeekableInputStream {
        private final Image image;
        private ImageStream stream;

        private Place(Image image) {
            this.image = image;
            this.stream = new ImageStream(image, 0, image.size());
        }

        @Override
        public long length() {
            return image.size();
        }

        @Override
        public long position() {
            return stream.position();
        }

        @Override
        public void seek(long position) {
            stream = new ImageStream(image, position, image.size());
        }

        @Override
        public int read() throws IOException {
            return stream.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return stream.read(target, offset, length);
        }
    }
}
