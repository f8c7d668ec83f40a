package jdisk.extract;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Digests that are being computed, on threads of their own: whoever reads goes on reading meanwhile. What belongs to one digest
 * is always done by the same thread, in the order it was handed over.
 */
final class Digests implements AutoCloseable {
    private record Running(DigestRange range, MessageDigest digest, ExecutorService worker) {}

    private final List<ExecutorService> workers = new ArrayList<>();
    private final List<Running> running = new ArrayList<>();

    Digests(List<DigestRange> ranges, int processors) {
        for (int i = 0; i < Math.min(ranges.size(), Math.max(processors, 1)); i++) {
            workers.add(Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("digest-" + i).factory()));
        }
        for (DigestRange range : ranges) {
            running.add(new Running(range, range.algorithm().start(), workers.get(running.size() % workers.size())));
        }
    }

    /**
     * Digests bytes of the image.
     *
     * @param at where they lie in the image
     * @param bytes not to be changed until what is returned is done
     */
    List<Future<?>> add(long at, ByteBuffer bytes) {
        List<Future<?>> work = new ArrayList<>();
        for (Running one : running) {
            long from = Math.max(at, one.range.range().offset());
            long to = Math.min(at + bytes.remaining(), one.range.range().end());
            if (from < to) {
                ByteBuffer share = bytes.slice(bytes.position() + (int) (from - at), (int) (to - from));
                work.add(one.worker.submit(() -> one.digest.update(share)));
            }
        }
        return work;
    }

    /** The digests in hexadecimal, in the order of the ranges. All work must be done. */
    List<String> values() {
        return running.stream().map(one -> HexFormat.of().formatHex(one.digest.digest())).toList();
    }

    @Override
    public void close() {
        workers.forEach(ExecutorService::shutdownNow);
    }
}
