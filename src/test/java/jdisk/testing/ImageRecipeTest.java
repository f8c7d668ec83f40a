package jdisk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds what a recipe says. */
final class ImageRecipeTest {

    private final Path folder;

    ImageRecipeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The bytes are those that fdisk 2.12 showed of the laptop's disk, with {@code d} in expert mode. */
    @Test
    void tableOfTheLaptop() throws IOException {
        Path image = ImageRecipe.named("laptop").buildIn(folder);
        assertThat(image.getFileName()).hasToString("002-laptop2002.img");
        assertThat(image.toFile().length()).isEqualTo(4_871_301_120L);
        assertThat(bytes(image, 0x1b0, 80)).isEqualTo(hex("""
                00 00 00 00 00 00 00 00 00 00 00 00 00 00 80 01
                01 00 07 FE 7F CE 3F 00 00 00 D0 7E 71 00 00 00
                41 CF 05 FE BF 4F 0F 7F 71 00 41 9F 1F 00 00 00
                00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                00 00 00 00 00 00 00 00 00 00 00 00 00 00 55 AA
                """));
    }

    @Test
    void everyLine() throws IOException {
        Path image = ImageRecipe.parse("""
                file any.img            # a comment
                size 20480
                sector-size 4096
                disk-id 12345678
                ebr 1 4: 00 0/0/0 83 0/0/0 start 1 count 4294967295
                signature 2
                no-signature 1
                bytes 8192: 01 ff
                fill 8194 3 a5
                """).buildIn(folder);
        assertThat(bytes(image, 440, 4)).isEqualTo(hex("78 56 34 12"));
        assertThat(bytes(image, 4096 + 494, 18))
                .isEqualTo(hex("00 00 00 00 83 00 00 00 01 00 00 00 ff ff ff ff 00 00"));
        assertThat(bytes(image, 8192, 6)).isEqualTo(hex("01 ff a5 a5 a5 00"));
        assertThat(bytes(image, 8192 + 510, 2)).isEqualTo(hex("55 aa"));
    }

    @Test
    void whatIsNoRecipe() {
        assertThatThrownBy(() -> ImageRecipe.parse("size 512\nmbr 5: 80").buildIn(folder))
                .hasMessageContaining("mbr 5");
        assertThatThrownBy(() -> ImageRecipe.parse("size 100\nsignature 0").buildIn(folder))
                .hasMessageContaining("beyond");
    }

    private static byte[] bytes(Path image, long at, int count) throws IOException {
        try (RandomAccessFile disk = new RandomAccessFile(image.toFile(), "r")) {
            byte[] bytes = new byte[count];
            disk.seek(at);
            disk.readFully(bytes);
            return bytes;
        }
    }

    private static byte[] hex(String dump) {
        return HexFormat.of().parseHex(dump.replaceAll("\\s", ""));
    }
}
