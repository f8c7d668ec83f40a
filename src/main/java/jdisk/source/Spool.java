package jdisk.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.image.Layer;
import jdisk.image.SparseMemoryImage;
import org.jspecify.annotations.Nullable;

/**
 * An image that can only be had from its start on: what was had of it is kept in a sparse file of its own, which is gone when
 * the image is closed, or, if the user wants it, kept for the next time once it is complete.
 *
 * <p>Where its size is known, only as much is decoded as is asked for; otherwise, all of it when it is opened. Zeros take no room
 * in the file. What comes some way before damage can be read. Safe to use from several threads, one of which decodes at a time.
 */
final class Spool implements Image {
    private static final int PIECE = 1 << 20;
    private static final int BLOCK = 4096;

    private final Image file;
    private final Layer layer;
    private final InputStream decoded;
    private final SpoolFile cache;
    private final Opening.Waiting waiting;
    private final byte[] piece = new byte[PIECE];
    private final byte[] zeros = new byte[BLOCK];
    private long done;
    private long kept;

    /** Bytes of the piece that are decoded, and that the cache has not taken yet: they are not decoded a second time. */
    private int pending;

    /** Why no more can be decoded: what comes after a fault is not at its place. */
    private @Nullable IOException fault;

    /** What is wrong with all of it, which is only known at its end. */
    private volatile Optional<String> unsound = Optional.empty();

    /** A decoder that knows at its end whether something is wrong with what it decoded, all of which is there. */
    interface Told {
        /** What is wrong, as of now. */
        Optional<String> unsound();
    }

    private Spool(Image file, Layer layer, InputStream decoded, SpoolFile cache, Opening.Waiting waiting) {
        this.file = file;
        this.layer = layer;
        this.decoded = decoded;
        this.cache = cache;
        this.waiting = waiting;
    }

    /**
     * An image that nothing is known of but its form.
     *
     * @param size of it, where that is known
     * @throws IOException if its size is not known, and it cannot be decoded to its end
     */
    static Image open(Image file, String format, InputStream decoded, OptionalLong size, Context context) throws IOException {
        return open(file, new Layer(format, size.orElse(Long.MAX_VALUE), file.name(), Map.of()), decoded, context);
    }

    /**
     * An image.
     *
     * @param layer its form; of the largest size there is where the size is not known
     * @throws IOException if its size is not known, and it cannot be decoded to its end
     */
    static Image open(Image file, Layer layer, InputStream decoded, Context context) throws IOException {
        Optional<Path> folder = context.opening().cache();
        if (folder.isEmpty() || !tellsChanges(file)) {
            return open(file, layer, decoded, SpoolFile.temporary(), context.opening().waiting());
        }
        SpoolCache cache = SpoolCache.in(folder.get(), file, () -> identity(file, layer));
        Optional<FileImage> kept = cache.kept();
        if (kept.isEmpty()) {
            return open(file, layer, decoded, SpoolFile.keptIn(cache), context.opening().waiting());
        }
        long size = kept.get().size();
        Spool spool = new Spool(file, new Layer(layer.format(), size, file.name(), layer.facts()), decoded, SpoolFile.of(kept.get()), Opening.Waiting.NOBODY);
        spool.done = size;
        spool.kept = size;
        context.opening().waiting().kept(file.name(), cache.file(), true);
        return spool;
    }

    private static Image open(Image file, Layer layer, InputStream decoded, SpoolFile cache, Opening.Waiting waiting) throws IOException {
        try {
            Spool spool = new Spool(file, layer, decoded, cache, waiting);
            if (layer.size() < Long.MAX_VALUE) {
                return spool;
            }
            spool.decode(Long.MAX_VALUE);
            return spool.sized(new Layer(layer.format(), spool.done, file.name(), layer.facts()));
        } catch (IOException e) {
            cache.close();
            throw e;
        }
    }

    /** Whether an image tells itself from itself after a change. */
    private static boolean tellsChanges(Image file) {
        return !file.files().isEmpty() || (file instanceof HttpImage remote && remote.tellsChanges());
    }

    static String identity(Image file, Layer layer) {
        return file.identity() + ", " + layer.format() + " " + new TreeMap<>(layer.facts());
    }

