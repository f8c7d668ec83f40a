package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import jdisk.image.Image;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;

/** A raw disk in a file, for tools to put into containers: random bytes, text, zeros, holes, and a table of partitions. */
final class RawDisk {
    private static final int MIB = 1 << 20;
    private static final int PIECE = 700_001;
    private static final int THREADS = 4;

    private final Path file;

    private RawDisk(Path file) {
        this.file = file;
    }

    /** A disk of so many bytes, the same for the same seed; a MiB in four is random, one text, one zeros, one a hole. */
    static RawDisk in(Path folder, String name, long size, long seed) throws IOException {
        Path file = folder.resolve(name);
        Random random = new Random(seed);
        try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.setLength(size);
            for (long at = 0; at < size; at += MIB) {
                byte[] bytes = new byte[(int) Math.min(MIB, size - at)];
                int kind = at == 0 ? 0 : at + MIB >= size ? 1 : random.nextInt(4);
                if (kind == 0) {
                    random.nextBytes(bytes);
                } else if (kind == 1) {
                    byte[] text = ("line " + random.nextInt() + " of a text that is easy to pack\n").getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < bytes.length; i++) {
                        bytes[i] = text[i % text.length];
                    }
                }
                // A few sectors in the middle of what else would be all alike.
                if (kind != 3 || random.nextBoolean()) {
                    int some = 512 * random.nextInt(Math.max(bytes.length / 512 - 4, 1));
                    for (int i = some; i < Math.min(some + 1536, bytes.length); i++) {
                        bytes[i] = (byte) random.nextInt();
                    }
                    disk.seek(at);
                    disk.write(bytes);
                }
            }
            byte[] table = new byte[66];
            table[4] = (byte) 0x83;
            table[9] = 8;
            table[13] = 64;
            table[64] = 0x55;
            table[65] = (byte) 0xaa;
            disk.seek(446);
            disk.write(table);
        }
        return new RawDisk(file);
    }

    /** What is in a file as it is. */
    static RawDisk of(Path file) {
        return new RawDisk(file);
    }

    Path file() {
        return file;
    }

    long size() throws IOException {
        return Files.size(file);
    }

    String digest(String algorithm) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a tool in the disk's folder; it must do what it is asked. */
    Outcome run(String tool, String... arguments) throws IOException, InterruptedException {
        Outcome outcome = RealTool.named(tool, 1).run(Path.of(String.valueOf(file.getParent())), arguments);
        assertThat(outcome.status()).as(tool + " " + List.of(arguments) + "\n" + outcome).isZero();
        return outcome;
    }

    /** An image has these bytes, in order and at random places, and is zeros after them up to its end. */
    void assertIn(Path container, Opening opening) throws IOException {
        try (Image image = Sources.open(container.toString(), opening)) {
            assertThat(image.layers()).isNotEmpty();
            assertIn(image);
        }
    }

    void assertIn(Path container) throws IOException {
        assertIn(container, Opening.PLAIN);
    }

    void assertIn(Image image) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        assertThat(image.size()).isBetween((long) whole.length, whole.length + 3L * MIB);
        byte[] bytes = new byte[PIECE];
        for (long at = 0; at < image.size(); at += PIECE) {
            int count = (int) Math.min(PIECE, image.size() - at);
            image.read(at, ByteBuffer.wrap(bytes, 0, count));
            assertEqual(whole, at, bytes, count);
        }
        assertPlaces(image, whole);
        assertHoles(image, whole);
    }

    private static void assertEqual(byte[] whole, long at, byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            byte wanted = at + i < whole.length ? whole[(int) (at + i)] : 0;
            if (bytes[i] != wanted) {
                throw new AssertionError("byte " + (at + i) + " is " + bytes[i] + ", not " + wanted);
            }
        }
    }

    private static void assertPlaces(Image image, byte[] whole) throws IOException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Integer>> readers = IntStream.range(0, THREADS).<Callable<Integer>>mapToObj(n -> () -> {
                Random random = new Random(n);
                for (int i = 0; i < 150; i++) {
                    int count = 1 + random.nextInt(random.nextInt(8) == 0 ? 300_000 : 6000);
                    long at = random.nextLong(image.size() - count);
                    assertEqual(whole, at, image.view(at, count).copy(0, count), count);
                }
                return n;
            }).toList();
            for (Future<Integer> reader : threads.invokeAll(readers)) {
                reader.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException(e.getCause() == null ? e : e.getCause());
        }
    }

    /** What is said to be a hole is zeros. */
    private static void assertHoles(Image image, byte[] whole) throws IOException {
        if (!image.knowsHoles()) {
            return;
        }
        long at = 0;
        while (at < image.size()) {
            long hole = image.nextHole(at);
            assertThat(hole).isBetween(at, image.size());
            long data = image.nextData(hole);
            assertThat(data).isBetween(hole, image.size());
            for (long i = hole; i < Math.min(data, whole.length); i++) {
                if (whole[(int) i] != 0) {
                    throw new AssertionError("byte " + i + " is said to be in a hole");
                }
            }
            assertThat(data == image.size() || data > at || at == 0).isTrue();
            at = Math.max(data, at + 1);
        }
    }
}
