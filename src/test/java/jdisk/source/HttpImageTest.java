package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import jdisk.image.Image;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads a file of a web server that does as it should, or not. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class HttpImageTest {
    private static final int SIZE = (24 << 20) + 77;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final byte[] bytes = new byte[SIZE];
    private final HttpServer server;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile String tag = "\"one\"";
    private volatile boolean looksAtTag = true;
    private volatile int status = 206;
    private volatile int stalls = -1;
    private volatile int mostSent = SIZE;
    private final CountDownLatch ends = new CountDownLatch(1);
    private final AtomicInteger whole = new AtomicInteger();
    private final Path folder;
    private final AtomicInteger broken = new AtomicInteger();

    HttpImageTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        new Random(80).nextBytes(bytes);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/disk.img", exchange -> answer(exchange, bytes));
        server.createContext("/empty", exchange -> {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/disk.img");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/nowhere", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:99999/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        ends.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange, byte[] content) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            Matcher range = RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            String wanted = exchange.getRequestHeaders().getFirst("If-Match");
            assertThat(String.valueOf(wanted)).doesNotStartWith("W/"); // weak tags never match there
            if (looksAtTag && wanted != null && !wanted.equals(tag)) {
                exchange.sendResponseHeaders(412, -1);
                return;
            }
            if (status != 206 || !range.matches()) {
                exchange.getResponseHeaders().set("ETag", tag);
                exchange.sendResponseHeaders(status == 206 ? 200 : status, status == 200 ? content.length : -1);
                if (status == 200) {
                    stall(exchange, content);
                    whole.addAndGet(range.matches() ? 0 : 1);
                    exchange.getResponseBody().write(content);
                }
                return;
            }
            int from = Integer.parseInt(range.group(1));
            int to = Math.min(Math.min(Integer.parseInt(range.group(2)) + 1, content.length), from + mostSent);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
            exchange.getResponseHeaders().set("ETag", tag);
            if (stalls == 0) {
                stall(exchange, content);
            }
            exchange.sendResponseHeaders(206, to - from);
            stall(exchange, content);
            if (broken.getAndDecrement() > 0) {
                exchange.getResponseBody().write(content, from, (to - from) / 2);
                throw new IOException("broken off");
            }
            exchange.getResponseBody().write(content, from, to - from);
            sent.addAndGet(to - from);
        }
    }

    /** Sends a little, and then nothing for as long as the test takes. */
    private void stall(HttpExchange exchange, byte[] content) throws IOException {
        if (stalls >= 0) {
            if (stalls > 0) {
                exchange.getResponseBody().write(content, 0, stalls);
                exchange.getResponseBody().flush();
            }
            try {
                ends.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String address(String path) {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort() + path;
    }

    private void assertBytes(Image image, int at, int count) throws IOException {
        assertThat(image.view(at, count).copy(0, count)).isEqualTo(Arrays.copyOfRange(bytes, at, at + count));
    }

    /** A server may send fewer bytes of a range than it is asked for (RFC 9110, 14.2). */
    @Test
    void asksForTheRestOfAShorterRange() throws IOException {
        mostSent = 100_000;
        try (Image image = Sources.open(address("/disk.img"))) {
            assertBytes(image, 0, 1 << 20);
            assertBytes(image, SIZE - 300_000, 300_000);
        }
    }

    /** A weak tag is not sent for comparison, which only strong ones are made for; one that changes tells a change all the same. */
    @Test
    void noticesAWeakTagThatChanges() throws IOException {
        tag = "W/\"one\"";
        try (Image image = Sources.open(address("/disk.img"))) {
            assertBytes(image, 8 << 20, 4096);
            tag = "W/\"two\"";
            assertThatThrownBy(() -> image.view(16 << 20, 4096)).isInstanceOf(FileSystemException.class).hasMessageContaining("was changed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/disk.img", "/moved"})
    void readsRanges(String path) throws IOException {
        try (Image image = Sources.open(address(path))) {
            assertThat(image.size()).isEqualTo(SIZE);
            assertThat(image.files()).isEmpty();
            assertThat(image.name()).isEqualTo(address(path));
            assertBytes(image, 0, 512);
            assertBytes(image, SIZE - 1, 1);
            Random random = new Random(1);
            for (int n = 0; n < 40; n++) {
                int count = random.nextInt(400_000);
                assertBytes(image, random.nextInt(SIZE - count), count);
            }
            assertBytes(image, 0, SIZE);
            assertThatThrownBy(() -> image.view(SIZE - 1, 2)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> image.read(-1, ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
        }
    }

    /** As a listing reads: a few sectors here and there; and all of it, in few requests. */
    @Test
    void fetchesLittleForLittle() throws IOException {
        try (Image image = Sources.open(address("/disk.img"))) {
            for (int n = 0; n < 200; n++) {
                assertBytes(image, n % 7 * 512, 512);
                assertBytes(image, SIZE - 512 * (1 + n % 33), 512);
                assertBytes(image, (8 << 20) + 512 * n, 512);
            }
            assertThat(sent.get()).isLessThan(4 << 20);
            int before = requests.get();
            for (int at = 0; at + 4096 <= SIZE; at += 4096) {
                assertBytes(image, at, 4096);
            }
            assertThat(requests.get() - before).isLessThan(20);
            assertThat(sent.get()).isLessThan(2L * SIZE);
        }
    }

    @Test
    void refusesAServerWithoutRanges() {
        status = 200;
        assertThatThrownBy(() -> Sources.open(address("/disk.img"))).isInstanceOf(FileSystemException.class).hasMessageContaining("does not send ranges");
        assertThat(sent.get()).isZero();
    }

    /** Fetched once, and not again while it is the same there. */
    @Test
    void keepsWhatAServerWithoutRangesSends() throws IOException {
        status = 200;
        Opening opening = new Opening(false, Optional.empty(), true, Optional.empty(), Optional.empty(), Optional.of(folder), false, Optional.empty(),
                Opening.Waiting.NOBODY);
        for (int n = 0; n < 2; n++) {
            try (Image image = Sources.open(address("/disk.img"), opening)) {
                assertThat(image.size()).isEqualTo(SIZE);
                assertBytes(image, 0, SIZE);
                assertThat(whole.get()).isEqualTo(1);
            }
        }
        tag = "\"two\"";
        bytes[9] ^= 1;
        try (Image image = Sources.open(address("/disk.img"), opening)) {
            assertBytes(image, 0, SIZE);
        }
        assertThat(whole.get()).isEqualTo(2);
    }

    /** An answer that begins and does not end is given up, and so is a server that says nothing. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void givesUpWhereNothingComes(int begins) throws IOException {
        stalls = begins;
        for (int answer : new int[] {206, 200}) {
            status = answer;
            Opening opening = new Opening(false, Optional.empty(), true, Optional.empty(), Optional.empty(), Optional.of(Files.createTempDirectory(folder, "c")), false,
                    Optional.empty(), Opening.Waiting.NOBODY);
            assertThatThrownBy(() -> HttpImage.open(address("/disk.img"), opening, Duration.ofSeconds(2)))
                    .isInstanceOf(FileSystemException.class).hasMessageContaining("nothing has come from it for 2 seconds");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410, 500, 503, 204})
    void tellsWhatTheServerAnswers(int answer) {
        status = answer;
        assertThatThrownBy(() -> Sources.open(address("/disk.img"))).isInstanceOf(FileSystemException.class).hasMessageContaining("" + answer);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noticesThatTheFileIsAnother(boolean asked) throws IOException {
        looksAtTag = asked;
        try (Image image = Sources.open(address("/disk.img"))) {
            assertBytes(image, 0, 512);
            tag = "\"two\"";
            assertThatThrownBy(() -> image.view(9 << 20, 512)).isInstanceOf(FileSystemException.class).hasMessageContaining("was changed");
        }
    }

    /** What is fetched ahead is looked at as everything is: the reader is told where it gets there, and not before. */
    @Test
    void readsAheadAndNoticesAChange() throws IOException {
        try (Image image = Sources.open(address("/disk.img"))) {
            for (int at = 0; at < 9 << 20; at += 1 << 16) {
                assertBytes(image, at, 1 << 16);
            }
            assertThat(sent.get()).isGreaterThanOrEqualTo(9 << 20).isLessThan(SIZE + (1 << 20));
            broken.set(1); // which is asked again
            assertBytes(image, 3 << 20, 1 << 16); // somewhere else, and nothing ahead
            tag = "\"two\"";
            assertThatThrownBy(() -> {
                for (int at = 3 << 20; at + (1 << 16) <= SIZE; at += 1 << 16) {
                    assertBytes(image, at, 1 << 16);
                }
            }).isInstanceOf(FileSystemException.class).hasMessageContaining("was changed");
        }
        tag = "\"one\"";
        try (Image image = Sources.open(address("/disk.img"))) {
            assertThatThrownBy(() -> {
                for (int at = 0; at + (1 << 16) <= SIZE; at += 1 << 16) {
                    tag = at < 7 << 20 ? "\"one\"" : "\"two\"";
                    assertBytes(image, at, 1 << 16);
                }
            }).isInstanceOf(FileSystemException.class).hasMessageContaining("was changed");
        }
    }

    /** Chunks that are unpacked on all cores are read by threads of the pool that answers of a client may be completed on. */
    @Test
    void isReadByAllThreadsOfThePool() throws IOException {
        try (Image image = Sources.open(address("/disk.img"))) {
            IntStream.range(0, 200).parallel().forEach(n -> {
                int at = n * 7919 % 190 << 17;
                try {
                    assertBytes(image, at, 3000);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void asksAgainWhereTheServerBreaksOff() throws IOException {
        try (Image image = Sources.open(address("/disk.img"))) {
            broken.set(2);
            assertBytes(image, 9 << 20, 3 << 20);
            broken.set(100);
            assertThatThrownBy(() -> image.view(16 << 20, 512)).isInstanceOf(FileSystemException.class).hasMessageContaining("broke");
            broken.set(0);
            assertBytes(image, 16 << 20, 512);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/x", "http://127.0.0.1:99999/x", "http://127.0.0.1:0/x", "http:///x", "http://[::1]:1/x", "http://a b/",
        "https://127.0.0.1:1/x", "http://no-such-host.invalid/x", "http://u:p@127.0.0.1:1/x", "http://127.0.0.1:1/%zz"})
    void refusesAddressesThatLeadNowhere(String address) {
        assertThatThrownBy(() -> Sources.open(address)).isInstanceOf(FileSystemException.class);
    }

    @Test
    void refusesAServerThatLeadsNowhere() {
        assertThatThrownBy(() -> Sources.open(address("/nowhere"))).isInstanceOf(FileSystemException.class);
    }

    @Test
    void tellsThatAFileIsEmpty() {
        assertThatThrownBy(() -> Sources.open(address("/empty"))).isInstanceOf(FileSystemException.class).hasMessageContaining("empty");
    }
}
