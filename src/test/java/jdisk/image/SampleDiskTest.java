package jdisk.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import jdisk.testing.ImageRecipe;
import org.junit.jupiter.api.Test;

/** Is the laptop's disk: the same bytes as the recipe describes in words. */
final class SampleDiskTest {

    private static final int SECTOR = 512;

    @Test
    void nameAndSize() throws IOException {
        try (Image disk = SampleDisk.open()) {
            assertThat(disk.name()).isEqualTo("hda.img");
            assertThat(disk.size()).isEqualTo(4_871_301_120L);
        }
    }

    @Test
    void bytesOfTheRecipe() throws IOException {
        Map<Long, byte[]> pieces = ImageRecipe.named("laptop").pieces();
        // Sector 0, and the two extended tables that the specification names.
        assertThat(pieces).containsOnlyKeys(0L, 7_438_095L * SECTOR, 7_695_135L * SECTOR);
        try (Image disk = SampleDisk.open()) {
            for (Map.Entry<Long, byte[]> piece : pieces.entrySet()) {
                ByteView table = disk.view(piece.getKey(), SECTOR);
                for (int at = 0; at < SECTOR; at++) {
                    assertThat(table.u8(at)).as("byte %d of sector %d", at, piece.getKey() / SECTOR)
                            .isEqualTo(piece.getValue()[at] & 0xff);
                }
                assertThat(disk.view(piece.getKey() + SECTOR, 65_536).isZero()).isTrue();
            }
        }
    }
}