    /** What a stream has, to its end. */
    static Image ofStream(InputStream stream, Opening opening) throws IOException {
        Image none = new SparseMemoryImage("-", 0, Map.of());
        Layer layer = new Layer("stream", Long.MAX_VALUE, none.name(), Map.of());
        if (opening.cache().isEmpty()) {
            return open(none, layer, stream, SpoolFile.temporary(), opening.waiting());
        }
        // Nothing tells one stream from another but what comes: it is kept under a name made of that, to be opened by it.
        MessageDigest digest = sha256();
        SpoolCache cache = SpoolCache.in(opening.cache().get(), none, new Digest(digest)::text);
        return open(none, layer, new DigestInputStream(stream, digest), SpoolFile.keptIn(cache), opening.waiting());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** The digest of what a stream had, once it has ended. */
    private static final class Digest {
        private final MessageDigest digest;
        private Optional<String> text = Optional.empty();

        private Digest(MessageDigest digest) {
            this.digest = digest;
        }

        private String text() {
            if (text.isEmpty()) {
                text = Optional.of("standard input, SHA-256 " + HexFormat.of().formatHex(digest.digest()));
            }
            return text.get();
        }
    }

    private Spool sized(Layer known) {
        Spool all = new Spool(file, known, decoded, cache, waiting);
        all.done = done;
        all.kept = kept;
        all.unsound = unsound;
        return all;
    }

    /** Whether all of it is decoded. */
    synchronized boolean isDecoded() {
        return done == size();
    }

    /** Decodes up to a place, or to the end. */
    private synchronized void decode(long to) throws IOException {
        // Ends: each turn decodes a byte at least, or finds the end.
        while (done < to) {
            if (pending == 0) {
                pending = piece();
            }
            int count = pending;
            if (count == 0 && fault != null) {
                throw fault instanceof FileSystemException known
                        ? new FileSystemException(known.getFile(), null, known.getReason()) : new IOException(fault.getMessage(), fault);
            }
            if (count == 0) {
                if (to < Long.MAX_VALUE) {
                    throw new EOFException("what is compressed ends after " + done + " bytes, and should have " + size());
                }
                unsound = told();
                break;
            }
            keep(count);
            pending = 0;
            waiting.decoded(file.name(), cache.place(), done, layer.size() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(layer.size()));
        }
        if (fault == null && unsound.isEmpty() && (done == size() || to == Long.MAX_VALUE)) {
            Optional<Path> kept = cache.complete(done);
            if (kept.isPresent()) {
                waiting.kept(file.name(), kept.get(), false);
            }
        }
    }

    /** Decodes the next bytes, all or none; with the last ones, looks whether something is wrong at the end. */
    private int piece() {
        int most = (int) Math.min(PIECE, layer.size() - done);
        try {
            int count = decoded.readNBytes(piece, 0, most);
            return done + count < layer.size() || endsWell() ? count : 0;
        } catch (IOException e) {
            fault = e;
            return 0;
        }
    }

    /** Takes what follows the last byte: a checksum, which nothing but all of it can be held against. All is there, even if it is wrong. */
    private boolean endsWell() {
        try {
            // A decoder may answer that it has none, before it answers that this is the end: XZ for Java's, asked for a byte, makes that a 0.
            if (decoded.readNBytes(1).length > 0) {
                fault = new IOException("what is compressed has more bytes than it says: " + layer.size());
            }
            unsound = told();
        } catch (IOException e) {
            unsound = Optional.of(String.valueOf(e.getMessage()));
        }
        return fault == null;
    }

    private Optional<String> told() {
        return decoded instanceof Told its ? its.unsound() : Optional.empty();
    }

    /** Keeps what is not zeros. */
    private void keep(int count) throws IOException {
        int at = 0;
        // Ends: each turn goes on by a block.
        while (at < count) {
            int from = at;
            // Blocks that are not zeros are written in one go.
            while (at < count && !isZero(at, Math.min(BLOCK, count - at))) {
                at += BLOCK;
            }
            int end = Math.min(at, count);
            if (end > from) {
                ByteBuffer bytes = ByteBuffer.wrap(piece, from, end - from);
                cache.write(bytes, done + from);
                kept = Math.max(kept, done + end);
            } else {
                at += BLOCK;
            }
        }
        done += count;
    }

    private boolean isZero(int at, int length) {
        return Arrays.equals(piece, at, at + length, zeros, 0, length);
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long size() {
        return layer.size();
    }

    @Override
    public List<Path> files() {
        return file.files();
    }

    @Override
    public List<Layer> layers() {
        return Stream.concat(Stream.of(unsound.map(layer::damaged).orElse(layer)), file.layers().stream()).toList();
    }

    @Override
    public boolean claims(Path written) throws IOException {
        return file.claims(written);
    }

    @Override
    public String identity() {
        return identity(file, layer);
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("the image", size(), offset, target.remaining());
        synchronized (this) {
            if (offset + target.remaining() > done) {
                decode(offset + target.remaining());
            }
        }
        long at = offset;
        // Ends: each turn fills the buffer by at least a byte; past what is kept there are zeros.
        while (target.hasRemaining()) {
            int count = at >= kept ? -1 : cache.read(target, at);
            if (count < 0) {
                target.put(new byte[target.remaining()]);
            } else {
                at += count;
            }
        }
    }

    @Override
    public void close() throws IOException {
        cache.close();
        decoded.close();
        file.close();
    }
}
