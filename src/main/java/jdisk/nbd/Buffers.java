package jdisk.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The memory of a server, which is bounded: every connection has one small buffer of its own, and all of them share larger ones,
 * which clients that do not read can use up without keeping the others from getting on. All together take a share of what the
 * JVM may have.
 */
final class Buffers {
    /** Bytes of a shared buffer: what clients usually ask for at once. */
    static final int SIZE = 256 << 10;

    /** Bytes of a connection's own buffer: so few that every connection there can be may have one. */
    static final int OWN = 16 << 10;

    private static final int MOST_SHARED = 64;

    /** Shared buffers take so many times less than the JVM may have. */
    private static final int SHARE = 8;

    private final int mostShared;
    private final BlockingQueue<ByteBuffer> shared = new ArrayBlockingQueue<>(MOST_SHARED);
    private int made;

    /** @param memory bytes the JVM may have */
    Buffers(long memory) {
        this.mostShared = Math.clamp(memory / SHARE / SIZE, 1, MOST_SHARED);
    }

    /** A new shared buffer, if there may be one more. */
    private synchronized Optional<ByteBuffer> make() {
        if (made >= mostShared) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
        made++;
        return Optional.of(buffer);
    }

    /** The buffers of one connection. */
    Share share() {
        return new Share();
    }

    /** A buffer in use. */
    record Loan(ByteBuffer buffer, BlockingQueue<ByteBuffer> owner) implements AutoCloseable {
        @Override
        public void close() {
            owner.add(buffer.clear());
        }
    }

    final class Share {
        private final BlockingQueue<ByteBuffer> own = new ArrayBlockingQueue<>(1);
        private boolean begun;

        /** One of the shared buffers; if there is none, the connection's own, which may have to be waited for. */
        Loan borrow() throws InterruptedBorrowingException {
            ByteBuffer free = shared.poll();
            if (free != null) {
                return new Loan(free, shared);
            }
            Optional<ByteBuffer> another = make();
            if (another.isPresent()) {
                return new Loan(another.get(), shared);
            }
            synchronized (this) {
                if (!begun) {
                    begun = true;
                    return new Loan(ByteBuffer.allocateDirect(OWN), own);
                }
            }
            try {
                return new Loan(own.take(), own);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedBorrowingException();
            }
        }
    }

    /** The server is being stopped. */
    static final class InterruptedBorrowingException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
