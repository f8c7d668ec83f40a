package jdisk.nbd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import jdisk.source.Sources;
import org.junit.jupiter.params.provider.MethodSource;

/** Says to a server what a fuzzer writes: each answer is the right one, no thread of the server dies, and the next client is served. */
final class NbdFuzz {
    private static final int SIZE = 300_000;
    private static final int DATA = 80_000;
    private static final int MORE = 200_000;


    /** Where something begins or ends, on the disk or in its partition. */
    private static final long[] PLACES = {0, DATA, MORE, SIZE, 280_000, DATA - 4096, MORE - 4096, 1 << 18};

    /** Asks for structured replies, for the disk, and for the bytes around the start of a hole. */
    private static final byte[] GOOD = HexFormat.of().parseHex("00 04 050000 09019e01c8".replace(" ", ""));

    /** How long a talk may take, in seconds. */
    private static final int PATIENCE = 20;

    private static final AtomicReference<Throwable> FAULT = new AtomicReference<>();
    private static final byte[] DISK = disk();
    private static final List<Export> EXPORTS = exports(new SparseMemoryImage("disk", SIZE, Map.of()));
    private static final Path SOCKET = serve();

    static Stream<byte[]> talks() {
        return Stream.of(
                        "00 04 06000100 050000 0901000104 0c00000200000300 0d01 0e0300000000 0e0200000000", // structured, with block status
                        "00 03 06800200 0580000103 0100 0900000003 190700ff01ff", // lists, asks, chooses the old way, reads
                        "0001 0101 0d02 0901000110", // with the zeros of the old way
                        "00 050100 09000010 0f06000000ff 0e05000001ff 0e0400000005 0902000203ff 02", // simple, what cannot be done
                        "00 04 06000100 050100 7c000001ff 8c00000201 4900000204 090001029f00",
                        "00 02",
                        "00 0703050000000000 08ff80 0810ff 070a00 070b0401020304",
                        "00 00044948", "00 01030901000004")
                .map(seed -> HexFormat.of().parseHex(seed.replace(" ", "")));
    }

    private static List<Export> exports(Image image) {
        return List.of(new Export("disk", "all", image), new Export("1", "\u00e4", Slice.of(image, 4096, 280_000)));
    }

    private static byte[] disk() {
        byte[] disk = new byte[SIZE];
        byte[] data = new byte[DATA];
        Random random = new Random(10_809);
        random.nextBytes(data);
        System.arraycopy(data, 0, disk, 0, DATA);
        random.nextBytes(data);
        System.arraycopy(data, 0, disk, MORE, DATA);
        return disk;
    }

    private static Path serve() {
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> FAULT.set(fault));
        try {
            Path folder = Files.createTempDirectory("nbd");
            Path socket = folder.resolve("s");
            // A file, because its bytes go the way that clients' go: the system sends them, and knows the hole.
            Path file = folder.resolve("disk.img");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(DISK, 0, DATA), 0);
                channel.write(ByteBuffer.wrap(DISK, MORE, DATA), MORE);
                channel.write(ByteBuffer.allocate(1), SIZE - 1);
            }
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            socket.toFile().deleteOnExit();
            NbdServer.listen(exports(Sources.open(file)), socket);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @MethodSource("talks")
    @FuzzTest(maxDuration = "10m")
    void talk(byte[] input) throws IOException {
        talkOf(input);
        assertThat(talkOf(GOOD)).as("requests of a good client that were answered").isEqualTo(1);
        Throwable fault = FAULT.getAndSet(null);
        if (fault != null) {
            throw new AssertionError("a thread of the server died", fault);
        }
    }

    private static int talkOf(byte[] input) throws IOException {
        byte[] said = Talk.of(input, PLACES);
        long start = System.nanoTime();
        byte[] heard = exchange(said);
        assertThat((System.nanoTime() - start) / 1_000_000_000).as("seconds").isLessThan(PATIENCE);
        return new Dialogue(said, heard, DISK, EXPORTS).check();
    }

    /** All that the server answers to somebody who says this and no more. */
    private static byte[] exchange(byte[] said) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(SOCKET));
            try {
                ByteBuffer left = ByteBuffer.wrap(said);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.shutdownOutput();
            } catch (IOException e) {
                // the server does not listen any more, but it may have answered
            }
            ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
            try {
                while (channel.read(buffer.clear()) >= 0) {
                    heard.write(buffer.array(), 0, buffer.position());
                }
            } catch (IOException e) {
                // it left some of what was said unheard
            }
        }
        return heard.toByteArray();
    }
}
