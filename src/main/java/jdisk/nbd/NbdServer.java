package jdisk.nbd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A server that clients can read exports from, until it is closed. */
public final class NbdServer implements AutoCloseable {
    /** Clients at a time; for whoever comes then, the one goes that was idle longest. */
    private static final int CONNECTIONS = 256;

    /** How long a client may take to read a reply, or to say which export he wants. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Bytes that may be on the way to a client: some replies. What the system sends by itself takes no memory of its own there. */
    private static final int SOCKET_BUFFER = 1 << 20;

    private static final long SWEEP_MILLIS = 2_000;

    /** Bytes of a socket's path that the system can be told (unix(7): 108, with a zero at the end). */
    public static final int LONGEST_SOCKET = 107;

    /** Bytes of a path that Java is sure to take for a socket: it keeps some for itself. */
    private static final int LONGEST_OF_JAVA = 100;

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final List<Export> exports;
    private final ServerSocketChannel listener;
    private final Optional<OwnSocket> socketFile;
    private final Buffers buffers = new Buffers(Runtime.getRuntime().maxMemory());
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Throwable> firstFault = new AtomicReference<>();

    private NbdServer(List<Export> exports, ServerSocketChannel listener, Optional<OwnSocket> socketFile) {
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
                ".jdisk", OWNERS_FOLDER);
        Path made = folder.resolve("s");
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            bind(listener, made);
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
        return started(new NbdServer(exports, listener, Optional.of(OwnSocket.at(socketFile))));
    }

    /** The name it is made under is longer than the one it gets, and may be too long: then the way there is made shorter by a link. */
    private static void bind(ServerSocketChannel listener, Path made) throws IOException {
        if (made.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_OF_JAVA) {
            listener.bind(UnixDomainSocketAddress.of(made));
            return;
        }
        Path folder = Files.createTempDirectory("jdisk", OWNERS_FOLDER);
        Path link = folder.resolve("d");
        try {
            Files.createSymbolicLink(link, Optional.ofNullable(made.getParent()).orElseThrow());
            listener.bind(UnixDomainSocketAddress.of(link.resolve("s")));
        } finally {
            Files.deleteIfExists(link);
            Files.delete(folder);
        }
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

    /** What ended a connection and should not have happened, if anything has: the first of that kind. */
    public Optional<Throwable> fault() {
        return Optional.ofNullable(firstFault.get());
    }

    /** A connection that asks for more memory than there is has not found a fault. */
    private void note(Throwable fault) {
        if (!(fault instanceof OutOfMemoryError)) {
            firstFault.compareAndSet(null, fault);
        }
    }

    /** Looks for a hole, because the first time that takes a tenth of a second, and the first client would wait for it. */
    private void prepare() {
        try {
            exports.getFirst().content().nextData(0);
        } catch (IOException e) {
            // whoever asks for it will be told
        } catch (RuntimeException | Error e) {
            note(e);
        }
    }

    private void accept() {
        // Ends: when the listener is closed.
        while (listener.isOpen()) {
            try {
                welcome(listener.accept());
            } catch (IOException e) {
                pause(); // out of descriptors, say: there may be some again
            } catch (RuntimeException | Error e) {
                note(e);
                pause(); // out of memory, say
            }
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        boolean welcomed = false;
        try {
            if (socketFile.isEmpty()) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            } else {
                // TCP finds its own; here a reply should fit in, or each takes many turns of both sides.
                channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            }
            Connection connection = new Connection(channel);
            makeRoom();
            connections.add(connection);
            Thread.ofVirtual().start(() -> serve(connection));
            welcomed = true;
            if (!listener.isOpen()) {
                connection.close(); // it came while the server was being closed
            }
        } finally {
            if (!welcomed) {
                channel.close();
                connections.removeIf(connection -> connection.isOf(channel));
            }
        }
    }

    /** Whoever holds a place without using it does not shut out the next. */
    private void makeRoom() {
        if (connections.size() < CONNECTIONS) {
            return;
        }
        connections.stream().max(Comparator.comparingLong(Connection::idle)).ifPresent(idle -> {
            connections.remove(idle);
            idle.close();
        });
    }

    private void serve(Connection connection) {
        try {
            Optional<Negotiation.Agreement> agreed = new Negotiation(connection, exports).run();
            if (agreed.isPresent()) {
                connection.established();
                new Transmission(connection, agreed.get(), buffers.share(), this::note).run();
            }
        } catch (IOException e) {
            // he has gone, or talks rubbish: either way there is nobody to tell
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            note(e); // the others are not to suffer for it
        } finally {
            connection.close();
            connections.remove(connection);
        }
    }

    /** Cuts off who has been waited for too long. */
    private void sweep() {
        // Ends: when the listener is closed.
        while (listener.isOpen()) {
            try {
                connections.stream().filter(connection -> connection.isStuck(PATIENCE_NANOS)).forEach(Connection::close);
            } catch (RuntimeException | Error e) {
                note(e);
            }
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
