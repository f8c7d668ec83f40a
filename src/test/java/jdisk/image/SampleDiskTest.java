package jdisk.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import jdisk.testing.ImageRecipe;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                // The rest of the track; behind it lies a partition.
                assertThat(disk.view(piece.getKey() + SECTOR, 62 * SECTOR).isZero()).isTrue();
            }
        }
    }

    /** blkid takes what little of each file system is there for the whole. */
    @Tag("realtool")
    @Test
    void fileSystemsOfTheGuide(@TempDir Path folder) throws Exception {
        RealTool blkid = RealTool.named("blkid", 3);
        Path copy = folder.resolve("hda.img");
        Map<Long, String> types = Map.of(63L, "ntfs", 7_438_158L, "swap", 7_695_198L, "ext3");
        try (Image disk = SampleDisk.open(); RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            file.setLength(disk.size());
            for (long sector : types.keySet()) {
                byte[] start = new byte[65_536];
                disk.read(sector * SECTOR, ByteBuffer.wrap(start));
                file.seek(sector * SECTOR);
                file.write(start);
            }
        }
        Map<Long, Long> counts = Map.of(63L, 7_438_032L, 7_438_158L, 256_977L, 7_695_198L, 1_815_282L);
        for (Map.Entry<Long, String> type : types.entrySet()) {
            long sector = type.getKey();
            assertThat(blkid.run(folder, "-p", "-o", "value", "-s", "TYPE", "-O", Long.toString(sector * SECTOR),
                    "-S", Long.toString(Objects.requireNonNull(counts.get(sector)) * SECTOR), "hda.img").out())
                    .isEqualTo(type.getValue() + "\n");
        }
    }
}
