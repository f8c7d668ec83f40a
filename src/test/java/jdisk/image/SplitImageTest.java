package jdisk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jdisk.source.Sources;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Joins the parts that split(1) and imaging tools make. */
final class SplitImageTest {

    private final Path folder;

    SplitImageTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] all(Image image) throws IOException {
        ByteBuffer whole = ByteBuffer.allocate((int) image.size());
        image.read(0, whole);
        return whole.array();
    }

    @ParameterizedTest
    @CsvSource({"10000, 1000, aa, ''", "10001, 1000, aa, ''", "700, 1, aa, ''", "19000, 1, aa, ''", "676, 1, aa, -a2", "9999, 10, aaa, -a3",
        "900, 1, 000, -d -a3", "3000, 7, 001, --numeric-suffixes=1 -a3", "64, 64, aa, ''"})
    @Tag("realtool")
    void asSplitMakesThem(int size, int part, String first, String options) throws Exception {
        byte[] bytes = random(size);
        Files.write(folder.resolve("whole"), bytes);
        String split = "split -b " + part + " " + options + " whole hda.img.";
        assertThat(RealTool.named("sh", 1).run(folder, "-c", split).status()).isZero();
        try (Image image = Sources.open(folder.resolve("hda.img." + first))) {
            assertThat(image.size()).isEqualTo(size);
            assertThat(all(image)).isEqualTo(bytes);
            assertThat(image.files()).hasSize(Math.ceilDiv(size, part));
            ByteBuffer across = ByteBuffer.allocate(Math.min(size, 57)).position(1);
            image.read(Math.min(3, size - across.remaining()), across);
            int from = Math.min(3, size - across.capacity() + 1);
            assertThat(Arrays.copyOfRange(across.array(), 1, across.capacity()))
                    .isEqualTo(Arrays.copyOfRange(bytes, from, from + across.capacity() - 1));
            assertThatThrownBy(() -> image.view(size - 1L, 2)).isInstanceOf(EOFException.class);
        }
    }

    private void parts(String... names) throws IOException {
        for (String name : names) {
            Files.write(folder.resolve(name), new byte[512]);
        }
    }

    private long partsOf(String first) throws IOException {
        try (Image image = Sources.open(folder.resolve(first))) {
            return image.size() / 512;
        }
    }

    @ParameterizedTest
    @CsvSource({"hda.001 hda.003, hda.001, hda.002", "hda.001 hda.002 hda.010, hda.001, hda.003", "x.aa x.ab x.ad, x.aa, x.ac",
        "x.000 x.002, x.000, x.001"})
    void aMissingPart(String names, String first, String missing) throws IOException {
        parts(names.split(" "));
        assertThatThrownBy(() -> Sources.open(folder.resolve(first)))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("no " + missing);
    }

    @ParameterizedTest
    @CsvSource({"hda.img hda.001, hda.img, 1", "hda.002 hda.003, hda.002, 1", "hda.001, hda.001, 1", "hda.aa hda.gz hda.img, hda.aa, 1",
        "hda.001 hda.002 hda.log hda.3, hda.001, 2", "a.001 b.002, a.001, 1", "hda.001 hda.002 hda.002.md5, hda.001, 2",
        "aa ab, aa, 1", "disk.1 disk.2, disk.1, 1"})
    void whatIsNoPart(String names, String first, long expected) throws IOException {
        parts(names.split(" "));
        assertThat(partsOf(first)).isEqualTo(expected);
    }

    @Test
    void aPartThatIsNotWhole() throws IOException {
        parts("hda.001", "hda.002", "hda.003");
        Files.write(folder.resolve("hda.002"), new byte[100]);
        assertThatThrownBy(() -> Sources.open(folder.resolve("hda.001"))).hasMessageContaining("hda.002 has 100 bytes, the first part 512");
        Files.write(folder.resolve("hda.002"), new byte[512]);
        Files.write(folder.resolve("hda.003"), new byte[513]);
        assertThatThrownBy(() -> Sources.open(folder.resolve("hda.001"))).hasMessageContaining("hda.003 has 513 bytes");
    }

    @Test
    void theNameIsTheOneGiven() throws IOException {
        parts("hda.001", "hda.002");
        Path first = folder.resolve("hda.001");
        try (Image image = Sources.open(first)) {
            assertThat(image.name()).isEqualTo(first.toString());
            assertThat(image.files()).containsExactlyElementsOf(
                    Stream.of("hda.001", "hda.002").map(folder::resolve).toList());
        }
    }

    /** Holes of the parts are holes of the whole, as they are in one file. */
    @Test
    void holes() throws IOException {
        int part = 1 << 20;
        byte[] data = random(4096);
        for (String name : List.of("h.001", "h.002", "h.003")) {
            try (var file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                file.setLength(part);
                file.seek(name.endsWith("2") ? 0 : 65536);
                file.write(data);
            }
        }
        try (Image image = Sources.open(folder.resolve("h.001"))) {
            if (!image.knowsHoles()) {
                abort("the file system of " + folder + " tells no holes");
            }
            assertThat(image.nextData(0)).isEqualTo(65536);
            assertThat(image.nextHole(65536)).isEqualTo(65536 + 4096);
            assertThat(image.nextData(65536 + 4096)).isEqualTo(part);
            assertThat(image.nextHole(part)).isEqualTo(part + 4096);
            assertThat(image.nextData(part + 4096)).isEqualTo(2L * part + 65536);
            assertThat(image.nextData(2L * part + 65536 + 4096)).isEqualTo(3L * part);
        }
    }
}
