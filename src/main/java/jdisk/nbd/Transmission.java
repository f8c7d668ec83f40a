package jdisk.nbd;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Image;

/** The second part of a connection: requests and replies, several at a time, until the client has had enough. */
final class Transmission {
    /** The number by which block status is called; any would do. */
    static final int CONTEXT = 1;

    /** Requests of one client that are worked on at a time. */
    private static final int IN_FLIGHT = 8;

    /** Bytes of data in one chunk: what clients usually ask for at once. Other replies wait while one is sent. */
    private static final int CHUNK = 256 << 10;

    /** Descriptors of 8 bytes in a reply about block status, which fit any buffer: a client asks again for what lies after. */
    private static final int DESCRIPTORS = Buffers.OWN / 8;

    private final Connection connection;
    private final Image image;
    private final Negotiation.Agreement agreed;
    private final Buffers.Share buffers;
    private final Consumer<Throwable> faults;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private volatile Stretch lastData = new Stretch(0, 0);

    /** @param faults told of what should not have happened, and has ended the connection */
    Transmission(Connection connection, Negotiation.Agreement agreed, Buffers.Share buffers, Consumer<Throwable> faults) {
        this.connection = connection;
        this.image = agreed.export().content();
        this.agreed = agreed;
        this.buffers = buffers;
        this.faults = faults;
    }

    /** From a byte of the export up to another. */
    private record Stretch(long from, long to) {}

    private record Request(int flags, int type, long cookie, long offset, long length) {}

    /** Serves until the client disconnects or breaks off. */
    void run() throws IOException, InterruptedException {
        try {
            // Ends: each turn takes a request, and a client's requests come to an end.
            while (true) {
                ByteView header = connection.read(28);
                if (header.u32be(0) != Protocol.REQUEST_MAGIC) {
                    throw new Negotiation.BrokenException("no request");
                }
                Request request = new Request(
                        header.u16be(4), header.u16be(6), header.u64be(8), header.u64be(16), header.u32be(24));
                if (request.type == Protocol.CMD_DISC) {
                    return;
                }
                if (request.type == Protocol.CMD_WRITE) {
                    if (request.length > Protocol.MAXIMUM) {
                        throw new Negotiation.BrokenException("too much to write");
                    }
                    connection.skip(request.length);
                }
                start(request);
            }
        } catch (EOFException e) {
            // gone without a word, which is all the same by now
        } finally {
            inFlight.acquire(IN_FLIGHT);
        }
    }

    private void start(Request request) throws InterruptedException {
        inFlight.acquire();
        try {
            Thread.ofVirtual().start(() -> work(request));
        } catch (RuntimeException | Error e) {
            inFlight.release();
            throw e;
        }
    }

    /** Whatever goes wrong ends this connection, and no more than that. */
    private void work(Request request) {
        try {
            answer(request);
        } catch (IOException e) {
            connection.close(); // a reply that is begun and cannot be ended: nothing can follow it
        } catch (RuntimeException | Error e) {
            faults.accept(e);
            connection.close();
        } finally {
            inFlight.release();
        }
    }

    private void answer(Request request) throws IOException {
        if ((request.flags & ~Protocol.CMD_FLAGS) != 0) {
            error(request, Protocol.EINVAL);
            return;
        }
        switch (request.type) {
            case Protocol.CMD_READ -> {
                if (isWithin(request) && request.length <= Protocol.MAXIMUM) {
                    read(request);
                } else {
                    error(request, Protocol.EINVAL);
                }
            }
            case Protocol.CMD_BLOCK_STATUS -> {
                if (isWithin(request) && agreed.blockStatus()) {
                    blockStatus(request);
                } else {
                    error(request, Protocol.EINVAL);
                }
            }
            case Protocol.CMD_FLUSH -> done(request);
            case Protocol.CMD_CACHE -> {
                if (isWithin(request)) {
                    done(request);
                } else {
                    error(request, Protocol.EINVAL);
                }
            }
            case Protocol.CMD_WRITE, Protocol.CMD_TRIM, Protocol.CMD_WRITE_ZEROES, Protocol.CMD_RESIZE ->
                error(request, Protocol.EPERM);
            default -> error(request, Protocol.EINVAL);
        }
    }

    /** Whether it is about bytes of the export, and at least one. */
    private boolean isWithin(Request request) {
        long length = image.size();
        return request.length > 0 && request.offset >= 0 && request.offset <= length && request.length <= length - request.offset;
    }

    private void read(Request request) throws IOException {
        if (!agreed.structured()) {
            readAtOnce(request);
            return;
        }
        if ((request.flags & Protocol.CMD_FLAG_DF) != 0) {
            sendData(request, request.offset, request.offset + request.length);
            return;
        }
        long at = request.offset;
        long end = request.offset + request.length;
        // Ends: each turn goes on by at least a byte.
        while (at < end) {
            Piece piece;
            try {
                piece = pieceAt(at, end);
            } catch (IOException e) {
                error(request, Protocol.EIO);
                return;
            }
            if (piece.isData) {
                if (!sendData(request, at, piece.to)) {
                    return;
                }
            } else {
                connection.send(chunk(request, piece.to == end, Protocol.REPLY_TYPE_OFFSET_HOLE, 12, 12)
                        .putLong(at).putInt((int) (piece.to - at)).flip());
            }
            at = piece.to;
        }
    }

