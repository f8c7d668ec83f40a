package jdisk.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import jdisk.image.Image;
import jdisk.image.Layer;
import jdisk.image.SparseMemoryImage;
import org.jspecify.annotations.Nullable;

/**
 * An image that can only be had from its start on: what was had of it is kept in a sparse file of its own, which is gone when
 * the image is closed.
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
    private final FileChannel cache;
    private final Opening.Waiting waiting;
    private final byte[] piece = new byte[PIECE];
    private final byte[] zeros = new byte[BLOCK];
    private long done;
    private long kept;

    /** Why no more can be decoded: what comes after a fault is not at its place. */
    private @Nullable IOException fault;

    private Spool(Image file, Layer layer, InputStream decoded, FileChannel cache, Opening.Waiting waiting) {
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
        Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));
        Path path = Files.createTempFile(folder, "jdisk-", ".img");
        // Gone as soon as it is closed, whatever happens to the program; on most systems, its name is gone at once.
        FileChannel cache = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.SPARSE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            Spool spool = new Spool(file, layer, decoded, cache, context.opening().waiting());
            if (layer.size() < Long.MAX_VALUE) {
                return spool;
            }
            spool.decode(Long.MAX_VALUE, folder);
            return spool.sized(new Layer(layer.format(), spool.done, file.name(), layer.facts()));
        } catch (IOException e) {
            cache.close();
            throw e;
        }
    }

    /** What a stream has, to its end. */
    static Image ofStream(InputStream stream, Opening opening) throws IOException {
        Image none = new SparseMemoryImage("-", 0, Map.of());
        return open(none, "stream", stream, OptionalLong.empty(), Context.of(opening, none));
    }

    private Spool sized(Layer known) {
        Spool all = new Spool(file, known, decoded, cache, waiting);
        all.done = done;
        all.kept = kept;
        return all;
    }

    /** Decodes up to a place, or to the end. */
    private synchronized void decode(long to, Path folder) throws IOException {
        // Ends: each turn decodes a byte at least, or finds the end.
        while (done < to) {
            int count = piece();
            if (count == 0 && fault != null) {
                throw new IOException(fault.getMessage(), fault);
            }
            if (count == 0) {
                if (to < Long.MAX_VALUE) {
                    throw new EOFException("what is compressed ends after " + done + " bytes, and should have " + size());
                }
                return;
            }
            keep(count);
            waiting.decoded(file.name(), folder, done, layer.size() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(layer.size()));
        }
    }

    /** Decodes the next bytes, all or none of which are sound; with the last ones, that nothing is wrong at the end. */
    private int piece() {
        int most = (int) Math.min(PIECE, layer.size() - done);
        try {
            int count = decoded.readNBytes(piece, 0, most);
            if (done + count == layer.size() && decoded.read() >= 0) {
                fault = new IOException("what is compressed has more bytes than it says: " + layer.size());
            }
            return fault == null ? count : 0;
        } catch (IOException e) {
            fault = e;
            return 0;
        }
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
                long place = done + from;
                // Ends: a file takes at least a byte each time, or throws.
                while (bytes.hasRemaining()) {
                    place += cache.write(bytes, place);
                }
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
        return Stream.concat(Stream.of(layer), file.layers().stream()).toList();
    }

    @Override
    public boolean claims(Path written) throws IOException {
        return file.claims(written);
    }

    @Override
    public String identity() {
        return file.identity() + ", " + layer.format();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("the image", size(), offset, target.remaining());
        synchronized (this) {
            if (offset + target.remaining() > done) {
                decode(offset + target.remaining(), Path.of(System.getProperty("java.io.tmpdir", ".")));
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
