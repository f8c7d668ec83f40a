package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import jdisk.image.Image;

/**
 * A file on a web server that sends ranges of it.
 *
 * <p>What is asked for in small pieces is fetched in blocks, the last of which are kept; where one follows the other, more and
 * more is fetched at once, and then in the background what comes next, in the largest pieces, a few of them ahead of the reader.
 * Safe to use from several threads, one of which waits for an answer at a time.
 */
final class HttpImage implements Image {
    private static final int BLOCK = 1 << 17;
    private static final int MOST = HttpFile.MOST;
    private static final int KEPT = 64;

    /** Pieces that are fetched ahead: with one that is used, and those kept, 24 MiB. */
    private static final int PIECES_AHEAD = 3;
    private static final int PATIENCE_SECONDS = 60;

    private final HttpFile file;
    private final Map<Long, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<Piece> coming = new ArrayDeque<>();
    private long fetchedTo = -1;
    private int ahead = 1;

    /** Blocks that are fetched in the background, up to another number. */
    private record Piece(long number, long to, FutureTask<byte[]> bytes) {}

    private HttpImage(HttpFile file) {
        this.file = file;
    }

    /**
     * The file at an address.
     *
     * @throws FileSystemException saying why, if it cannot be had, or not in ranges and nowhere to be kept
     */
    static Image open(String location, Opening opening) throws IOException {
        return open(location, opening, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    /** The same for a server that is waited for as long as this. */
    static Image open(String location, Opening opening, Duration patience) throws IOException {
        HttpFile file = HttpFile.at(location, patience);
        HttpImage image = new HttpImage(file);
        try {
            byte[] _ = image.fetch(0, 1);
            return image;
        } catch (HttpFile.NoRangesException e) {
            if (opening.cache().isEmpty()) {
                image.close();
                throw e;
            }
            return Spool.open(image, "http", new Fetched(file), OptionalLong.empty(), Context.of(opening, image));
        } catch (IOException e) {
            image.close();
            throw e;
        }
    }

    /** All of a file, fetched when the first byte is read. */
    private static final class Fetched extends InputStream {
        private final HttpFile file;
        private InputStream bytes = InputStream.nullInputStream();
        private boolean begun;

        private Fetched(HttpFile file) {
            this.file = file;
        }

        private InputStream bytes() throws IOException {
            if (!begun) {
                bytes = file.all();
                begun = true;
            }
            return bytes;
        }

        @Override
        public int read() throws IOException {
            return bytes().read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return bytes().read(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public String identity() {
        return file.identity();
    }

    /** Whether the server says by what to tell the file from itself after a change. */
    boolean tellsChanges() {
        return file.tellsChanges();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("the image", size(), offset, target.remaining());
        long at = offset;
        // Ends: each turn fills the buffer by at least a byte.
        while (target.hasRemaining()) {
            byte[] block = block(at / BLOCK, Math.ceilDiv((int) (at % BLOCK) + target.remaining(), BLOCK));
            int from = (int) (at % BLOCK);
            int count = Math.min(target.remaining(), block.length - from);
            target.put(block, from, count);
            at += count;
        }
    }

    private synchronized byte[] block(long number, int wanted) throws IOException {
        byte[] known = blocks.get(number);
        if (known != null) {
            return known;
        }
        boolean follows = number == fetchedTo;
        // By half: what is only looked at by its first few MiB ends soon, and what was fetched in vain may cost somebody.
        ahead = follows ? Math.min(Math.ceilDiv(ahead * 3, 2), MOST / BLOCK) : 1;
        Optional<Piece> piece = coming(number);
        byte[] block = piece.isPresent() ? take(number, piece.get()) : fetch(number, Math.clamp(Math.max(wanted, ahead), 1, MOST / BLOCK));
        if (follows && ahead == MOST / BLOCK) {
            fetchAhead();
        }
        return block;
    }

    /** The piece that begins with a block; if there is none, the reader is somewhere else, and nothing that comes is of use. */
    private Optional<Piece> coming(long number) {
        Piece next = coming.peek();
        if (next != null && next.number() == number) {
            return Optional.of(coming.remove());
        }
        coming.forEach(piece -> piece.bytes().cancel(true));
        coming.clear();
        return Optional.empty();
    }

    private void fetchAhead() {
        long next = coming.isEmpty() ? fetchedTo : coming.getLast().to();
        // Ends: each turn adds a piece.
        while (coming.size() < PIECES_AHEAD && next * BLOCK < size()) {
            long from = next * BLOCK;
            long to = Math.min(from + MOST, size());
            FutureTask<byte[]> bytes = new FutureTask<>(() -> file.get(from, to));
            Thread.ofVirtual().start(bytes);
            coming.add(new Piece(next, Math.ceilDiv(to, BLOCK), bytes));
            next = Math.ceilDiv(to, BLOCK);
        }
    }

    /** Waits for a piece, and gives its first block. */
    private byte[] take(long number, Piece piece) throws IOException {
        try {
            return take(number, piece.bytes().get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FileSystemException known) {
                throw new FileSystemException(known.getFile(), null, known.getReason());
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            piece.bytes().cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Fetches blocks, keeps them, and gives the first. */
    private byte[] fetch(long number, int count) throws IOException {
        long from = number * BLOCK;
        long to = size() < 0 ? BLOCK : Math.min(from + (long) count * BLOCK, size());
        return take(number, file.get(from, to));
    }

    /** Keeps the bytes of blocks, and gives the first. */
    private byte[] take(long number, byte[] bytes) {
        for (int at = 0; at < bytes.length; at += BLOCK) {
            blocks.put(number + at / BLOCK, Arrays.copyOfRange(bytes, at, Math.min(at + BLOCK, bytes.length)));
        }
        fetchedTo = number + Math.ceilDiv(bytes.length, BLOCK);
        var oldest = blocks.keySet().iterator();
        // Ends: each turn forgets one.
        while (blocks.size() > KEPT) {
            oldest.next();
            oldest.remove();
        }
        return Arrays.copyOf(bytes, Math.min(bytes.length, BLOCK));
    }

    @Override
    public synchronized void close() {
        coming.forEach(piece -> piece.bytes().cancel(true));
        coming.clear();
        file.close();
    }
}
