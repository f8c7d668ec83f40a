package jdisk.nbd;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import jdisk.image.ByteView;

/** A client's socket: whole messages in, whole messages out. */
final class Connection {
    private final SocketChannel channel;
    private final ReentrantLock writing = new ReentrantLock();
    private final long began = System.nanoTime();
    private volatile boolean established;

    /** When the client was last seen to take something, while there is more for him to take. */
    private volatile long takingSince;

    private volatile boolean taking;

    Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * The next bytes.
     *
     * @throws EOFException if the client has gone
     */
    ByteView read(int length) throws IOException {
        byte[] bytes = new byte[length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        // Ends: each turn reads at least a byte, or finds the end.
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the client has gone");
            }
        }
        return new ByteView(bytes);
    }

    /** Reads bytes that nobody needs. */
    void skip(long length) throws IOException {
        // Ends: each turn takes some of a number that is finite.
        for (long left = length; left > 0; ) {
            int piece = (int) Math.min(left, 64 << 10);
            read(piece);
            left -= piece;
        }
    }

    /** Sends these, one behind the other, with nothing of another thread's between them. */
    void send(ByteBuffer... message) throws IOException {
        writing.lock();
        try {
            takingSince = System.nanoTime();
            taking = true;
            long left = 0;
            for (ByteBuffer part : message) {
                left += part.remaining();
            }
            // Ends: each turn sends at least a byte, or throws.
            while (left > 0) {
                left -= channel.write(message);
                takingSince = System.nanoTime();
            }
        } finally {
            taking = false;
            writing.unlock();
        }
    }

    /** Keeps other threads' messages out until {@link #release}, for one that is sent in pieces. */
    void hold() {
        writing.lock();
    }

    void release() {
        writing.unlock();
    }

    /** The client has come to the point: from here on, he may take his time to ask. */
    void established() {
        established = true;
    }

    /** Whether the client takes longer than so many nanoseconds to come to the point, or to read what he asked for. */
    boolean isStuck(long nanos) {
        long now = System.nanoTime();
        return (!established && now - began > nanos) || (taking && now - takingSince > nanos);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is of no more use either way
        }
    }
}
