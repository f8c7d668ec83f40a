package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import jdisk.image.ForwardingImage;
import jdisk.image.Image;
import jdisk.image.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Raw disks after headers: what comes after them is the disk, and a raw disk whose first bytes are alike is a raw disk.
 *
 * <p>Headers are written as the emulators' sources and notes have them: Neko Project II's {@code sxsihdd.h}, MAME's
 * {@code pc98fdi_dsk.cpp}, CiderPress II's notes, pc98.org's on DIM, Hatari's {@code dim.c}.
 */
final class PlainHeaderTest {
    private static final byte[] DISK = MadeContainers.disk();
    private static final int SIZE = DISK.length;

    private static ByteBuffer header(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer text(ByteBuffer header, int at, String text) {
        return header.put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] file(ByteBuffer header, byte[] disk, int after) {
        byte[] all = Arrays.copyOf(MadeContainers.bytes(header), header.capacity() + disk.length + after);
        System.arraycopy(disk, 0, all, header.capacity(), disk.length);
        Arrays.fill(all, header.capacity() + disk.length, all.length, (byte) 'x');
        return all;
    }

    /** 16 cylinders, 4 heads, 8 sectors of 512 bytes. */
    private static ByteBuffer anex86() {
        return header(4096).putInt(4, 0x90).putInt(8, 4096).putInt(12, SIZE).putInt(16, 512).putInt(20, 8).putInt(24, 4).putInt(28, 16);
    }

    private static ByteBuffer nhd() {
        return text(text(header(512), 0, "T98HDDIMAGE.R0"), 16, "a comment").putInt(272, 512).putInt(276, 16).putShort(280, (short) 4)
                .putShort(282, (short) 8).putShort(284, (short) 512);
    }

    /** Sectors of 256 bytes. */
    private static ByteBuffer virtual98() {
        return text(header(220), 0, "VHD1.00").putShort(140, (short) 0).putShort(142, (short) 256).put(144, (byte) 8).put(145, (byte) 4)
                .putShort(146, (short) 32).putInt(148, 1024);
    }

    private static ByteBuffer twoImg(int order) {
        return text(text(header(64), 0, "2IMG"), 4, "CPII").putShort(8, (short) 64).putShort(10, (short) 1).putInt(12, order).putInt(20, SIZE / 512)
                .putInt(24, 64).putInt(28, SIZE).putInt(32, 64 + SIZE).putInt(36, 9);
    }

    private static ByteBuffer diskCopy(int tags) {
        return text(header(84), 0, "\u0005Disk1").order(ByteOrder.BIG_ENDIAN).putInt(64, SIZE).putInt(68, tags).put(80, (byte) 1).put(81, (byte) 0x22)
                .putShort(82, (short) 0x100);
    }

    /** Tracks of 8 KiB: 32 of them. */
    private static ByteBuffer x68000() {
        ByteBuffer header = text(header(256), 171, "DIFC HEADER  ");
        header.put(1, MadeContainers.filled(SIZE / 8192, 1));
        return header.putShort(254, (short) 0x1900);
    }

    /** 32 tracks of two sides, 8 sectors each, of a disk with clusters of two sectors. */
    private static ByteBuffer fastCopy() {
        return text(header(32), 0, "BB").put(2, (byte) 1).put(6, (byte) 1).put(8, (byte) 8).put(12, (byte) 31).order(ByteOrder.BIG_ENDIAN)
                .putShort(14, (short) 512).putShort(16, (short) 2).putShort(18, (short) 1024).putShort(20, (short) 7);
    }

    /** One of each, by the names of their forms. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("anex86", file(anex86(), DISK, 0));
        all.put("nhd", file(nhd(), DISK, 0));
        all.put("virtual98", file(virtual98(), DISK, 0));
        all.put("2mg", file(twoImg(1), DISK, 9));
        all.put("diskcopy", file(diskCopy(SIZE / 512 * 12), DISK, SIZE / 512 * 12));
        all.put("dim", file(x68000(), DISK, 0));
        all.put("fastcopy", file(fastCopy(), DISK, 0));
        return all;
    }

    private static byte[] named(String name) {
        return Optional.ofNullable(all().get(name)).orElseThrow();
    }

    private static Image open(byte[] file) throws IOException {
        Image image = MadeContainers.whole(file).image();
        return Marks.mayBeThere(image) ? Containers.inside(image, Opening.PLAIN) : image;
    }

    private static void assertRaw(byte[] file) throws IOException {
        try (Image image = open(file)) {
            assertThat(image.layers()).isEmpty();
            assertThat(image.view(0, file.length).copy(0, file.length)).isEqualTo(file);
        }
    }

    private static void assertDisk(Image image, String format) throws IOException {
        assertThat(image.layers().getFirst().format()).isEqualTo(format);
        assertThat(image.size()).isEqualTo(SIZE);
        assertThat(image.view(0, SIZE).copy(0, SIZE)).isEqualTo(DISK);
    }

    private static void assertRefused(byte[] file, String... words) {
        assertThatThrownBy(() -> open(file)).isInstanceOf(FileSystemException.class).hasMessageContainingAll(words);
    }

    @Test
    void readsWhatComesAfterAHeader() throws IOException {
        for (Map.Entry<String, byte[]> each : all().entrySet()) {
            try (Image image = open(each.getValue())) {
                assertDisk(image, each.getKey());
            }
        }
        try (Image image = open(file(diskCopy(0), DISK, 0))) {
            assertDisk(image, "diskcopy");
        }
    }

    /** Some programs write 52 bytes for a header of 64, or no size. */
    @Test
    void readsOddHeadersOf2mg() throws IOException {
        try (Image image = open(file(twoImg(1).putShort(8, (short) 52).putInt(28, 0), DISK, 9))) {
            assertDisk(image, "2mg");
        }
    }

    @Test
    void saysTheGeometryOfTheDisk() throws IOException {
        Map<String, Integer> cylinders = Map.of("anex86", 16, "nhd", 16, "virtual98", 32, "fastcopy", 32);
        for (Map.Entry<String, Integer> each : cylinders.entrySet()) {
            try (Image image = open(named(each.getKey()))) {
                Map<String, String> facts = image.layers().getFirst().facts();
                assertThat(facts).containsEntry("cylinders", each.getValue().toString()).containsEntry("sectors/track", "8")
                        .containsEntry("heads", each.getKey().equals("fastcopy") ? "2" : "4")
                        .containsEntry("sector size", each.getKey().equals("virtual98") ? "256" : "512");
            }
        }
    }

    /** Each field that a header without a mark has counts: with one changed, it is a raw disk. */
    @Test
    void takesARawDiskForNothingElse() throws IOException {
        assertRaw(DISK);
        assertRaw(new byte[SIZE]);
        for (int at : new int[] {0, 8, 12, 16, 20, 24, 28}) {
            for (int value : new int[] {1, -1, 3, 0x1000, 1 << 31}) {
                assertRaw(file(at == 0 || anex86().getInt(at) != value ? anex86().putInt(at, value) : anex86().putInt(at, 7), DISK, 0));
            }
        }
        assertRaw(file(anex86(), DISK, 1));
        assertRaw(file(anex86(), DISK, 512));
        for (int at : new int[] {64, 68, 80}) {
            assertRaw(file(diskCopy(0).putInt(at, 0x200), DISK, 0));
        }
        assertRaw(file(diskCopy(12), DISK, 12));
        assertRaw(file(diskCopy(0).put(0, (byte) 64), DISK, 0));
        assertRaw(file(diskCopy(0), DISK, 1));
        for (int at : new int[] {0, 1, 2, 3, 6, 8, 10, 12, 13}) {
            assertRaw(file(fastCopy().put(at, (byte) 200), DISK, 0));
        }
        assertRaw(file(fastCopy(), DISK, 512));
        assertRaw(file(fastCopy().put(8, (byte) 0), DISK, 0));
    }

    /** All sizes are 0 in the zeros that most disks begin with, and no fields of random bytes agree. */
    @Test
    void takesNothingRandomForAHeader() throws IOException {
        Random random = new Random(1);
        byte[] bytes = new byte[2048];
        for (int n = 0; n < 20_000; n++) {
            random.nextBytes(bytes);
            Arrays.fill(bytes, 0, random.nextInt(9), (byte) 0);
            bytes[82] = 1;
            bytes[83] = 0;
            assertThat(PlainHeader.open(MadeContainers.whole(bytes).image())).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNotRawAfterItsHeader() {
        assertRefused(file(twoImg(0), DISK, 9), "order of DOS 3.3", "cp2 copy-sectors");
        assertRefused(file(twoImg(2), DISK, 9), "nibbles", "cp2 copy-sectors");
        assertRefused(file(x68000().put(3, (byte) 0), Arrays.copyOf(DISK, SIZE - 8192), 0), "leaves out 1 of 32 tracks", "DIFC.X");
        assertRefused(file(fastCopy().put(3, (byte) 1), Arrays.copyOf(DISK, SIZE / 2), 0), "only the sectors in use", "FastCopy Pro");
        assertRefused(file(fastCopy().put(10, (byte) 16), Arrays.copyOf(DISK, SIZE / 2), 0), "only tracks 16 to 31", "FastCopy Pro");
    }

    @Test
    void refusesAMarkedHeaderThatContradictsItself() {
        assertRefused(file(nhd().putShort(280, (short) 0), DISK, 0), "NHD", "0 heads", "tail -c +513");
        assertRefused(file(nhd().putShort(284, (short) 500), DISK, 0), "sectors of 500 bytes");
        assertRefused(file(nhd().putInt(272, -1), DISK, 0), "header of 4294967295 bytes");
        assertRefused(file(virtual98().putInt(148, 1023), DISK, 0), "Virtual98", "1023 sectors", "tail -c +221");
        assertRefused(file(twoImg(7), DISK, 0), "2MG", "order 7");
        assertRefused(file(twoImg(1).putInt(24, -1), DISK, 0), "2MG");
        assertRefused(file(x68000().put(0, (byte) 5), DISK, 0), "kind that is not known: 5", "tail -c +257");
        assertRefused(file(x68000(), DISK, 512), "32 tracks of 8192 bytes", "tail -c +257");
    }

    /** What has a mark and is cut short is read as far as it is there, which is said; the rest is not zeros. */
    @Test
    void tellsWhatIsCut() throws IOException {
        for (String name : new String[] {"nhd", "virtual98", "2mg"}) {
            byte[] file = named(name);
            int start = name.equals("nhd") ? 512 : name.equals("2mg") ? 64 : 220;
            try (Image image = open(Arrays.copyOf(file, start + SIZE - 1000))) {
                assertThat(image.size()).isEqualTo(SIZE);
                assertThat(image.layers().getFirst().missing()).contains("the last 1000 bytes of its disk are missing");
                assertThat(image.view(0, SIZE - 1000).copy(0, SIZE - 1000)).isEqualTo(Arrays.copyOf(DISK, SIZE - 1000));
                assertThatThrownBy(() -> image.view(SIZE - 512, 512)).isInstanceOf(IOException.class).hasMessageContaining("past its end");
            }
        }
    }

    @Test
    void closesTheFile() throws IOException {
        for (byte[] file : all().values()) {
            boolean[] closed = new boolean[1];
            Image watched = new ForwardingImage(MadeContainers.whole(file).image()) {
                @Override
                public void close() throws IOException {
                    closed[0] = true;
                    super.close();
                }
            };
            Containers.inside(watched, Opening.PLAIN).close();
            assertThat(closed[0]).isTrue();
        }
    }

    /** Compressed, as such images mostly come. */
    @Test
    void readsAHeaderInWhatIsCompressed(@TempDir Path folder) throws IOException {
        for (Map.Entry<String, byte[]> each : all().entrySet()) {
            Path packed = Files.write(folder.resolve("packed"), MadeContainers.packed(each.getValue(), GZIPOutputStream::new));
            try (Image image = Sources.open(packed)) {
                assertDisk(image, each.getKey());
                assertThat(image.layers()).extracting(Layer::format).containsExactly(each.getKey(), "gzip");
            }
        }
    }
}
