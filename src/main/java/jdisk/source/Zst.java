package jdisk.source;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * Zstandard: frames one after the other. Where each says how large it is, it is read by itself; a large one can only be had from
 * its start on.
 *
 * <pre>
 * frame:      0 28 B5 2F FD   4 flags: 0 to 1 bytes of the dictionary's number, 2 checksum, 5 one segment, 6 to 7 bytes of the size
 *             5 window, unless it is one segment; dictionary: 0, 1, 2, 4 bytes; size: 0 or 1, 2, 4, 8 bytes
 * blocks:     0 last, 1 to 2 kind: 0 as it is, 1 one byte again and again, 2 compressed; 3 to 23 length
 * skippable:  0 18 4D 2A 5x   4 length, 32 bits
 * </pre>
 *
 * Little-endian; bits of flags and blocks are numbered from the least. Source:
 * <a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878</a>.
 */
final class Zst implements VirtualDisk.Tables {
    private static final long MARK = 0xfd2fb528L;
    private static final long SKIPPABLE = 0x184d2a50L;
    private static final int LONGEST_HEADER = 18;

    /** Larger frames are not decoded as a whole. */
    private static final long LARGEST_FRAME = 64L << 20;

    /** The logarithm of the largest window that is taken, of 256 MiB: as large as the tool takes without being told. */
    private static final int WINDOW_LOG = 28;

    private static final int MOST_FRAMES = 1 << 24;

    /**
     * A frame.
     *
     * @param at where it begins in the file
     * @param start where what it holds begins in the image
     */
    private record Frame(long at, long length, long start, long bytes) {}

    private final Image image;
    private final List<Frame> frames;

    private Zst(Image image, List<Frame> frames) {
        this.image = image;
        this.frames = frames;
    }

    /**
     * What is compressed in an image.
     *
     * @throws IOException saying why, if its first frame cannot be read
     */
    static Image open(Image image, Context context) throws IOException {
        List<Frame> frames = new ArrayList<>();
        boolean sized = index(image, frames);
        Zstandard.load();
        boolean small = frames.stream().allMatch(frame -> frame.bytes() <= LARGEST_FRAME);
        long size = sized ? frames.stream().mapToLong(Frame::bytes).sum() : -1;
        if (sized && small && frames.size() > 1) {
            Layer layer = new Layer("zstd", size, image.name(), Map.of("frames", Integer.toString(frames.size())));
            return new VirtualDisk(image, List.of(), layer, new Zst(image, List.copyOf(frames)));
        }
        InputStream kept = sized && frames.size() == 1 ? new ChecksumApart(image, frames.getFirst()) : new ImageStream(image, 0, image.size());
        ZstdInputStreamNoFinalizer decoded = new ZstdInputStreamNoFinalizer(kept);
        decoded.setLongMax(WINDOW_LOG);
        return Spool.open(image, "zstd", new Plain(decoded), sized ? OptionalLong.of(size) : OptionalLong.empty(), context);
    }

    /** Walks over all frames; false if one does not say how large it is. */
    private static boolean index(Image image, List<Frame> frames) throws IOException {
        long at = 0;
        long start = 0;
        // Ends: each frame has some bytes of the file.
        while (at < image.size()) {
            ByteView head = image.viewUpTo(at, LONGEST_HEADER);
            if (head.length() >= 8 && (head.u32le(0) & ~0xfL) == SKIPPABLE) {
                at += 8 + head.u32le(4);
                continue;
            }
            if (head.length() < 6 || head.u32le(0) != MARK) {
                throw Context.refusal(image, "the zst file is damaged or cut short: no frame begins at byte " + at);
            }
            Header header = Header.of(head);
            if (header.dictionary() != 0) {
                throw Context.refusal(image, "the zst file needs a dictionary (number " + header.dictionary()
                        + "), and cannot be read without; 'zstd -dc -D DICTIONARY' decodes it");
            }
            if (header.bytes() < 0 || frames.size() >= MOST_FRAMES) {
                return false;
            }
            long end = end(image, at + header.length(), header.hasChecksum());
            frames.add(new Frame(at, end - at, start, header.bytes()));
            start += header.bytes();
            if (start < 0) {
                throw Context.refusal(image, "the zst file is damaged: its frames say they hold more bytes than there can be");
            }
            at = end;
        }
        return true;
    }

