package jdisk.extract;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import jdisk.image.Image;
import jdisk.unit.Extent;

/**
 * The loop that copies and digests: everything that takes bytes out of an image runs through it.
 *
 * <p>It goes from stretch to stretch of data, skips what lies between, and copies each stretch in pieces: by the system's own
 * copy where it can, else through a few buffers. Digests are computed by other threads while the next piece is copied.
 */
public final class Extractor implements AutoCloseable {
    /** Bytes the system copies at a time: enough to lose nothing by asking, little enough to stop soon. */
    private static final long TRANSFER = 4L << 20;

    private static final int PIECE = 1 << 20;

    /** Enough to keep digests busy while the system copies the next bytes. */
    private static final int BUFFERS = 12;

    /** What holes are made of. Blocks of zeros of this size become one; file systems seldom have smaller ones. */
    private static final int BLOCK = 4096;

    private final ExtractPlan plan;
    private final Image image;
    private final Sink sink;
    private final Progress progress;
    private final Digests digests;
    private final Deque<Filled> ring = new ArrayDeque<>();
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE);
    private final List<Extent> unreadable;
    private final boolean seesBytes;

    /** A buffer, and the digests that still read it. */
    private record Filled(ByteBuffer buffer, List<Future<?>> work) {}

    private Extractor(ExtractPlan plan, Sink sink, Progress progress) {
        this.plan = plan;
        this.image = plan.image();
        this.sink = sink;
        this.progress = progress;
        this.digests = new Digests(plan.digests(), Runtime.getRuntime().availableProcessors());
        this.unreadable = new ArrayList<>(sink.before().unreadable());
        this.seesBytes = looksForZeros() || (!plan.digests().isEmpty() && !sink.readsBack());
    }

    /**
     * Copies what the plan says.
     *
     * @throws UnreadableException if a sector cannot be read and the plan is to stop there; all before it is written
     * @throws IOException if the sink takes no more
     */
    public static Extraction run(ExtractPlan plan, Sink sink, Progress progress) throws IOException {
        try (Extractor extractor = new Extractor(plan, sink, progress)) {
            return extractor.copy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private boolean looksForZeros() {
        return sink.keepsHoles() && switch (plan.sparse()) {
            case AUTO -> !image.knowsHoles();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    private Extraction copy() throws IOException, InterruptedException {
        long at = plan.offset();
        if (!digestWhatWasWritten()) {
            return ended(at, true);
        }
        at += sink.before().done();
        long dataEnd = at;
        // Ends: each turn goes on by at least a byte; the range is finite.
        while (at < plan.end()) {
            progress.at(at - plan.offset(), plan.length());
            if (progress.isCancelled()) {
                return ended(at, true);
            }
            if (at >= dataEnd) {
                long data = Math.min(image.nextData(at), plan.end());
                if (data > at) {
                    at = skip(at, data);
                    dataEnd = at;
                    continue;
                }
                dataEnd = Math.clamp(image.nextHole(at), at + 1, plan.end());
            }
            at = seesBytes ? pass(at, dataEnd) : transfer(at, dataEnd);
            sink.written(ended(at, false));
        }
        await();
        progress.at(plan.length(), plan.length());
        return new Extraction(plan.length(), List.copyOf(unreadable), false, digests.values());
    }

    private Extraction ended(long at, boolean cancelled) {
        return new Extraction(at - plan.offset(), List.copyOf(unreadable), cancelled, List.of());
    }

    /**
     * Passes over a hole, at most a piece of it where its zeros are of use.
     *
     * @return where to go on
     */
    private long skip(long at, long end) throws IOException, InterruptedException {
        boolean written = !sink.keepsHoles() || plan.sparse() == ExtractPlan.Sparse.NEVER;
        if (!written && plan.digests().isEmpty()) {
            return end;
        }
        ByteBuffer piece = zeros.slice(0, (int) Math.min(end - at, PIECE));
        // Only counts the pieces that wait to be digested.
        ByteBuffer slot = free();
        ring.addLast(new Filled(slot, digests.add(at, piece.asReadOnlyBuffer())));
        if (written) {
            sink.write(at - plan.offset(), piece.duplicate());
        }
        return at + piece.limit();
    }

    /** Has the system copy a piece; if it cannot, finds out why by doing it by hand. */
    private long transfer(long at, long end) throws IOException, InterruptedException {
        long count = Math.min(end - at, TRANSFER);
        try {
            long sent = sink.transfer(image, at, count, at - plan.offset());
            if (sent > 0) {
                digestWritten(at - plan.offset(), at - plan.offset() + sent);
                return at + sent;
            }
        } catch (IOException e) {
            // Whether reading or writing failed, and where, shows below.
        }
        return pass(at, at + count);
    }

    /** Copies a piece through a buffer. */
    private long pass(long at, long end) throws IOException, InterruptedException {
        ByteBuffer buffer = free();
        buffer.limit((int) Math.min(end - at, PIECE));
        Optional<UnreadableException> failure = fill(at, buffer);
        buffer.flip();
        ring.addLast(new Filled(buffer, digests.add(at, buffer)));
        if (looksForZeros()) {
            writeData(at - plan.offset(), buffer.duplicate());
        } else {
            sink.write(at - plan.offset(), buffer.duplicate());
        }
        if (failure.isPresent()) {
            sink.written(ended(at + buffer.limit(), false));
            throw failure.get();
        }
        return at + buffer.limit();
    }

    /**
     * Reads a piece of the image, sector by sector where it cannot be read at once.
     *
     * @return why the buffer is not full, if it is not
     */
    private Optional<UnreadableException> fill(long at, ByteBuffer buffer) {
        try {
            image.read(at, buffer);
            return Optional.empty();
        } catch (IOException e) {
            // Which sectors it is shows below.
        }
        int end = buffer.limit();
        int from = 0;
        // Ends: each turn goes on by a sector.
        while (from < end) {
            ByteBuffer sector = buffer.slice(from, Math.min(plan.sectorSize().bytes(), end - from));
            int length = sector.remaining();
            try {
                image.read(at + from, sector);
            } catch (IOException e) {
                long number = plan.sectorSize().sectors(at + from);
                if (plan.onError() == ExtractPlan.OnError.STOP || e instanceof EOFException) {
                    buffer.limit(from).position(from);
                    return Optional.of(new UnreadableException(number, e));
                }
                buffer.put(from, zeros, 0, length);
                note(number);
            }
            from += length;
        }
        buffer.position(end);
        return Optional.empty();
    }

    private void note(long sector) {
        if (!unreadable.isEmpty() && unreadable.getLast().end() == sector) {
            Extent last = unreadable.removeLast();
            unreadable.add(new Extent(last.first(), last.count() + 1));
        } else if (unreadable.size() < Extraction.NAMED) {
            unreadable.add(new Extent(sector, 1));
        }
    }

    /** Writes the blocks that are not all zeros. */
    private void writeData(long at, ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        int from = -1;
        int i = 0;
        // Ends: each turn goes on by at least a byte, and to the end of a block.
        while (i < end) {
            int next = Math.min(i + BLOCK - (int) ((at + i) % BLOCK), end);
            boolean zero = bytes.slice(i, next - i).mismatch(zeros.slice(0, next - i)) < 0;
            if (zero && from >= 0) {
                sink.write(at + from, bytes.slice(from, i - from));
                from = -1;
            } else if (!zero && from < 0) {
                from = i;
            }
            i = next;
        }
        if (from >= 0) {
            sink.write(at + from, bytes.slice(from, end - from));
        }
    }

    /** A buffer that nobody reads any more. */
    private ByteBuffer free() throws InterruptedException {
        if (ring.size() < BUFFERS) {
            return ByteBuffer.allocateDirect(PIECE);
        }
        Filled oldest = ring.removeFirst();
        Digests.await(oldest.work());
        return oldest.buffer().clear();
    }

    private void await() throws InterruptedException {
        for (Filled filled : ring) {
            Digests.await(filled.work());
        }
    }

    /**
     * Digests what an earlier run has written, as it stands in the file.
     *
     * @return whether it was not told to stop
     */
    private boolean digestWhatWasWritten() throws IOException, InterruptedException {
        long done = sink.before().done();
        // Ends: each turn goes on by at least a byte.
        for (long at = 0; at < done; at += TRANSFER) {
            progress.at(at, plan.length());
            if (progress.isCancelled()) {
                return false;
            }
            digestWritten(at, Math.min(at + TRANSFER, done));
        }
        return true;
    }

    /**
     * Digests what the sink holds. To read it back costs less than not to let the system copy it, since the system still has it
     * in memory; and it is the file that the digest is to tell of.
     */
    private void digestWritten(long from, long to) throws IOException, InterruptedException {
        // Ends: each turn goes on by at least a byte.
        for (long at = from; at < to && !plan.digests().isEmpty(); ) {
            ByteBuffer buffer = free();
            buffer.limit((int) Math.min(to - at, PIECE));
            sink.readBack(at, buffer);
            buffer.flip();
            ring.addLast(new Filled(buffer, digests.add(plan.offset() + at, buffer)));
            at += buffer.limit();
        }
    }

    @Override
    public void close() {
        digests.close();
    }
}
