package jdisk.extract;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdisk.image.Image;
import jdisk.image.Progress;
import jdisk.unit.Extent;
import org.jspecify.annotations.Nullable;

/**
 * The loop that copies and digests: everything that takes bytes out of an image runs through it.
 *
 * <p>It goes from stretch to stretch of data, skips what lies between, and copies each stretch in pieces: by the system's own
 * copy where that is best, else through a few buffers. Then one thread reads, another writes, and others compute digests.
 */
public final class Extractor implements AutoCloseable {
    /** Bytes the system copies at a time: enough to lose nothing by asking, little enough to stop soon. */
    private static final long TRANSFER = 4L << 20;

    private static final int PIECE = 2 << 20;

    /** Enough to keep a disk and digests busy while the next bytes are read. */
    private static final int BUFFERS = 8;

    /** What holes are made of. Blocks of zeros of this size become one; file systems seldom have smaller ones. */
    private static final int BLOCK = Sink.BLOCK;

    private final ExtractPlan plan;
    private final Image image;
    private final Sink sink;
    private final Progress progress;
    private final Digests digests;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("write").factory());
    private final Deque<Filled> ring = new ArrayDeque<>();
    private @Nullable ByteBuffer zeros;
    private final List<Extent> unreadable;
    private final boolean looksForZeros;
    private final boolean seesBytes;

    /** How far everything is written, in bytes from the start of the image. */
    private long written;

    /** Set once nothing more is to be written. */
    private volatile boolean stopped;

    /** A buffer, those who still read it, and up to where everything is written once they have: in bytes from the start of the image. */
    private record Filled(ByteBuffer buffer, List<Future<?>> work, long end) {}

    private Extractor(ExtractPlan plan, Sink sink, Progress progress) {
        this.plan = plan;
        this.image = plan.image();
        this.sink = sink;
        this.progress = progress;
        this.digests = new Digests(plan.digests(), Runtime.getRuntime().availableProcessors());
        this.unreadable = new ArrayList<>(sink.before().unreadable());
        this.looksForZeros = sink.keepsHoles() && switch (plan.sparse()) {
            case AUTO -> !image.knowsHoles();
            case ALWAYS -> true;
            case NEVER -> false;
        };
        this.seesBytes = looksForZeros || !plan.digests().isEmpty() || !sink.transfers();
        this.written = plan.offset();
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

    private Extraction copy() throws IOException, InterruptedException {
        if (!digestWhatWasWritten()) {
            return ended(true);
        }
        long at = plan.offset() + sink.before().done();
        written = at;
        long dataEnd = at;
        // Ends: each turn goes on by at least a byte; the range is finite.
        while (at < plan.end()) {
            progress.at(at - plan.offset(), plan.length());
            if (progress.isCancelled()) {
                await();
                return ended(true);
            }
            if (at >= dataEnd) {
                long data = nextData(at);
                if (data > at) {
                    at = skip(at, data);
                    dataEnd = at;
                    continue;
                }
                dataEnd = dataEnd(at);
            }
            at = seesBytes ? pass(at, dataEnd) : transfer(at, dataEnd);
        }
        await();
        written(plan.end());
        progress.at(plan.length(), plan.length());
        return new Extraction(plan.length(), List.copyOf(unreadable), false, digests.values());
    }

    private long nextData(long at) throws IOException, InterruptedException {
        try {
            return image.nextData(at, plan.end());
        } catch (EOFException e) {
            await();
            throw new UnreadableException(plan.sectorSize().sectors(at), e);
        } catch (IOException e) {
            return at; // what keeps holes from being known, keeps what is there from being read: that shows which sectors it is
        }
    }

    /** Where to ask again for a hole, at the latest where the next one is. */
    private long dataEnd(long at) throws EOFException {
        try {
            return Math.clamp(image.nextHole(at, plan.end()), at + 1, plan.end());
        } catch (EOFException e) {
            throw e;
        } catch (IOException e) {
            return Math.min(at + PIECE, plan.end()); // as above
        }
    }

    /** How it stands: sectors that were read and not yet written do not count. */
    private Extraction ended(boolean cancelled) {
        long sector = plan.sectorSize().sectors(written);
        List<Extent> before = unreadable.stream().filter(extent -> extent.first() < sector)
                .map(extent -> new Extent(extent.first(), Math.min(extent.end(), sector) - extent.first())).toList();
        return new Extraction(written - plan.offset(), before, cancelled, List.of());
    }

    private void written(long end) {
        written = end;
        sink.written(ended(false));
    }

    /**
     * Passes over a hole, at most a piece of it where its zeros are of use.
     *
     * @return where to go on
     */
    private long skip(long at, long end) throws IOException, InterruptedException {
        boolean writes = !sink.keepsHoles() || plan.sparse() == ExtractPlan.Sparse.NEVER;
        if (!writes && plan.digests().isEmpty()) {
            return end;
        }
        ByteBuffer piece = zeros().slice(0, (int) Math.min(end - at, PIECE));
        // Only counts the pieces that wait to be digested or written.
        ByteBuffer slot = free();
        hand(slot, piece, at, bytes -> {
            if (writes) {
                sink.write(at - plan.offset(), bytes);
            }
        });
        return at + piece.limit();
    }

    /** Has the system copy a piece; if it cannot, finds out why by doing it by hand. */
    private long transfer(long at, long end) throws IOException, InterruptedException {
        await();
        long count = Math.min(end - at, TRANSFER);
        try {
            long sent = sink.transfer(image, at, count, at - plan.offset());
            if (sent > 0) {
                written(at + sent);
                return at + sent;
            }
        } catch (IOException e) {
            // Whether reading or writing failed, and where, shows below.
        }
        return pass(at, at + count);
    }

    /** Copies a piece through a buffer. The next one begins at the border of a block of the copy. */
    private long pass(long at, long end) throws IOException, InterruptedException {
        ByteBuffer buffer = free();
        buffer.limit((int) Math.min(end - at, PIECE - (at - plan.offset()) % BLOCK));
        Optional<UnreadableException> failure = fill(at, buffer);
        buffer.flip();
        long to = at + buffer.limit();
        hand(buffer, buffer, at, bytes -> {
            if (looksForZeros) {
                writeData(at - plan.offset(), bytes);
            } else {
                sink.write(at - plan.offset(), bytes);
            }
        });
        if (failure.isPresent()) {
            await();
            throw failure.get();
        }
        return to;
    }

    /** What is to be done with bytes, besides digesting them. */
    @FunctionalInterface
    private interface Use {
        void of(ByteBuffer bytes) throws IOException;
    }

    /**
     * Hands bytes to those who digest and write them, in the order of the calls.
     *
     * @param slot what is in use meanwhile
     * @param at where the bytes lie in the image
     */
    private void hand(ByteBuffer slot, ByteBuffer bytes, long at, Use use) {
        List<Future<?>> work = new ArrayList<>(digests.add(at, bytes.asReadOnlyBuffer()));
        ByteBuffer share = bytes.duplicate();
        work.add(writer.submit(() -> {
            if (stopped) {
                return null;
            }
            try {
                use.of(share);
                return null;
            } catch (IOException e) {
                stopped = true;
                throw e;
            }
        }));
        ring.addLast(new Filled(slot, work, at + bytes.remaining()));
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
        int size = plan.sectorSize().bytes();
        // Ends: each turn goes on by a sector, or to the end of one.
        while (from < end) {
            ByteBuffer sector = buffer.slice(from, Math.min(size - (int) ((at + from) % size), end - from));
            int length = sector.remaining();
            try {
                image.read(at + from, sector);
            } catch (IOException e) {
                long number = plan.sectorSize().sectors(at + from);
                if (plan.onError() == ExtractPlan.OnError.STOP || UnreadableException.forbidsZeros(e)) {
                    buffer.limit(from).position(from);
                    return Optional.of(new UnreadableException(number, e));
                }
                buffer.put(from, zeros(), 0, length);
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
            boolean zero = bytes.slice(i, next - i).mismatch(zeros().slice(0, next - i)) < 0;
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

    /** A piece of zeros, which most copies do without: making it takes as long as copying one. */
    private synchronized ByteBuffer zeros() {
        ByteBuffer made = zeros == null ? buffer() : zeros;
        zeros = made;
        return made;
    }

    /** At the border of a block, so that it can be written past the system's cache. */
    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(PIECE + BLOCK).alignedSlice(BLOCK).slice(0, PIECE);
    }

    /** A buffer that nobody reads any more. */
    private ByteBuffer free() throws IOException, InterruptedException {
        return ring.size() < BUFFERS ? buffer() : settle(ring.removeFirst()).clear();
    }

    /** Waits until a buffer is free again. */
    private ByteBuffer settle(Filled filled) throws IOException, InterruptedException {
        for (Future<?> one : filled.work()) {
            try {
                one.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e);
            }
        }
        if (filled.end() > written) {
            written(filled.end());
        }
        return filled.buffer();
    }

    private void await() throws IOException, InterruptedException {
        for (Filled filled : ring) {
            settle(filled);
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

    private void digestWritten(long from, long to) throws IOException, InterruptedException {
        // Ends: each turn goes on by at least a byte.
        for (long at = from; at < to && !plan.digests().isEmpty(); ) {
            ByteBuffer buffer = free();
            buffer.limit((int) Math.min(to - at, PIECE));
            sink.readBack(at, buffer);
            buffer.flip();
            ring.addLast(new Filled(buffer, digests.add(plan.offset() + at, buffer), 0));
            at += buffer.limit();
        }
    }

    /** Nothing is written any more once this has returned. */
    @Override
    public void close() {
        stopped = true;
        writer.close();
        digests.close();
    }
}
