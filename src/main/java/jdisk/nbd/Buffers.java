package jdisk.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The memory of a server, which is bounded: every connection has one buffer of its own, and all of them share some more, which a
 * client that does not read can use up without keeping the others from getting on.
 */
final class Buffers {
    /** Bytes of a buffer: what clients usually ask for at once. */
    static final int SIZE = 256 << 10;

    private static final int SHARED = 64;

    private final BlockingQueue<ByteBuffer> shared = new ArrayBlockingQueue<>(SHARED);
    private int made;

    private synchronized boolean mayMake() {
        boolean may = made < SHARED;
        made += may ? 1 : 0;
        return may;
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
            if (mayMake()) {
                return new Loan(ByteBuffer.allocateDirect(SIZE), shared);
            }
            synchronized (this) {
                if (!begun) {
                    begun = true;
                    return new Loan(ByteBuffer.allocateDirect(SIZE), own);
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
