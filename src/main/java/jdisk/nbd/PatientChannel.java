package jdisk.nbd;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connection to a server that is waited for, but not for ever. It is closed where nothing comes: what came later would not be known. */
final class PatientChannel implements Closeable {
    private final SocketChannel channel;
    private final Selector selector;
    private final Duration patience;

    private PatientChannel(SocketChannel channel, Selector selector, Duration patience) {
        this.channel = channel;
        this.selector = selector;
        this.patience = patience;
    }

    /** Connects to a server. */
    static PatientChannel connect(SocketAddress address, Duration patience) throws IOException {
        Selector selector = Selector.open();
        try {
            SocketChannel channel =
                    address instanceof UnixDomainSocketAddress ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
            PatientChannel patient = new PatientChannel(channel, selector, patience);
            try {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_CONNECT);
                if (!channel.connect(address)) {
                    // Ends: each turn waits, and the connection is there in time.
                    while (!channel.finishConnect()) {
                        patient.await(SelectionKey.OP_CONNECT);
                    }
                }
                return patient;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            // Names that cannot be resolved and bad paths of sockets come as other exceptions.
            selector.close();
            throw e;
        }
    }

    /** Waits until the connection is ready for something. */
    private void await(int what) throws IOException {
        SelectionKey key = channel.keyFor(selector);
        if (key == null) {
            throw new EOFException("the connection to the NBD server is closed");
        }
        key.interestOps(what);
        int ready = selector.select(patience.toMillis());
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            close();
            throw new InterruptedIOException("interrupted");
        }
        if (ready == 0) {
            close();
            throw new SocketTimeoutException("the NBD server does not answer: nothing has come from it for " + patience.toSeconds() + " seconds");
        }
    }

    /** Fills what remains of a buffer. */
    void fill(ByteBuffer buffer) throws IOException {
        requireOpen();
        // Ends: each turn reads a byte at least, waits for one, or finds the end.
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer);
            if (count < 0) {
                throw new EOFException("the NBD server closed the connection");
            }
            if (count == 0) {
                await(SelectionKey.OP_READ);
            }
        }
    }

    void write(ByteBuffer bytes) throws IOException {
        requireOpen();
        // Ends: each turn writes a byte at least, or waits until one can be.
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    private void requireOpen() throws EOFException {
        if (!channel.isOpen()) {
            throw new EOFException("the connection to the NBD server is closed");
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            selector.close();
        }
    }
}
