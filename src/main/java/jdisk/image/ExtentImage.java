package jdisk.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An image made of pieces of another, of holes, and of a few bytes that stand for themselves: what a file holds, or a volume
 * some blocks of which have other contents.
 *
 * <p>Stretches that are known not to be readable are part of it: reading them fails, and says why. Immutable, and as safe to use
 * from several threads as the image it is made of is.
 */
public final class ExtentImage implements Derived {
    /** What a piece is made of. */
    public enum Kind {
        /** Bytes of the other image. */
        DATA,
        /** Nothing was ever written there: zeros. */
        HOLE,
        /** Room is taken, and nothing was written there: zeros. */
        UNWRITTEN,
        /** Bytes that stand for themselves. */
        BYTES,
        /** It is known that something is there, and not where. */
        UNREADABLE
    }

    /**
     * A piece.
     *
     * @param at where it begins, in bytes from the start of this image
     * @param length in bytes, 1 or more
     * @param source where it begins in the other image, for data; for what was not written, where its room is; otherwise -1
     */
    public record Piece(long at, long length, Kind kind, long source) {
        /** Where it ends. */
        public long end() {
            return at + length;
        }
    }

    private final Image source;
    private final String name;
    private final long size;
    private final Piece[] pieces;
    private final byte[][] bytes;
    private final String[] reasons;

    private ExtentImage(Builder builder, String name, long size) {
        this.source = builder.source;
        this.name = name;
        this.size = size;
        this.pieces = builder.pieces.toArray(Piece[]::new);
        this.bytes = builder.bytes.toArray(byte[][]::new);
        this.reasons = builder.reasons.toArray(String[]::new);
    }

    /** Takes pieces one after the other, in the order of their places; what lies between two of them is a hole. */
    public static final class Builder {
        private final Image source;
        private final List<Piece> pieces = new ArrayList<>();
        private final List<byte[]> bytes = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
        private long end;

        /** Of this image. */
        public Builder(Image source) {
            this.source = source;
        }

        /** Where the next piece begins at the earliest. */
        public long end() {
            return end;
        }

        /** How many pieces there are so far. */
        public int count() {
            return pieces.size();
        }

        /**
         * A piece of the image. One that continues the piece before it becomes part of that.
         *
         * @param from where in the other image; what it does not have of it cannot be read
         */
        public Builder data(long at, long from, long length) {
            if (from < 0) {
                return unreadable(at, length, "it lies past the end of any image");
            }
            add(at, length, Kind.DATA, from, new byte[0], "");
            return this;
        }

        /** Room in the image where nothing was written yet. */
        public Builder unwritten(long at, long from, long length) {
            add(at, length, Kind.UNWRITTEN, from, new byte[0], "");
            return this;
        }

        /** Bytes that stand for themselves. */
        public Builder bytes(long at, ByteView view) {
            add(at, view.length(), Kind.BYTES, -1, view.copy(0, view.length()), "");
            return this;
        }

        /** A piece that is known not to be readable. */
        public Builder unreadable(long at, long length, String why) {
            add(at, length, Kind.UNREADABLE, -1, new byte[0], why);
            return this;
        }

        private void add(long at, long length, Kind kind, long from, byte[] own, String why) {
            if (length <= 0) {
                return;
            }
            if (at < end || at + length < 0) {
                throw new IllegalArgumentException("piece " + at + "+" + length + " after " + end);
            }
            end = at + length;
            if (!pieces.isEmpty() && kind != Kind.BYTES) {
                Piece last = pieces.getLast();
                boolean continues = last.kind() == kind && last.end() == at
                        && (from < 0 ? reasons.getLast().equals(why) : last.source() + last.length() == from);
                if (continues) {
                    pieces.set(pieces.size() - 1, new Piece(last.at(), last.length() + length, kind, last.source()));
                    return;
                }
            }
            pieces.add(new Piece(at, length, kind, from));
            bytes.add(own);
            reasons.add(why);
        }

        /**
         * The image, cut at its size or with a hole up to it.
         *
         * @param name as messages call it
         */
        public ExtentImage build(String name, long size) {
            return new ExtentImage(this, name, size);
        }
    }

    /** The image that the pieces are of. */
    @Override
    public Image image() {
        return source;
    }

