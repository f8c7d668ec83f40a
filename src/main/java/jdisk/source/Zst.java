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
import java.util.Optional;
import java.util.OptionalLong;
import jdisk.image.Ascending;
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
 * seek table: a skippable frame, 5E, at the end: for each frame its length in the file and in the image, and a checksum if bit 7 of
 *             the flags is set, 32 bits each; count of frames, 32 bits; flags, 8 bits; B1 EA 92 8F
 * </pre>
 *
 * Little-endian; bits of flags and blocks are numbered from the least. Sources:
 * <a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878</a>, and for the table the
 * <a href="https://github.com/facebook/zstd/blob/dev/contrib/seekable_format/zstd_seekable_compression_format.md">seekable format</a>.
 */
final class Zst implements VirtualDisk.Tables {
    private static final long MARK = 0xfd2fb528L;
    private static final long SKIPPABLE = 0x184d2a50L;
    private static final int LONGEST_HEADER = 18;

    /** Larger frames are not decoded as a whole. */
    private static final long LARGEST_FRAME = 64L << 20;

    /** The logarithm of the largest window that is taken, of 256 MiB: as large as the tool takes without being told. */
    private static final int WINDOW_LOG = 28;

    /** Small frames are decoded together, so that there are not too many pieces to know of: some are of a few bytes. */
    private static final long LEAST_PIECE = 1L << 17;

    private static final int MOST_PIECES = 1 << 21;

    private static final long SEEKABLE = 0x8f92eab1L;
    private static final int SEEK_FOOTER = 9;
    private static final int MOST_ENTRIES = 1 << 22;

    /**
     * Frames one after the other, mostly one.
     *
     * @param at where they begin in the file
     * @param start where what they hold begins in the image
     */
    private record Piece(long at, long length, long start, long bytes) {}

    /** Pieces, put together as the frames are found. */
    private static final class Pieces {
        private final List<Piece> list = new ArrayList<>();
        private long start;
        private int frames;

        /** Takes a frame; false if there are too many. */
        private boolean add(long at, long length, long bytes) {
            Piece last = list.isEmpty() ? null : list.getLast();
            if (last != null && last.bytes() + Math.min(bytes, LEAST_PIECE + 1) <= LEAST_PIECE && at + length - last.at() <= LARGEST_FRAME) {
                list.set(list.size() - 1, new Piece(last.at(), at + length - last.at(), last.start(), last.bytes() + bytes));
            } else {
                list.add(new Piece(at, length, start, bytes));
            }
            start += bytes;
            frames++;
            return list.size() < MOST_PIECES;
        }
    }

    private final Image image;
    private final List<Piece> pieces;

    private Zst(Image image, List<Piece> pieces) {
        this.image = image;
        this.pieces = pieces;
    }

    /**
     * What is compressed in an image.
     *
     * @throws IOException saying why, if its first frame cannot be read
     */
    static Image open(Image image, Context context) throws IOException {
        Zstandard.load();
        Optional<Header> first = firstHeader(image);
        if (context.opening().lists() && first.isPresent() && first.get().bytes() > LARGEST_FRAME) {
            // Where it ends, and whether it is the only one, only a walk through all of it tells.
            return Spool.open(image, "zstd", stream(image, 0, image.size()), first.get().bytes(), 0, context);
        }
        Pieces pieces = new Pieces();
        boolean sized = readSeekTable(image, pieces) || index(image, pieces);
        if (!sized) {
            return Spool.open(image, "zstd", stream(image, 0, image.size()), OptionalLong.empty(), context);
        }
        if (pieces.frames == 1) {
            ZstdInputStreamNoFinalizer decoded = new ZstdInputStreamNoFinalizer(new ChecksumApart(image, pieces.list.getFirst()));
            decoded.setLongMax(WINDOW_LOG);
            return Spool.open(image, "zstd", new Plain(decoded), OptionalLong.of(pieces.start), context);
        }
        Layer layer = new Layer("zstd", pieces.start, image.name(), Map.of("frames", Integer.toString(pieces.frames)));
        List<Piece> all = List.copyOf(pieces.list);
        return all.stream().allMatch(piece -> piece.bytes() <= LARGEST_FRAME)
                ? new VirtualDisk(image, List.of(), layer, new Zst(image, all))
                : Spool.begin(image, layer, new Sections(image, all), context);
    }

