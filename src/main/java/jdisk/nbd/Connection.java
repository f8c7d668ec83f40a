package jdisk.nbd;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import jdisk.image.ByteView;
import jdisk.image.Image;

/** A client's socket: whole messages in, whole messages out. */
final class Connection {
    /** What is sent to wait for the client: little, as it is copied. */
    private static final int PIECE = 4096;

    /** Bytes that are read at a time, of those that nobody needs. */
    private static final int SKIPPED = 4096;

    private final SocketChannel channel;
    private final ReentrantLock writing = new ReentrantLock();
    private final long began = System.nanoTime();
    private volatile boolean established;

    /** When the client last said or took something. */
    private volatile long activeAt = began;

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
            activeAt = System.nanoTime();
        }
        return new ByteView(bytes);
    }

    /** Reads bytes that nobody needs. */
    void skip(long length) throws IOException {
        // Ends: each turn takes some of a number that is finite.
        for (long left = length; left > 0; ) {
            int piece = (int) Math.min(left, SKIPPED);
            read(piece);
            left -= piece;
        }
    }

    /** Sends these, one after the other, with nothing of another thread's between them. */
    void send(ByteBuffer... message) throws IOException {
        hold();
        try {
            long left = 0;
            for (ByteBuffer part : message) {
                left += part.remaining();
            }
            takingSince = System.nanoTime();
            taking = true;
            // Ends: each turn sends at least a byte, or throws.
            while (left > 0) {
                left -= channel.write(message);
                takingSince = System.nanoTime();
                activeAt = takingSince;
            }
        } finally {
            taking = false;
            release();
        }
    }

    /**
     * Sends bytes of an image, without taking them into the program where the system can do that. Where they cannot be read,
     * zeros take the place of the rest, because the client has been told by then how many bytes come.
     *
     * @param offset in bytes from the start of the image
     * @return how many could be read
     * @throws IOException if the client takes no more
     */
    long send(Image image, long offset, long count) throws IOException {
        hold();
        try {
            long sent = 0;
            // Ends: each turn sends at least a byte, or is the last.
            while (sent < count) {
                Optional<ByteBuffer> piece = Optional.empty();
                try {
                    long n = image.transferTo(offset + sent, count - sent, channel);
                    sent += n;
                    if (n > 0) {
                        activeAt = System.nanoTime();
                    } else {
                        // The client has to take something first, which only a write can wait for; or the image has shrunk.
                        piece = Optional.of(ByteBuffer.allocate((int) Math.min(count - sent, PIECE)));
                        image.read(offset + sent, piece.get());
                    }
                } catch (IOException e) {
                    // If it is the client who has gone, that shows below.
                    fill(count - sent);
                    return sent;
                }
                if (piece.isPresent()) {
                    sent += piece.get().flip().remaining();
                    send(piece.get());
                }
            }
            return count;
        } finally {
            release();
        }
    }

    private void fill(long count) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(count, Buffers.OWN));
        // Ends: each turn sends some of a number that is finite.
        for (long left = count; left > 0; left -= zeros.limit()) {
            zeros.clear().limit((int) Math.min(left, zeros.capacity()));
            send(zeros);
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

    boolean isOf(SocketChannel socket) {
        return channel.equals(socket);
    }

    /** Nanoseconds since the client last said or took something. */
    long idle() {
        return System.nanoTime() - activeAt;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is of no more use either way
        }
    }
}
