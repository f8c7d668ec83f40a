package jdisk.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jdisk.image.BrokenImage;
import jdisk.image.FaultyImage;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Speaks the protocol as its document says, to whoever speaks it, and outlasts who does not. The numbers below are the
 * document's, https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class NbdServerTest {

    private static final int SIZE = 3 << 20;
    private static final long BAD_SECTOR = 4000;

    private final byte[] bytes = new byte[SIZE];
    private final NbdServer server;

    NbdServerTest() throws IOException {
        Random random = new Random(10809);
        byte[] first = new byte[100_000];
        byte[] second = new byte[900_000];
        random.nextBytes(first);
        random.nextBytes(second);
        Map<Long, byte[]> pieces = Map.of(0L, first, 1_500_000L, second);
        pieces.forEach((at, piece) -> System.arraycopy(piece, 0, bytes, at.intValue(), piece.length));
        Image image = FaultyImage.withBadSectors(new SparseMemoryImage("disk.img", SIZE, pieces), BAD_SECTOR);
        server = NbdServer.listen(List.of(new Export("disk", "the whole of it", image),
                new Export("1", "Linux, \u00e4", Slice.of(image, 512, 1_700_000))), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** A client that says what it is told to say. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;
        private long errorOffset;

        Client(NbdServer server) throws IOException {
            InetSocketAddress address = (InetSocketAddress) server.address();
            socket = new Socket(address.getAddress(), address.getPort());
            socket.setSoTimeout(20_000);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }

        Client greeted(int flags) throws IOException {
            assertThat(in.readLong()).isEqualTo(0x4e42444d41474943L);
            assertThat(in.readLong()).isEqualTo(0x49484156454f5054L);
            assertThat(in.readUnsignedShort()).isEqualTo(3);
            out.writeInt(flags);
            return this;
        }

        void option(int option, byte[] data) throws IOException {
            out.writeLong(0x49484156454f5054L);
            out.writeInt(option);
            out.writeInt(data.length);
            out.write(data);
        }

        /** The type and the data of a reply to an option. */
        Map.Entry<Integer, byte[]> answer(int option) throws IOException {
            assertThat(in.readLong()).isEqualTo(0x3e889045565a9L);
            assertThat(in.readInt()).isEqualTo(option);
            int type = in.readInt();
            return Map.entry(type, in.readNBytes(in.readInt()));
        }

        /** Goes for an export. */
        Client going(String export, boolean structured, boolean status) throws IOException {
            greeted(3);
            if (structured) {
                option(8, new byte[0]);
                assertThat(answer(8).getKey()).isEqualTo(1);
            }
            byte[] name = export.getBytes(StandardCharsets.UTF_8);
            if (status) {
                byte[] query = "base:allocation".getBytes(StandardCharsets.UTF_8);
                option(10, join(number(name.length), name, number(1), number(query.length), query));
                assertThat(answer(10).getKey()).isEqualTo(4);
                assertThat(answer(10).getKey()).isEqualTo(1);
            }
            option(7, join(number(name.length), name, new byte[2]));
            int type;
            do {
                type = answer(7).getKey();
            } while (type == 3);
            assertThat(type).isEqualTo(1);
            return this;
        }

        void request(int flags, int type, long cookie, long offset, int length) throws IOException {
            out.writeInt(0x25609513);
            out.writeShort(flags);
            out.writeShort(type);
            out.writeLong(cookie);
            out.writeLong(offset);
            out.writeInt(length);
            out.flush();
        }

        /** The error of a simple reply. */
        int simple(long cookie) throws IOException {
            assertThat(in.readInt()).isEqualTo(0x67446698);
            int error = in.readInt();
            assertThat(in.readLong()).isEqualTo(cookie);
            return error;
        }

        /** Reads with simple replies. */
        byte[] read(long offset, int length) throws IOException {
            request(0, 0, offset, offset, length);
            assertThat(simple(offset)).isZero();
            return in.readNBytes(length);
        }

        /** A structured reply to a reading request, put together; or its error. */
        int structured(byte[] into, long from) throws IOException {
            int error = 0;
            while (true) {
                assertThat(in.readInt()).isEqualTo(0x668e33ef);
                int flags = in.readUnsignedShort();
                int type = in.readUnsignedShort();
                in.readLong();
                int length = in.readInt();
                switch (type) {
                    case 0 -> assertThat(length).isZero();
                    case 1 -> {
                        long at = in.readLong();
                        in.readFully(into, (int) (at - from), length - 8);
                    }
                    case 2 -> {
                        long at = in.readLong();
                        int count = in.readInt();
                        Arrays.fill(into, (int) (at - from), (int) (at - from) + count, (byte) 0);
                    }
                    case 0x8001 -> {
                        error = in.readInt();
                        in.skipBytes(in.readUnsignedShort());
                    }
                    case 0x8002 -> {
                        error = in.readInt();
                        in.skipBytes(in.readUnsignedShort());
                        errorOffset = in.readLong();
                    }
                    default -> throw new IllegalStateException("chunk of type " + type);
                }
                if ((flags & 1) != 0) {
                    return error;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static byte[] number(int number) {
        return new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private byte[] expected(long from, int length) {
        return Arrays.copyOfRange(bytes, (int) from, (int) from + length);
    }

    @Test
    void lists() throws IOException {
        try (Client client = new Client(server).greeted(3)) {
            client.option(3, new byte[0]);
            assertThat(client.answer(3)).matches(reply -> reply.getKey() == 2
                    && new String(reply.getValue(), 4, reply.getValue().length - 4, StandardCharsets.UTF_8).equals("diskthe whole of it"));
            assertThat(client.answer(3)).matches(reply -> new String(reply.getValue(), 4, reply.getValue().length - 4, StandardCharsets.UTF_8)
                    .equals("1Linux, \u00e4"));
            assertThat(client.answer(3).getKey()).isEqualTo(1);
            client.option(2, new byte[0]);
            assertThat(client.answer(2).getKey()).isEqualTo(1);
            assertThat(client.in.read()).isEqualTo(-1);
        }
    }

    /** The oldest way to choose an export, with its 124 zeros or without. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void exportName(int flags) throws IOException {
        try (Client client = new Client(server).greeted(flags)) {
            client.option(1, "1".getBytes(StandardCharsets.UTF_8));
            assertThat(client.in.readLong()).isEqualTo(1_700_000);
            assertThat(client.in.readUnsignedShort()).as("without structured replies, there is no DF").isEqualTo(0b101_0000_0111);
            int zeros = flags == 1 ? 124 : 0;
            assertThat(client.in.readNBytes(zeros)).isEqualTo(new byte[zeros]);
            assertThat(client.read(100, 1000)).isEqualTo(expected(612, 1000));
        }
        try (Client client = new Client(server).greeted(flags)) {
            client.option(1, "7".getBytes(StandardCharsets.UTF_8));
            assertThat(client.in.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAnywhere(boolean structured) throws IOException {
        Random random = new Random(1);
        try (Client client = new Client(server).going("", structured, false)) {
            for (int i = 0; i < 200; i++) {
                long from = random.nextInt(SIZE);
                int length = 1 + random.nextInt(Math.min(SIZE - (int) from, 1 + random.nextInt(600_000)));
                boolean bad = from < (BAD_SECTOR + 1) * 512 && from + length > BAD_SECTOR * 512;
                if (bad) {
                    continue;
                }
                byte[] read = new byte[length];
                Arrays.fill(read, (byte) 0x5a);
                if (structured) {
                    client.request(random.nextInt(2) << 2, 0, i, from, length);
                    assertThat(client.structured(read, from)).isZero();
                } else {
                    read = client.read(from, length);
                }
                assertThat(read).isEqualTo(expected(from, length));
            }
        }
    }

    @Test
    void pipelined() throws IOException {
        try (Client client = new Client(server).going("disk", true, false)) {
            byte[] all = new byte[1 << 20];
            for (int i = 0; i < 1024; i++) {
                client.request(0, 0, i, i * 1024L, 1024);
            }
            for (int i = 0; i < 1024; i++) {
                assertThat(client.structured(all, 0)).isZero();
            }
            assertThat(all).isEqualTo(expected(0, 1 << 20));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCannotBeDone(boolean structured) throws IOException {
        try (Client client = new Client(server).going("1", structured, false)) {
            // flags, type, offset, length, error: beyond the end, nothing, more than is allowed, writing, what nobody knows
            long[][] requests = {{0, 0, 1_699_999, 2, 22}, {0, 0, 1_700_000, 1, 22}, {0, 0, 0, 0, 22}, {0, 0, -1, 1, 22},
                {0, 0, Long.MAX_VALUE, 0x7fffffff, 22}, {0, 0, 0, 0xffffffffL, 22}, {0, 4, 0, 512, 1}, {0, 6, 0, 512, 1}, {0, 8, 0, 512, 1},
                {0, 7, 0, 512, 22}, {0, 5, 1_700_000, 1, 22}, {0, 99, 0, 1, 22}};
            for (long[] request : requests) {
                client.request((int) request[0], (int) request[1], 7, request[2], (int) request[3]);
                assertThat(structured ? client.structured(new byte[0], 0) : client.simple(7)).as(Arrays.toString(request)).isEqualTo((int) request[4]);
            }
            client.request(0x8000, 0, 7, 0, 512);
            assertThat(structured ? client.structured(new byte[0], 0) : client.simple(7)).as("a flag nobody knows").isEqualTo(22);
            client.request(0, 1, 7, 0, 1000);
            client.out.write(new byte[1000]);
            assertThat(structured ? client.structured(new byte[0], 0) : client.simple(7)).as("write").isEqualTo(1);
            client.request(0, 3, 7, 0, 0);
            assertThat(structured ? client.structured(new byte[0], 0) : client.simple(7)).as("flush").isZero();
            client.request(0, 5, 7, 0, 1000);
            assertThat(structured ? client.structured(new byte[0], 0) : client.simple(7)).as("cache").isZero();
        }
    }

    @Test
    void badSector() throws IOException {
        try (Client client = new Client(server).going("disk", true, false)) {
            client.request(0, 0, 1, BAD_SECTOR * 512, 512);
            assertThat(client.structured(new byte[512], BAD_SECTOR * 512)).isEqualTo(5);
            // What is read before it is good, and the connection goes on.
            long from = (BAD_SECTOR - 1000) * 512;
            for (int flags : new int[] {0, 4}) {
                byte[] around = new byte[2000 * 512];
                client.request(flags, 0, 1, from, around.length);
                assertThat(client.structured(around, from)).isEqualTo(5);
                assertThat(client.errorOffset).isBetween(from, BAD_SECTOR * 512 + 511);
                int good = (int) (client.errorOffset - from);
                assertThat(Arrays.copyOf(around, good)).isEqualTo(expected(from, good));
            }
            byte[] read = new byte[512];
            client.request(0, 0, 1, BAD_SECTOR * 512 + 512, 512);
            assertThat(client.structured(read, BAD_SECTOR * 512 + 512)).isZero();
            assertThat(read).isEqualTo(expected(BAD_SECTOR * 512 + 512, 512));
        }
        try (Client client = new Client(server).going("disk", false, false)) {
            client.request(0, 0, 1, BAD_SECTOR * 512, 512);
            assertThat(client.simple(1)).isEqualTo(5);
        }
    }

    @Test
    void blockStatus() throws IOException {
        try (Client client = new Client(server).going("disk", true, true)) {
            client.request(0, 7, 9, 0, SIZE);
            assertThat(client.in.readInt()).isEqualTo(0x668e33ef);
            assertThat(client.in.readUnsignedShort()).isEqualTo(1);
            assertThat(client.in.readUnsignedShort()).isEqualTo(5);
            client.in.readLong();
            assertThat(client.in.readInt()).isEqualTo(4 + 4 * 8);
            client.in.readInt();
            List<Integer> extents = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                extents.add(client.in.readInt());
            }
            assertThat(extents).containsExactly(100_000, 0, 1_400_000, 3, 900_000, 0, SIZE - 2_400_000, 3);
        }
    }

    /** A context that is asked for in vain takes the place of one that was granted. */
    @Test
    void contextThatIsForgotten() throws IOException {
        byte[] query = "base:allocation".getBytes(StandardCharsets.UTF_8);
        try (Client client = new Client(server).greeted(3)) {
            client.option(8, new byte[0]);
            assertThat(client.answer(8).getKey()).isEqualTo(1);
            client.option(10, join(number(1), new byte[] {'1'}, number(1), number(query.length), query));
            assertThat(client.answer(10).getKey()).isEqualTo(4);
            assertThat(client.answer(10).getKey()).isEqualTo(1);
            client.option(10, join(number(1), new byte[] {'9'}, number(1), number(query.length), query));
            assertThat(client.answer(10).getKey()).isEqualTo(0x8000_0006);
            client.option(1, new byte[] {'1'});
            assertThat(client.in.readLong()).isEqualTo(1_700_000);
            assertThat(client.in.readUnsignedShort()).isEqualTo(0b101_1000_0111);
            client.request(0, 7, 9, 0, 512);
            assertThat(client.structured(new byte[0], 0)).isEqualTo(22);
        }
    }

    /** Clients that keep their places without using them shut nobody out. */
    @Test
    void whoIsIdleLongestMakesRoom() throws IOException {
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 256; i++) {
                clients.add(new Client(server).going("1", false, false));
            }
            Client first = clients.getFirst();
            assertThat(first.read(0, 512)).isEqualTo(expected(512, 512));
            for (int i = 0; i < 10; i++) {
                clients.add(new Client(server).going("1", false, false));
                assertThat(clients.getLast().read(100, 512)).isEqualTo(expected(612, 512));
                assertThat(first.read(0, 512)).isEqualTo(expected(512, 512));
            }
            assertThat(server.clients()).isEqualTo(256);
            for (int i = 1; i <= 10; i++) {
                assertThat(clients.get(i).in.read()).as("client %d", i).isEqualTo(-1);
            }
            assertThat(clients.get(11).read(0, 512)).isEqualTo(expected(512, 512));
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    /** Whatever goes wrong while one client is served ends his connection, and not a thread that others need, or the program. */
    @Test
    void faultOfOneConnection() throws Exception {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler former = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> uncaught.add(fault));
        Image good = new SparseMemoryImage("disk.img", SIZE, Map.of(0L, Arrays.copyOf(bytes, 1000)));
        List<Export> exports = List.of(new Export("good", "", good),
                new Export("memory", "", BrokenImage.failing(good, () -> new OutOfMemoryError("none"))),
                new Export("stack", "", BrokenImage.failing(good, StackOverflowError::new)),
                new Export("fault", "", BrokenImage.failing(good, () -> new IllegalStateException("a mistake"))));
        try (NbdServer faulty = NbdServer.listen(exports, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Client other = new Client(faulty).going("good", false, false)) {
            for (String export : List.of("memory", "fault", "stack")) {
                try (Client client = new Client(faulty).going(export, false, false)) {
                    client.request(0, 0, 1, 0, 512);
                    assertThat(client.in.read()).isEqualTo(-1);
                }
                assertThat(faulty.fault().isPresent()).isEqualTo(!export.equals("memory"));
                assertThat(other.read(0, 1000)).isEqualTo(expected(0, 1000));
            }
            assertThat(faulty.fault().orElseThrow()).hasMessage("a mistake");
            for (int i = 0; i < 100 && faulty.clients() > 1; i++) {
                Thread.sleep(20);
            }
            assertThat(faulty.clients()).isEqualTo(1);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(former);
        }
        assertThat(uncaught).isEmpty();
    }

    /** Shared buffers take an eighth of the memory at most; then every client has a small one of his own. */
    @ParameterizedTest
    @CsvSource({"67108864, 32", "1073741824, 64", "1000000, 1"})
    void buffersTakeAShareOfTheMemory(long memory, int most) throws IOException {
        Buffers buffers = new Buffers(memory);
        for (int i = 0; i < most; i++) {
            assertThat(buffers.share().borrow().buffer().capacity()).isEqualTo(256 << 10);
        }
        assertThat(buffers.share().borrow().buffer().capacity()).isEqualTo(16 << 10);
    }

    /** As long as the system allows, wherever it lies. */
    @ParameterizedTest
    @ValueSource(strings = {"s", "a-longer-name.sock"})
    void longestPathOfASocket(String name, @TempDir Path folder) throws IOException {
        Path parent = folder.resolve("d".repeat(107 - folder.toString().length() - 2 - name.length()));
        Path path = Files.createDirectory(parent).resolve(name);
        assertThat(path.toString()).hasSize(NbdServer.LONGEST_SOCKET);
        Image image = new SparseMemoryImage("disk.img", 512, Map.of());
        // Java itself takes a path that is a little shorter.
        Path shorter = Files.createSymbolicLink(folder.resolve("link"), parent).resolve(name);
        try (NbdServer served = NbdServer.listen(List.of(new Export("disk", "", image)), path);
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(shorter))) {
            assertThat(client.read(ByteBuffer.allocate(8))).isEqualTo(8);
            assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(served.clients()).isEqualTo(1);
        }
        assertThat(parent).isEmptyDirectory();
    }

    /** A name that is another's by now is left to it. */
    @Test
    void socketOfAnother(@TempDir Path folder) throws IOException {
        Image image = new SparseMemoryImage("disk.img", 512, Map.of());
        List<Export> exports = List.of(new Export("disk", "", Slice.of(image, 0, 512)));
        Path socket = folder.resolve("s");
        try (NbdServer first = NbdServer.listen(exports, socket)) {
            assertThat(first.clients()).isZero();
            Files.delete(socket);
            Files.writeString(socket, "another's");
        }
        assertThat(socket).hasContent("another's");
    }

    /** What breaks off, says nonsense, or never comes to the point is no trouble to those who do. */
    @Test
    void goodClientsAmongBadOnes() throws Exception {
        List<Client> bad = new ArrayList<>();
        Random random = new Random(50);
        for (int i = 0; i < 50; i++) {
            Client client = new Client(server);
            bad.add(client);
            switch (i % 5) {
                case 0 -> { } // says nothing
                case 1 -> {
                    byte[] rubbish = new byte[5000];
                    random.nextBytes(rubbish);
                    writeQuietly(client, rubbish);
                }
                case 2 -> client.greeted(3).out.writeLong(0x4948); // begins an option, and stops
                case 3 -> {
                    client.going("disk", true, false).request(0, 0, 1, 0, SIZE); // asks, and does not read
                    client.request(0, 0, 2, 0, SIZE);
                    client.request(0, 0, 3, 0, SIZE);
                }
                default -> {
                    client.going("disk", false, false).request(0, 0, 1, 0, 1 << 20);
                    client.socket.shutdownOutput(); // half closed
                }
            }
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(150)) {
            List<Future<?>> good = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                int number = i;
                good.add(threads.submit(() -> {
                    try (Client client = new Client(server).going("1", number % 2 == 0, false)) {
                        byte[] read = new byte[64 << 10];
                        for (int at = 0; at + read.length < 1_000_000; at += read.length) {
                            if (number % 2 == 0) {
                                client.request(0, 0, 1, at, read.length);
                                assertThat(client.structured(read, at)).isZero();
                            } else {
                                read = client.read(at, read.length);
                            }
                            assertThat(read).isEqualTo(expected(at + 512L, read.length));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : good) {
                one.get();
            }
        }
        for (Client client : bad) {
            client.close();
        }
        for (int i = 0; i < 100 && server.clients() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(server.clients()).as("nobody is left behind").isZero();
    }

    private static void writeQuietly(Client client, byte[] rubbish) throws IOException {
        try {
            client.out.write(rubbish);
        } catch (SocketException e) {
            // cut off already
        }
    }

    /** Talk of clients, changed here and there: the server lives on, and none of it takes long. */
    @Test
    void hostileTalk() throws Exception {
        byte[] name = "disk".getBytes(StandardCharsets.UTF_8);
        byte[] query = "base:allocation".getBytes(StandardCharsets.UTF_8);
        byte[] talk = join(number(3), option(8, new byte[0]), option(3, new byte[0]),
                option(10, join(number(4), name, number(1), number(query.length), query)), option(6, join(number(4), name, new byte[2])),
                option(9, join(number(4), name, number(0))), option(7, join(number(4), name, new byte[] {0, 2, 0, 1, 0, 3})),
                request(0, 0, 4096), request(7, 0, 100_000), request(5, 0, 512), request(3, 0, 0), request(1, 0, 16), new byte[16], request(2, 0, 0));
        Random random = new Random(3);
        for (int i = 0; i < 1500; i++) {
            byte[] changed = talk.clone();
            for (int flips = random.nextInt(6); flips >= 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextBoolean() ? 0xff : 0);
            }
            try (Client client = new Client(server)) {
                client.socket.setSoTimeout(10_000);
                writeQuietly(client, Arrays.copyOf(changed, random.nextInt(4) == 0 ? random.nextInt(changed.length) : changed.length));
                client.socket.shutdownOutput();
                client.in.skipNBytes(Math.min(client.in.available(), 1000));
            } catch (SocketException | EOFException e) {
                // cut off: as it should be
            }
        }
        try (Client client = new Client(server).going("disk", true, false)) {
            byte[] read = new byte[4096];
            client.request(0, 0, 1, 4096, 4096);
            assertThat(client.structured(read, 4096)).isZero();
            assertThat(read).isEqualTo(expected(4096, 4096));
        }
    }

    private static byte[] option(int option, byte[] data) {
        return join(number(0x49484156), number(0x454f5054), number(option), number(data.length), data);
    }

    private static byte[] request(int type, int offset, int length) {
        return join(number(0x25609513), new byte[] {0, 0, 0, (byte) type}, number(0), number(7), number(0), number(offset), number(length));
    }

    @Test
    void socketInTheFileSystem(@TempDir Path folder) throws IOException {
        Image image = new SparseMemoryImage("disk.img", 512, Map.of());
        List<Export> exports = List.of(new Export("disk", "", Slice.of(image, 0, 512)));
        Path socket = folder.resolve("s");
        try (NbdServer other = NbdServer.listen(exports, socket)) {
            assertThat(other.clients()).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-------");
            assertThat(folder).isDirectoryContaining(path -> path.equals(socket)).isDirectoryNotContaining("glob:**/.jdisk*");
        }
        assertThat(socket).doesNotExist();
        Files.writeString(socket, "mine");
        assertThatThrownBy(() -> NbdServer.listen(exports, socket))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(socket).hasContent("mine");
        assertThat(folder).isDirectoryNotContaining("glob:**/.jdisk*");
    }
}
