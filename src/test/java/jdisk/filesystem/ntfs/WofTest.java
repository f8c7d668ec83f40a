package jdisk.filesystem.ntfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.WimResources;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decodes what wimlib compresses, whose resources are made as Windows makes its compressed files. */
final class WofTest {
    private static Image stream(byte[] bytes) {
        return new SparseMemoryImage("stream", bytes.length, Map.of(0L, bytes));
    }

    @Tag("realtool")
    @ParameterizedTest
    @CsvSource({"0, 4096", "1, 32768", "2, 8192", "3, 16384"})
    void asWimlibCompresses(int algorithm, int chunk, @TempDir Path folder) throws IOException, InterruptedException {
        List<Integer> sizes = List.of(200, chunk - 1, chunk, chunk + 1, 2 * chunk, 700_001);
        List<WimResources.Resource> resources = WimResources.made(folder, algorithm, sizes);
        assertThat(resources).hasSameSizeAs(sizes);
        for (WimResources.Resource resource : resources) {
            ByteView plain = resource.plain();
            byte[] compressed = resource.compressed().copy(0, resource.compressed().length());
            Image content = new Wof(algorithm).content(stream(compressed), "file", plain.length());
            assertThat(content.size()).isEqualTo(plain.length());
            assertThat(content.view(0, plain.length())).as("%d bytes", plain.length()).isEqualTo(plain);
            Random random = new Random(algorithm);
            for (int i = 0; i < 20; i++) {
                int at = random.nextInt(plain.length());
                int length = random.nextInt(plain.length() - at + 1);
                assertThat(content.view(at, length)).isEqualTo(plain.slice(at, length));
            }
        }
    }

    /** Places of chunks of a file of 4 GiB and more have 64 bits. */
    @Test
    void largeFile() throws IOException {
        long size = (1L << 32) + 10;
        long chunks = Math.ceilDiv(size, 4096);
        long table = (chunks - 1) * 8;
        Map<Long, byte[]> pieces = Map.of(
                (chunks - 2) * 8, new byte[] {5, 0, 0, 0, 2, 0, 0, 0},
                table + (2L << 32) + 5, "0123456789".getBytes(StandardCharsets.US_ASCII));
        Image content = new Wof(0).content(new SparseMemoryImage("stream", table + (2L << 32) + 15, pieces), "file", size);
        assertThat(content.view(size - 10, 10).utf8()).isEqualTo("0123456789");
    }

    @Test
    void damage() throws IOException {
        assertThatThrownBy(() -> new Wof(0).content(stream(new byte[3]), "file", 8192)).hasMessageContaining("shorter");
        Image content = new Wof(0).content(stream(new byte[] {9, 0, 0, 0, 1, 2, 3}), "file", 8192);
        assertThatThrownBy(() -> content.view(0, 1)).hasMessageContaining("chunk 0");
        assertThat(new Wof(1).content(stream(new byte[0]), "file", 0).size()).isZero();
        assertThatThrownBy(() -> Wof.of(new ByteView(new byte[] {1, 0, 0, 0, 1, 0, 0, 0}))).hasMessageContaining("WIM");
        assertThatThrownBy(() -> Wof.of(new ByteView(new byte[16]))).hasMessageContaining("unknown");
        ByteView later = new ByteView(new byte[] {1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0});
        assertThatThrownBy(() -> Wof.of(later)).hasMessageContaining("unknown");
    }
}
