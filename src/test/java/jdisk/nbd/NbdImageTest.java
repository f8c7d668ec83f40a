package jdisk.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jdisk.image.FaultyImage;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads exports of this program's own server, of nbdkit's, and of those that are none. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class NbdImageTest {
    private static final int SIZE = (9 << 20) + 512;

    private final byte[] bytes = new byte[SIZE];

    NbdImageTest() {
        new Random(1).nextBytes(bytes);
    }

    private static InetSocketAddress any(String host) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), 0);
    }

    private NbdServer server(String host) throws IOException {
        Image image = new SparseMemoryImage("disk.img", SIZE, Map.of(0L, bytes));
        try {
            return NbdServer.listen(List.of(new Export("disk", "", FaultyImage.withBadSectors(image, 4000L)), new Export("\u00e4 b", "", image)), any(host));
        } catch (BindException e) {
            return Assumptions.abort("this machine has no " + host);
        }
    }

    private static URI address(NbdServer server, String export) throws IOException {
        InetSocketAddress address = (InetSocketAddress) server.address();
        String host = address.getAddress().getHostAddress();
        return URI.create("nbd://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/" + export);
    }

    private void assertPlaces(Image image, int seed) throws IOException {
        Random random = new Random(seed);
        for (int n = 0; n < 60; n++) {
            int count = random.nextInt(70_000);
            int at = (3 << 20) + random.nextInt(SIZE - (3 << 20) - count);
            assertThat(image.view(at, count).copy(0, count)).isEqualTo(Arrays.copyOfRange(bytes, at, at + count));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void readsWhatTheServerHas(String host) throws IOException, InterruptedException, ExecutionException {
        try (NbdServer server = server(host); Image image = NbdImage.open(address(server, "%C3%A4%20b"))) {
            assertThat(image.size()).isEqualTo(SIZE);
            assertThat(image.view(0, SIZE).copy(0, SIZE)).isEqualTo(bytes);
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<?>> all = new ArrayList<>();
                for (int n = 0; n < 4; n++) {
                    int seed = n;
                    all.add(threads.submit(() -> {
                        assertPlaces(image, seed);
                        return seed;
                    }));
                }
                for (Future<?> each : all) {
                    each.get();
                }
            }
            assertThatThrownBy(() -> image.view(SIZE - 1, 2)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> image.read(-1, ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void goesOnAfterWhatCannotBeRead() throws IOException {
        try (NbdServer server = server("127.0.0.1"); Image image = NbdImage.open(address(server, "disk"))) {
            assertThatThrownBy(() -> image.view(4000 * 512, 512)).isInstanceOf(IOException.class).hasMessageContaining("EIO");
            assertPlaces(image, 9);
        }
    }

    @Test
    void tellsThatThereIsNoSuchExport() throws IOException {
        try (NbdServer server = server("127.0.0.1")) {
            URI address = address(server, "other");
            assertThatThrownBy(() -> NbdImage.open(address)).isInstanceOf(FileSystemException.class).hasMessageContaining("no export 'other'");
        }
    }

    @Test
    void tellsThatTheServerHasGone() throws IOException {
        NbdServer server = server("127.0.0.1");
        try (Image image = NbdImage.open(address(server, "disk"))) {
            server.close();
            assertThatThrownBy(() -> image.view(0, 512)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> image.view(0, 512)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbd://127.0.0.1:1/x", "nbd://no-such-host.invalid/x", "nbd:///x", "nbd+unix:///x", "nbd+unix:///x?socket=/no/such/socket",
        "nbd://127.0.0.1:99999/x", "nbd+unix:///x?socket=%00"})
    void refusesAddressesThatLeadNowhere(String address) {
        assertThatThrownBy(() -> NbdImage.open(URI.create(address))).isInstanceOf(FileSystemException.class).hasMessageContaining("cannot connect");
    }

    /** Whatever answers: each ends with an exception of input and output, and takes little memory. */
    @Test
    void outlastsWhatIsNoServer() throws IOException {
        Random random = new Random(5);
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("nbd://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort() + "/x");
            for (int n = 0; n < 60; n++) {
                byte[] talk = new byte[random.nextInt(400)];
                random.nextBytes(talk);
                ByteBuffer greeting = ByteBuffer.allocate(64 + talk.length).put("NBDMAGICIHAVEOPT".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1);
                greeting.putLong(0x3e889045565a9L).putInt(7).putInt(random.nextBoolean() ? 3 : 1).putInt(random.nextBoolean() ? -1 : random.nextInt(40));
                byte[] all = new byte[greeting.capacity()];
                greeting.put(talk).get(0, all);
                byte[] said = n % 3 == 0 ? talk : Arrays.copyOf(all, random.nextInt(all.length));
                Thread.ofVirtual().start(() -> {
                    try (Socket client = listener.accept(); OutputStream out = client.getOutputStream()) {
                        out.write(said);
                    } catch (IOException e) {
                        // the client has gone
                    }
                });
                assertThatThrownBy(() -> NbdImage.open(address)).isInstanceOf(IOException.class);
            }
        }
    }

    /** A server that greets nobody, one that does not answer a request, and one that stops within data: each is given up in time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10, 18, 18 + 20 + 12, 18 + 20 + 12 + 20, 18 + 20 + 12 + 20 + 16, 18 + 20 + 12 + 20 + 16 + 100})
    void givesUpAServerThatStops(int after) throws IOException {
        ByteBuffer talk = ByteBuffer.allocate(18 + 20 + 12 + 20 + 16 + 512);
        talk.put("NBDMAGICIHAVEOPT".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1);
        talk.putLong(0x3e889045565a9L).putInt(7).putInt(3).putInt(12).putShort((short) 0).putLong(4096).putShort((short) 1);
        talk.putLong(0x3e889045565a9L).putInt(7).putInt(1).putInt(0);
        talk.putInt(0x67446698).putInt(0).putLong(1);
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CountDownLatch ends = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> {
                try (Socket client = listener.accept(); OutputStream out = client.getOutputStream()) {
                    out.write(talk.array(), 0, after);
                    ends.await();
                } catch (IOException | InterruptedException e) {
                    // the client has gone
                }
            });
            URI address = URI.create("nbd://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort() + "/x");
            String said = "nothing has come from it for 1 seconds";
            if (after < 18 + 20 + 12 + 20) {
                assertThatThrownBy(() -> NbdImage.open(address, Duration.ofSeconds(1))).isInstanceOf(FileSystemException.class).hasMessageContaining(said);
            } else {
                try (Image image = NbdImage.open(address, Duration.ofSeconds(1))) {
                    assertThatThrownBy(() -> image.view(0, 512)).isInstanceOf(IOException.class).hasMessageContaining(said);
                    assertThatThrownBy(() -> image.view(0, 512)).isInstanceOf(IOException.class).hasMessageContaining("is closed");
                }
            }
            ends.countDown();
        }
    }

    @Test
    @Tag("realtool")
    void readsWhatNbdkitHas(@TempDir Path folder) throws IOException, InterruptedException {
        Path disk = Files.write(folder.resolve("disk.img"), bytes);
        Path socket = folder.resolve("socket");
        Path nbdkit = RealTool.named("nbdkit", 2).program();
        for (String filter : List.of("--filter=blocksize-policy", "--filter=delay")) {
            List<String> command = new ArrayList<>(List.of(nbdkit.toString(), "-f", "-r", "-U", socket.toString(), filter, "file", disk.toString()));
            if (filter.contains("policy")) {
                command.addAll(List.of("blocksize-minimum=512", "blocksize-preferred=4096", "blocksize-error-policy=error"));
            }
            Process server = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
            try {
                for (int n = 0; n < 100 && !Files.exists(socket); n++) {
                    Thread.sleep(50);
                }
                try (Image image = NbdImage.open(URI.create("nbd+unix:///?socket=" + socket))) {
                    assertThat(image.size()).isEqualTo(SIZE);
                    assertThat(image.view(0, SIZE).copy(0, SIZE)).isEqualTo(bytes);
                    assertPlaces(image, 3);
                }
            } finally {
                server.destroy();
                server.waitFor();
                Files.deleteIfExists(socket);
            }
        }
    }
}
