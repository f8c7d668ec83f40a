package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import jdisk.image.Image;
import jdisk.image.Layer;
import org.tukaani.xz.SeekableInputStream;
import org.tukaani.xz.SeekableXZInputStream;
import org.tukaani.xz.XZIOException;

/**
 * xz: blocks, which an index at the end of each stream leads to. What is in one large block can only be had from its start on.
 *
 * <p>Decoded by XZ for Java, whose index holds where blocks begin. A stream of it is not for several threads: each block is read
 * through one of its own, which shares nothing but the file; only the pieces of the first come from the one that has the index.
 */
final class Xz implements VirtualDisk.Tables {
    /** Kibibytes a decoder may take: more than the largest preset asks for. */
    private static final int MOST_MEMORY = 192 << 10;

    /** Larger blocks are not decoded as a whole. */
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

    private Xz(Image image, SeekableXZInputStream index, boolean lists) {
        this.image = image;
        this.index = index;
        this.lists = lists;
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
            index = new SeekableXZInputStream(new Place(image), MOST_MEMORY, !lists);
        } catch (XZIOException e) {
            throw Context.refusal(image, "the xz file is damaged or cut short: its index cannot be read ("
                    + e.getMessage() + "); 'xz -dc' gets out what comes before the damage");
        }
        if (index.getLargestBlockSize() > LARGEST_BLOCK) {
            InputStream all = lists ? new SeekableXZInputStream(new Place(image), MOST_MEMORY) : index;
            return Spool.open(image, "xz", all, OptionalLong.of(index.length()), context);
        }
        Layer layer = new Layer("xz", index.length(), image.name(), Map.of("blocks", Integer.toString(index.getBlockCount())));
        return new VirtualDisk(image, List.of(), layer, new Xz(image, index, lists));
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
            if (lists && block == 0 && piece < MOST_PIECES && (piece + 1) * PIECE < bytes) {
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
            return number < 0 ? piece((int) (-1 - number)) : block(block, bytes);
        } catch (XZIOException e) {
            throw new IOException("block " + block + " of the xz file is damaged", e);
        }
    }

    private byte[] block(long block, int bytes) throws IOException {
        try (SeekableXZInputStream stream = new SeekableXZInputStream(new Place(image), MOST_MEMORY)) {
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
        if (stream.readNBytes(next, 0, bytes) < bytes) {
            throw new IOException("block " + block + " of the xz file ends early");
        }
        return next;
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
