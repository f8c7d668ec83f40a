package jdisk.source;

import java.io.IOException;
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
 * through one of its own, which shares nothing but the file.
 */
final class Xz implements VirtualDisk.Tables {
    /** Kibibytes a decoder may take: more than the largest preset asks for. */
    private static final int MOST_MEMORY = 192 << 10;

    /** Larger blocks are not decoded as a whole. */
    private static final long LARGEST_BLOCK = 64L << 20;

    private final Image image;
    private final SeekableXZInputStream index;

    private Xz(Image image, SeekableXZInputStream index) {
        this.image = image;
        this.index = index;
    }

    /**
     * What is compressed in an image.
     *
     * @throws IOException saying why, if its index cannot be read
     */
    static Image open(Image image, Context context) throws IOException {
        SeekableXZInputStream index;
        try {
            index = new SeekableXZInputStream(new Place(image), MOST_MEMORY);
        } catch (XZIOException e) {
            throw Context.refusal(image, "the xz file is damaged or cut short: its index cannot be read ("
                    + e.getMessage() + "); 'xz -dc' gets out what comes before the damage");
        }
        if (index.getLargestBlockSize() > LARGEST_BLOCK) {
            return Spool.open(image, "xz", index, OptionalLong.of(index.length()), context);
        }
        Layer layer = new Layer("xz", index.length(), image.name(), Map.of("blocks", Integer.toString(index.getBlockCount())));
        return new VirtualDisk(image, List.of(), layer, new Xz(image, index));
    }

    @Override
    public VirtualDisk.Stretch at(long at) {
        synchronized (index) {
            int block = index.getBlockNumber(at);
            int within = (int) (at - index.getBlockPos(block));
            int bytes = (int) index.getBlockSize(block);
            return new VirtualDisk.Packed(block, bytes, within, bytes - within);
        }
    }

    @Override
    public byte[] unpack(long block, int bytes) throws IOException {
        try (SeekableXZInputStream stream = new SeekableXZInputStream(new Place(image), MOST_MEMORY)) {
            stream.seekToBlock((int) block);
            byte[] whole = stream.readNBytes(bytes);
            if (whole.length < bytes) {
                throw new IOException("block " + block + " of the xz file ends early");
            }
            return whole;
        } catch (XZIOException e) {
            throw new IOException("block " + block + " of the xz file is damaged", e);
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