    private static InputStream stream(Image image, long from, long to) throws IOException {
        ZstdInputStreamNoFinalizer decoded = new ZstdInputStreamNoFinalizer(new ImageStream(image, from, to));
        decoded.setLongMax(WINDOW_LOG);
        return new Plain(decoded);
    }

    /** The header of a frame that the file begins with. */
    private static Optional<Header> firstHeader(Image image) throws IOException {
        ByteView head = image.viewUpTo(0, LONGEST_HEADER);
        return head.length() == LONGEST_HEADER && head.u32le(0) == MARK ? Optional.of(Header.of(head)).filter(header -> header.dictionary() == 0)
                : Optional.empty();
    }

    /** Pieces, each decoded as a section. */
    private record Sections(Image image, List<Piece> pieces) implements SpoolSections {
        @Override
        public int count() {
            return pieces.size();
        }

        @Override
        public long start(int section) {
            return section < pieces.size() ? pieces.get(section).start() : pieces.getLast().start() + pieces.getLast().bytes();
        }

        @Override
        public InputStream open(int section) throws IOException {
            Piece piece = pieces.get(section);
            return stream(image, piece.at(), piece.at() + piece.length());
        }
    }

    /** Takes the frames from the table at the end; false if there is none that fits the file. */
    private static boolean readSeekTable(Image image, Pieces pieces) throws IOException {
        if (image.size() < SEEK_FOOTER + 8) {
            return false;
        }
        ByteView footer = image.view(image.size() - SEEK_FOOTER, SEEK_FOOTER);
        long count = footer.u32le(0);
        int entry = (footer.u8(4) & 0x80) != 0 ? 12 : 8;
        long table = image.size() - SEEK_FOOTER - count * entry - 8;
        if (footer.u32le(5) != SEEKABLE || (footer.u8(4) & 0x7c) != 0 || count < 1 || count > MOST_ENTRIES || table < 0) {
            return false;
        }
        ByteView head = image.view(table, 8);
        if (head.u32le(0) != (SKIPPABLE | 0xe) || head.u32le(4) != image.size() - table - 8) {
            return false;
        }
        ByteView entries = image.view(table + 8, (int) count * entry);
        Pieces told = new Pieces();
        long at = 0;
        for (int i = 0; i < count; i++) {
            long length = entries.u32le(i * entry);
            if (length > 0 && !told.add(at, length, entries.u32le(i * entry + 4))) {
                return false;
            }
            at += length;
        }
        // One that is of another file, as where files were put together, does not end where the table begins.
        if (at != table || told.list.isEmpty()) {
            return false;
        }
        pieces.list.addAll(told.list);
        pieces.start = told.start;
        pieces.frames = told.frames;
        return true;
    }

    /** Walks over all frames; false if one does not say how large it is. */
    private static boolean index(Image image, Pieces pieces) throws IOException {
        long at = 0;
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
            if (header.bytes() < 0) {
                return false;
            }
            long end = end(image, at + header.length(), header.hasChecksum());
            if (!pieces.add(at, end - at, header.bytes())) {
                return false;
            }
            if (pieces.start < 0) {
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
        int number = Ascending.last(pieces.size(), index -> pieces.get(index).start(), at);
        Piece piece = pieces.get(number);
        int within = (int) (at - piece.start());
        return new VirtualDisk.Packed(number, (int) piece.bytes(), within, piece.bytes() - within);
    }

    @Override
    public byte[] unpack(long number, int bytes) throws IOException {
        Piece piece = pieces.get((int) number);
        // It may be of several frames: where they begin is what is known of them.
        String damaged = "the zst file is damaged after byte " + piece.at() + ": ";
        if (piece.length() > 2 * LARGEST_FRAME) {
            throw new IOException(damaged + "a frame is larger than what it holds");
        }
        try {
            byte[] whole = new byte[bytes];
            byte[] kept = image.view(piece.at(), (int) piece.length()).copy(0, (int) piece.length());
            long done = Zstd.decompress(whole, kept);
            if (Zstd.isError(done) || done != bytes) {
                throw new IOException(damaged + (Zstd.isError(done) ? Zstd.getErrorName(done) : "it holds " + done + " bytes of " + bytes));
            }
            return whole;
        } catch (ZstdException e) {
            throw new IOException(damaged + e.getMessage(), e);
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

        private ChecksumApart(Image image, Piece frame) {
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
