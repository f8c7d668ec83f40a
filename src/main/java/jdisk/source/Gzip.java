package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import jdisk.image.Ascending;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * gzip: members one after the other; where they are those of BGZF, each says how long it is, and is read by itself.
 *
 * <pre>
 *  0 1F 8B   2 8: deflate   3 flags: 2 checksum of this, 4 extra field, 8 name, 10 comment   4 time   8, 9 how and where it was made
 * 10 extra field: its length, 16 bits, and then of BGZF:  12 "BC"  14 2, 16 bits  16 bytes of the member less 1, 16 bits
 * … deflated bytes
 * … CRC-32 and length of the bytes, 32 bits each
 * </pre>
 *
 * Little-endian. Sources: <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>, and the specification of SAM for BGZF.
 */
final class Gzip implements VirtualDisk.Tables {
    private static final int MARK = 0x1f8b;
    private static final int HEADER = 10;
    private static final int BGZF_HEADER = 18;
    private static final int TRAILER = 8;
    private static final int FLAGS = 3;
    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int MOST_MEMBER = 1 << 16;

    /** How many lengths the end of a member tells apart. */
    private static final long LENGTHS = 1L << 32;

    /** Bytes of the last structure that fwtool puts behind an image: "FWx0", a checksum, a kind and a length. */
    private static final int FWTOOL_TRAILER = 16;

    private final Image image;

    /** Where each member begins in the file, and where the last ends. */
    private long[] places = new long[1024];

    /** Where what it holds begins in the image, and where that of the last ends. */
    private long[] starts = new long[1024];

    private int count;

    private Gzip(Image image) {
        this.image = image;
    }

    /** What is compressed in an image. */
    static Image open(Image image, Context context) throws IOException {
        if (isBgzf(image.viewUpTo(0, BGZF_HEADER))) {
            Gzip members = new Gzip(image);
            if (members.index()) {
                Layer layer = new Layer("gzip", members.starts[members.count], image.name(), Map.of("members", Integer.toString(members.count)));
                return new VirtualDisk(image, List.of(), layer, members);
            }
        }
        return Spool.open(image, "gzip", new Members(image, 0, image.size()), told(image), LENGTHS, context);
    }

    /** The length of the last member, which mostly is the only one, as its end has it. */
    private static long told(Image image) throws IOException {
        ByteView end = image.viewUpTo(Math.max(image.size() - 4, 0), 4);
        return end.length() < 4 ? 0 : end.u32le(0);
    }

    private static boolean isBgzf(ByteView head) {
        return head.length() == BGZF_HEADER && head.u16be(0) == MARK && (head.u8(FLAGS) & HAS_EXTRA) != 0 && head.u16le(HEADER) == 6
                && head.has(12, "BC") && head.u16le(14) == 2;
    }

    /** Finds all members; false if not all of them say how long they are. */
    private boolean index() throws IOException {
        long at = 0;
        long start = 0;
        // Ends: each member has some bytes of the file.
        while (at < image.size()) {
            ByteView head = image.viewUpTo(at, BGZF_HEADER);
            long length = isBgzf(head) ? head.u16le(16) + 1 : 0;
            if (length < BGZF_HEADER + TRAILER || at + length > image.size()) {
                return false;
            }
            long bytes = image.view(at + length - 4, 4).u32le(0);
            if (bytes > MOST_MEMBER) {
                return false;
            }
            if (count + 1 == places.length) {
                places = Arrays.copyOf(places, count * 2);
                starts = Arrays.copyOf(starts, count * 2);
            }
            if (bytes > 0) {
                places[count] = at;
                starts[count++] = start;
            }
            at += length;
            start += bytes;
            places[count] = at;
            starts[count] = start;
        }
        return count > 0;
    }

    @Override
    public boolean knowHoles() {
        return false;
    }

    @Override
    public VirtualDisk.Stretch at(long at) {
        int member = Ascending.last(count, index -> starts[index], at);
        long bytes = starts[member + 1] - starts[member];
        int within = (int) (at - starts[member]);
        return new VirtualDisk.Packed(member, (int) bytes, within, bytes - within);
    }

    @Override
    public byte[] unpack(long member, int bytes) throws IOException {
        long from = places[(int) member];
        try (Members stream = new Members(image, from, Math.min(from + 2 * MOST_MEMBER, image.size()))) {
            byte[] whole = stream.readNBytes(bytes);
            if (whole.length < bytes) {
                throw new IOException("member " + member + " of the gzip file ends early");
            }
            stream.checkEnd();
            return whole;
        }
    }