    /** The pieces, in the order of their places, cut at the end of this image; between them there are holes. */
    public List<Piece> pieces() {
        List<Piece> inside = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.at() < size) {
                inside.add(piece.end() <= size ? piece : new Piece(piece.at(), size - piece.at(), piece.kind(), piece.source()));
            }
        }
        return inside;
    }

    /**
     * The pieces as they lie in the image at the root: where this is made of a slice of one, or of pieces of pieces. A hole of what it
     * is made of is a piece then.
     */
    public List<Piece> piecesOfRoot() {
        List<Piece> all = new ArrayList<>();
        for (Piece piece : pieces()) {
            resolve(source, piece, all);
        }
        return all;
    }

    /** Ends: each turn goes to what an image is made of, and no image is made of itself. */
    private static void resolve(Image image, Piece piece, List<Piece> all) {
        Image of = image;
        Piece at = piece;
        while (of instanceof Slice slice && at.source() >= 0) {
            at = new Piece(at.at(), at.length(), at.kind(), at.source() + slice.offset());
            of = slice.image();
        }
        if (!(of instanceof ExtentImage made) || at.kind() != Kind.DATA) {
            all.add(at);
            return;
        }
        long from = at.source();
        // Ends: each turn passes a byte at least.
        while (from < at.source() + at.length()) {
            int index = made.indexAt(from);
            boolean inside = index >= 0 && from < made.pieces[index].end();
            long end = inside ? made.pieces[index].end() : index + 1 < made.pieces.length ? made.pieces[index + 1].at() : Long.MAX_VALUE;
            long length = Math.min(end, at.source() + at.length()) - from;
            long place = at.at() + (from - at.source());
            Kind kind = inside ? made.pieces[index].kind() : Kind.HOLE;
            long source = inside && made.pieces[index].source() >= 0 ? made.pieces[index].source() + (from - made.pieces[index].at()) : -1;
            resolve(made.source, new Piece(place, length, kind, source), all);
            from += length;
        }
    }

    /** The place of the last piece that begins at or before an offset; -1 if there is none. */
    private int indexAt(long offset) {
        return Ascending.last(pieces.length, index -> pieces[index].at(), offset);
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
        return source.identity() + ", " + name + " " + size + " " + Arrays.hashCode(pieces);
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("it", size, offset, target.remaining());
        int limit = target.limit();
        int index = indexAt(offset);
        long at = offset;
        // Ends: each turn fills the buffer by at least a byte.
        while (target.position() < limit) {
            boolean inside = index >= 0 && at < pieces[index].end();
            long end = inside ? pieces[index].end() : index + 1 < pieces.length ? pieces[index + 1].at() : Long.MAX_VALUE;
            int count = (int) Math.min(limit - target.position(), end - at);
            if (count > 0) {
                target.limit(target.position() + count);
                try {
                    fill(inside ? index : -1, at, target);
                } finally {
                    target.limit(limit);
                }
                at += count;
            }
            if (index + 1 < pieces.length && at >= pieces[index + 1].at()) {
                index++;
            }
        }
    }

    /** Fills a buffer out of one piece, or with zeros. */
    private void fill(int index, long at, ByteBuffer target) throws IOException {
        Kind kind = index < 0 ? Kind.HOLE : pieces[index].kind();
        switch (kind) {
            case DATA -> source.read(pieces[index].source() + (at - pieces[index].at()), target);
            case BYTES -> target.put(bytes[index], (int) (at - pieces[index].at()), target.remaining());
            case HOLE, UNWRITTEN -> target.put(new byte[target.remaining()]);
            case UNREADABLE -> throw new IOException(reasons[index]);
        }
    }

    @Override
    public boolean knowsHoles() {
        return true;
    }

    private static boolean isZeros(Piece piece) {
        return piece.kind() == Kind.HOLE || piece.kind() == Kind.UNWRITTEN;
    }

    @Override
    public long nextData(long offset) throws IOException {
        int first = Math.max(indexAt(offset), 0);
        // Ends: there are so many pieces.
        for (int i = first; i < pieces.length; i++) {
            Piece piece = pieces[i];
            long at = Math.max(offset, piece.at());
            if (at >= size) {
                return size;
            }
            if (at >= piece.end() || isZeros(piece)) {
                continue;
            }
            if (piece.kind() != Kind.DATA || !source.knowsHoles()) {
                return at;
            }
            long from = piece.source() + (at - piece.at());
            long data = from >= source.size() ? from : source.nextData(from, piece.source() + piece.length());
            if (data < piece.source() + piece.length()) {
                return Math.min(at + (data - from), size);
            }
        }
        return size;
    }

    @Override
    public long nextHole(long offset) throws IOException {
        long at = offset;
        // Ends: each turn goes on to the end of a piece, and there are so many of them.
        for (int i = indexAt(offset); i >= 0 && i < pieces.length && at < size; i++) {
            Piece piece = pieces[i];
            if (at < piece.at() || at >= piece.end() || isZeros(piece)) {
                return at;
            }
            if (piece.kind() == Kind.DATA && source.knowsHoles()) {
                long from = piece.source() + (at - piece.at());
                long hole = from >= source.size() ? Long.MAX_VALUE : source.nextHole(from, piece.source() + piece.length());
                if (hole < piece.source() + piece.length() && hole < source.size()) {
                    return Math.min(at + (hole - from), size);
                }
            }
            at = piece.end();
        }
        return Math.min(at, size);
    }

    @Override
    public long transferTo(long offset, long count, WritableByteChannel target) throws IOException {
        int index = indexAt(offset);
        if (index >= 0 && offset < pieces[index].end() && pieces[index].kind() == Kind.DATA) {
            long most = Math.min(Math.min(count, pieces[index].end() - offset), size - offset);
            return source.transferTo(pieces[index].source() + (offset - pieces[index].at()), most, target);
        }
        return Derived.super.transferTo(offset, Math.min(count, size - offset), target);
    }

    /** Closes nothing: whoever opened the image it is made of closes that. */
    @Override
    public void close() {
        // the other image may be in use elsewhere
    }
}
