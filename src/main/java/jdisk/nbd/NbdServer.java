package jdisk.nbd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that clients can read exports from, until it is closed. */
public final class NbdServer implements AutoCloseable {
    /** Clients at a time; whoever comes then is turned away. */
    private static final int CONNECTIONS = 256;

    /** How long a client may take to read a reply, or to say which export he wants. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Bytes that may be on the way to a client: some replies. What the system sends by itself takes no memory of its own there. */
    private static final int SOCKET_BUFFER = 1 << 20;

    private static final long SWEEP_MILLIS = 2_000;

    private final List<Export> exports;
    private final ServerSocketChannel listener;
    private final Optional<SocketFile> socketFile;
    private final Buffers buffers = new Buffers();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    /** The socket's name, and the file that had it when it was made. */
    private record SocketFile(Path path, @Nullable Object key) {
        static SocketFile of(Path path) throws IOException {
            return new SocketFile(path, keyOf(path));
        }

        private static @Nullable Object keyOf(Path path) throws IOException {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
        }

        /** Whether the name is not another's by now. */
        boolean isThere() throws IOException {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Objects.equals(keyOf(path), key);
        }
    }

    private NbdServer(List<Export> exports, ServerSocketChannel listener, Optional<SocketFile> socketFile) {
        this.exports = List.copyOf(exports);
        this.listener = listener;
        this.socketFile = socketFile;
    }

    /**
     * Listens at an address of a network.
     *
     * @param exports at least one; the first is what a client gets that names none
     */
    public static NbdServer listen(List<Export> exports, InetSocketAddress address) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        return started(new NbdServer(exports, listener, Optional.empty()));
    }

    /** Listens at a socket in the file system, which only its owner may use: it has no other mode at any time. */
    public static NbdServer listen(List<Export> exports, Path socketFile) throws IOException {
        Path folder = Files.createTempDirectory(Optional.ofNullable(socketFile.toAbsolutePath().getParent()).orElseThrow(),
                ".jdisk", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path made = folder.resolve("s");
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(made));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
            // A second name, because that cannot take the place of anything.
            Files.createLink(socketFile, made);
        } catch (IOException e) {
            listener.close();
            throw e;
        } finally {
            Files.deleteIfExists(made);
            Files.delete(folder);
        }
        return started(new NbdServer(exports, listener, Optional.of(SocketFile.of(socketFile))));
    }

    private static NbdServer started(NbdServer server) {
        Thread.ofPlatform().daemon().name("nbd-accept").start(server::accept);
        Thread.ofPlatform().daemon().name("nbd-sweep").start(server::sweep);
        Thread.ofPlatform().daemon().name("nbd-prepare").start(server::prepare);
        return server;
    }

    /** Where it listens. */
    public SocketAddress address() throws IOException {
        return listener.getLocalAddress();
    }

    /** Clients that are connected. */
    public int clients() {
        return connections.size();
    }

    /** Looks for a hole, because the first time that takes a tenth of a second, and the first client would wait for it. */
    private void prepare() {
        try {
            exports.getFirst().content().nextData(0);
        } catch (IOException e) {
            // whoever asks for it will be told
        }
    }

    private void accept() {
        // Ends: when the listener is closed.
        while (listener.isOpen()) {
            try {
                welcome(listener.accept());
            } catch (IOException e) {
                pause(); // out of descriptors, say: there may be some again
            }
        }
    }

    private void welcome(SocketChannel channel) {
        Connection connection = new Connection(channel);
        try {
            if (socketFile.isEmpty()) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            } else {
                // TCP finds its own; here a reply should fit in, or each takes many turns of both sides.
                channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            }
        } catch (IOException e) {
            connection.close();
            return;
        }
        if (connections.size() >= CONNECTIONS) {
            connection.close();
            return;
        }
        connections.add(connection);
        if (listener.isOpen()) {
            Thread.ofVirtual().start(() -> serve(connection));
        } else {
            connection.close(); // it came while the server was being closed
            connections.remove(connection);
        }
    }

    private void serve(Connection connection) {
        try {
            Optional<Negotiation.Agreement> agreed = new Negotiation(connection, exports).run();
            if (agreed.isPresent()) {
                connection.established();
                new Transmission(connection, agreed.get(), buffers.share()).run();
            }
        } catch (IOException e) {
            // he has gone, or talks rubbish: either way there is nobody to tell
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
            connections.remove(connection);
        }
    }

    /** Cuts off who has been waited for too long. */
    private void sweep() {
        // Ends: when the listener is closed.
        while (listener.isOpen()) {
            connections.stream().filter(connection -> connection.isStuck(PATIENCE_NANOS)).forEach(Connection::close);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SWEEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops listening, and breaks off with everybody. */
    @Override
    public void close() throws IOException {
        listener.close();
        connections.forEach(Connection::close);
        if (socketFile.isPresent() && socketFile.get().isThere()) {
            Files.delete(socketFile.get().path());
        }
    }
}