    /**
     * Everything in all members; zeros after the last are allowed, as tapes leave them, and what OpenWrt writes there. What else is
     * there may have been a member.
     */
    private static final class Members extends InputStream implements SpoolSections.Told {
        private final ImageStream stream;
        private final Inflater inflater = new Inflater(true);
        private final CRC32 sum = new CRC32();
        private final byte[] one = new byte[1];
        private long bytes;
        private final Image image;
        private boolean ended;
        private Optional<String> unsound = Optional.empty();

        private Members(Image image, long from, long to) throws IOException {
            this.image = image;
            this.stream = new ImageStream(image, from, to);
            if (!header()) {
                throw new IOException("it is not gzip");
            }
        }

        private int needed() throws IOException {
            int value = stream.read();
            if (value < 0) {
                throw new IOException("the gzip file is cut short");
            }
            return value;
        }

        private long number(int length) throws IOException {
            long number = 0;
            for (int i = 0; i < length; i++) {
                number |= (long) needed() << (8 * i);
            }
            return number;
        }

        @Override
        public Optional<String> unsound() {
            return unsound;
        }

        /** Passes a header; false if there is none. */
        private boolean header() throws IOException {
            int first = stream.read();
            // Ends: the file has an end.
            while (first == 0) {
                first = stream.read();
            }
            long at = stream.position() - 1;
            if (first < 0) {
                return false;
            }
            if (first != MARK >> 8 || stream.read() != (MARK & 0xff)) {
                unsound = endsAsOpenWrtDoes() ? Optional.empty()
                        : Optional.of("what follows the last member of the gzip file, from byte " + at + " on, is not gzip");
                return false;
            }
            needed();
            int flags = needed();
            number(6);
            if ((flags & HAS_EXTRA) != 0) {
                long length = number(2);
                for (long i = 0; i < length; i++) {
                    needed();
                }
            }
            for (int flag : new int[] {HAS_NAME, HAS_COMMENT}) {
                // Ends: the file has an end, where it is cut.
                while ((flags & flag) != 0 && needed() != 0) {
                    // the text says nothing of the image
                }
            }
            if ((flags & HAS_CHECKSUM) != 0) {
                number(2);
            }
            return true;
        }

        /** Whether the file ends with a signature or other facts of an image, as OpenWrt's programs read them from there. */
        private boolean endsAsOpenWrtDoes() throws IOException {
            return image.size() >= FWTOOL_TRAILER && image.view(image.size() - FWTOOL_TRAILER, FWTOOL_TRAILER).has(0, "FWx0");
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            // Ends: each turn gives the inflater input, decodes a byte, or goes on to another member.
            while (!ended && length > 0) {
                int count = inflate(target, offset, length);
                if (count > 0) {
                    return count;
                }
                if (inflater.finished()) {
                    trailer();
                    ended = !header();
                    inflater.reset();
                } else if (!stream.feed(inflater)) {
                    throw new IOException("the gzip file is cut short");
                }
            }
            return length == 0 ? 0 : -1;
        }

        private int inflate(byte[] target, int offset, int length) throws IOException {
            try {
                int count = inflater.inflate(target, offset, length);
                if (count == 0 && inflater.needsDictionary()) {
                    throw new IOException("the gzip file is damaged: it asks for a dictionary");
                }
                sum.update(target, offset, count);
                bytes += count;
                return count;
            } catch (DataFormatException e) {
                throw new IOException("the gzip file is damaged before byte " + stream.position(), e);
            }
        }

        /** Takes the end of a member, which must be that of what was decoded. */
        private void trailer() throws IOException {
            stream.takeBack(inflater.getRemaining());
            long wanted = number(4);
            long length = number(4);
            if (wanted != sum.getValue() || length != (bytes & 0xffff_ffffL)) {
                throw new IOException("the gzip file is damaged: the checksum of what it holds is wrong");
            }
            sum.reset();
            bytes = 0;
        }

        /** Fails if a member of which all bytes were read goes on, or is not sound. */
        private void checkEnd() throws IOException {
            // Ends: each turn gives the inflater input, and the file has an end.
            while (!inflater.finished()) {
                if (inflate(one, 0, 1) > 0 || (!inflater.finished() && !stream.feed(inflater))) {
                    throw new IOException("the gzip file is damaged: a member is not as long as it says");
                }
            }
            trailer();
        }

        @Override
        public void close() {
            inflater.close();
        }
    }
}