    /** What a chunk is to hold: so much of a stretch of data, or of a hole. */
    private record Piece(boolean isData, long to) {}

    private Piece pieceAt(long at, long end) throws IOException {
        long hole = dataUpTo(at);
        if (hole > at) {
            return new Piece(true, Math.min(Math.min(hole, end), at + CHUNK));
        }
        return new Piece(false, Math.clamp(image.nextData(at, end), at + 1, end));
    }

    /**
     * Where the data ends that a byte of the export is in; the byte itself if it is in a hole. The last answer is kept, as
     * clients read from front to end, and data seldom has many holes.
     */
    private long dataUpTo(long at) throws IOException {
        Stretch known = lastData;
        if (known.from <= at && at < known.to) {
            return known.to;
        }
        if (image.nextData(at, at + 1) > at) {
            return at;
        }
        long to = Math.max(image.nextHole(at), at + 1);
        lastData = new Stretch(at, to);
        return to;
    }

    /**
     * Sends one chunk of data. That all of it can be read shows only when its head is on the way, so a chunk of its own says
     * how it went, if it was the last or could not be read.
     *
     * @return whether it could be read
     */
    private boolean sendData(Request request, long from, long to) throws IOException {
        long length = to - from;
        connection.hold();
        try {
            connection.send(chunk(request, false, Protocol.REPLY_TYPE_OFFSET_DATA, 8 + (int) length, 8).putLong(from).flip());
            long sent = connection.send(image, from, length);
            if (sent < length) {
                connection.send(chunk(request, true, Protocol.REPLY_TYPE_ERROR_OFFSET, 14, 14)
                        .putInt(Protocol.EIO).putShort((short) 0).putLong(from + sent).flip());
                return false;
            }
            if (to == request.offset + request.length) {
                done(request);
            }
            return true;
        } finally {
            connection.release();
        }
    }

    /**
     * Sends a simple reply, which tells first that all is well. What is larger than a buffer is sent while it is read: if it
     * cannot be read then, all that is left is to break off.
     */
    private void readAtOnce(Request request) throws IOException {
        try (Buffers.Loan loan = buffers.borrow()) {
            long end = request.offset + request.length;
            long at = request.offset;
            boolean held = false;
            try {
                // Ends: each turn goes on by at least a byte.
                while (at < end) {
                    ByteBuffer bytes = loan.buffer().clear().limit((int) Math.min(end - at, loan.buffer().capacity()));
                    try {
                        image.read(at, bytes);
                    } catch (IOException e) {
                        if (held) {
                            throw e;
                        }
                        error(request, Protocol.EIO);
                        return;
                    }
                    at += bytes.flip().remaining();
                    if (held) {
                        connection.send(bytes);
                    } else {
                        connection.hold();
                        held = true;
                        connection.send(simple(request, 0), bytes);
                    }
                }
            } finally {
                if (held) {
                    connection.release();
                }
            }
        }
    }

    /** In a buffer that is lent, as any number of clients can ask for any number of stretches. */
    private void blockStatus(Request request) throws IOException {
        try (Buffers.Loan loan = buffers.borrow()) {
            ByteBuffer descriptors = loan.buffer().clear();
            try {
                describe(request, descriptors);
            } catch (IOException e) {
                error(request, Protocol.EIO);
                return;
            }
            int length = 4 + descriptors.flip().remaining();
            connection.send(chunk(request, true, Protocol.REPLY_TYPE_BLOCK_STATUS, length, 4).putInt(CONTEXT).flip(), descriptors);
        }
    }

    /** Puts length and state of each stretch, as many as a reply may hold. */
    private void describe(Request request, ByteBuffer descriptors) throws IOException {
        boolean one = (request.flags & Protocol.CMD_FLAG_REQ_ONE) != 0;
        long at = request.offset;
        long end = at + request.length;
        // Ends: each turn goes on by at least a byte.
        for (int left = one ? 1 : DESCRIPTORS; at < end && left > 0; left--) {
            long data = image.nextData(at, end);
            long next = data > at ? data : Math.clamp(image.nextHole(at, end), at + 1, end);
            descriptors.putInt((int) (next - at)).putInt(data > at ? Protocol.STATE_HOLE_ZERO : 0);
            at = next;
        }
    }

    private void done(Request request) throws IOException {
        connection.send(agreed.structured() ? chunk(request, true, Protocol.REPLY_TYPE_NONE, 0, 0).flip() : simple(request, 0));
    }

    private void error(Request request, int error) throws IOException {
        connection.send(agreed.structured()
                ? chunk(request, true, Protocol.REPLY_TYPE_ERROR, 6, 6).putInt(error).putShort((short) 0).flip()
                : simple(request, error));
    }

    private static ByteBuffer simple(Request request, int error) {
        return ByteBuffer.allocate(16).putInt(Protocol.SIMPLE_REPLY_MAGIC).putInt(error).putLong(request.cookie).flip();
    }

    /** The head of a chunk, with room for what follows it. */
    private static ByteBuffer chunk(Request request, boolean last, int type, int length, int room) {
        return ByteBuffer.allocate(20 + room)
                .putInt(Protocol.STRUCTURED_REPLY_MAGIC)
                .putShort((short) (last ? Protocol.REPLY_FLAG_DONE : 0))
                .putShort((short) type)
                .putLong(request.cookie)
                .putInt(length);
    }
}