    /** Walks over the blocks of a frame. */
    private static long end(Image image, long first, boolean checksum) throws IOException {
        long at = first;
        // Ends: each block has 3 bytes of the file at least.
        while (true) {
            ByteView head = image.viewUpTo(at, 3);
            if (head.length() < 3) {
                throw Context.refusal(image, "the zst file is cut short: a block at byte " + at + " is missing");
            }
            int told = head.u16le(0) | head.u8(2) << 16;
            at += 3 + ((told >> 1 & 3) == 1 ? 1 : told >> 3);
            if ((told & 1) != 0) {
                long end = at + (checksum ? 4 : 0);
                if (end > image.size()) {
                    throw Context.refusal(image, "the zst file is cut short: it ends within its last block");
                }
                return end;
            }
        }
    }

    /**
     * The header of a frame.
     *
     * @param length of it, in bytes
     * @param dictionary its number, or 0 for none
     * @param bytes of the frame, decoded; -1 if that is not said
     */
    private record Header(int length, long dictionary, long bytes, boolean hasChecksum) {
        static Header of(ByteView head) {
            int flags = head.u8(4);
            boolean segment = (flags & 0x20) != 0;
            int at = segment ? 5 : 6;
            int dictionaryBytes = (flags & 3) == 3 ? 4 : flags & 3;
            long dictionary = number(head, at, dictionaryBytes);
            at += dictionaryBytes;
            int sizeBytes = flags >> 6 == 0 ? (segment ? 1 : 0) : 1 << (flags >> 6);
            long bytes = sizeBytes == 0 ? -1 : number(head, at, sizeBytes) + (sizeBytes == 2 ? 256 : 0);
            return new Header(at + sizeBytes, dictionary, bytes, (flags & 4) != 0);
        }

        private static long number(ByteView head, int at, int length) {
            long number = 0;
            for (int i = 0; i < length && at + i < head.length(); i++) {
                number |= (long) head.u8(at + i) << (8 * i);
            }
            return number;
        }
    }

    @Override
    public boolean knowHoles() {
        return false;
    }

    @Override
    public VirtualDisk.Stretch at(long at) {
        int low = 0;
        int high = frames.size() - 1;
        // Ends: each turn leaves half of the frames.
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (frames.get(middle).start() <= at) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Frame frame = frames.get(low);
        int within = (int) (at - frame.start());
        return new VirtualDisk.Packed(low, (int) frame.bytes(), within, frame.bytes() - within);
    }

    @Override
    public byte[] unpack(long number, int bytes) throws IOException {
        Frame frame = frames.get((int) number);
        if (frame.length() > 2 * LARGEST_FRAME) {
            throw new IOException("frame " + number + " of the zst file is damaged: it is larger than what it holds");
        }
        try {
            byte[] whole = new byte[bytes];
            byte[] kept = image.view(frame.at(), (int) frame.length()).copy(0, (int) frame.length());
            long done = Zstd.decompress(whole, kept);
            if (Zstd.isError(done) || done != bytes) {
                throw new IOException("frame " + number + " of the zst file is damaged"
                        + (Zstd.isError(done) ? ": " + Zstd.getErrorName(done) : ""));
            }
            return whole;
        } catch (ZstdException e) {
            throw new IOException("frame " + number + " of the zst file is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * A file of one frame, whose last four bytes, which may be the checksum, come by themselves: the library gives nothing of what it
     * has decoded last together with a checksum that is wrong.
     */
    private static final class ChecksumApart extends InputStream {
        private static final int CHECKSUM = 4;

        private final InputStream before;
        private final InputStream after;

        private ChecksumApart(Image image, Frame frame) {
            long apart = frame.at() + frame.length() - CHECKSUM;
            this.before = new ImageStream(image, 0, apart);
            this.after = new ImageStream(image, apart, image.size());
        }

        @Override
        public int read() throws IOException {
            int value = before.read();
            return value < 0 ? after.read() : value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = before.read(target, offset, length);
            return count < 0 ? after.read(target, offset, length) : count;
        }
    }

    /** What the library decodes, with plain words for what it finds wrong. */
    private static final class Plain extends InputStream {
        private final InputStream decoded;

        private Plain(InputStream decoded) {
            this.decoded = decoded;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return decoded.read(target, offset, length);
            } catch (ZstdIOException e) {
                throw new IOException("the zst file is damaged or cut short: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            decoded.close();
        }
    }
}
