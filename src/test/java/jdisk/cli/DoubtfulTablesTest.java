package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import jdisk.testing.BsdSector;
import jdisk.testing.GptDisk;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of tables that are read with a doubt, or are not quite as they should be. */
final class DoubtfulTablesTest {
    private static final int SLICE = 63;

    private final Path image;

    DoubtfulTablesTest(@TempDir Path folder) {
        image = folder.resolve("a.img");
    }

    /** The three revisions fdisk of util-linux 2.38 knows; it names no other. */
    @ParameterizedTest
    @CsvSource({"0x00010000, 1.0", "0x00010200, 1.2", "0x00009900, 0.99", "0x00010002, unknown", "0x00020003, unknown"})
    void revisions(String revision, String named) throws IOException {
        GptDisk disk = GptDisk.ofThree();
        disk.copies().forEach(copy -> copy.header().putInt(8, Integer.decode(revision)));
        disk.seal().write(image);
        assertThat(jdisk(image, "v").out()).contains("No errors detected.\nHeader version: " + named + "\n");
    }

    private void writeFreeBsd(long whole) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20_000 * 512).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(450, (byte) 0xa5).putInt(454, SLICE).putInt(458, 10_000).put(510, (byte) 0x55).put(511, (byte) 0xaa);
        bytes.put((SLICE + 1) * 512, new BsdSector()
                .partition(0, SLICE, 1000, 7).partition(2, whole, 10_000, 0).partition(3, SLICE + 2000, 500, 7).telling(8).bytes());
        Files.write(image, bytes.array());
    }

    /** Partition c starts neither at 0 nor where the slice does: numbers that are printed come with the doubt, wherever they are asked for. */
    @Test
    void placesOfADisklabelThatIsDoubted() throws IOException {
        writeFreeBsd(100);
        String doubt = "within partition 1, partition c of the BSD label, which stands for its slice, starts at sector 100, and the slice at 63";
        for (String word : new String[] {"offset 1:a", "map", "probe"}) {
            assertThat(jdisk(image, word).err()).contains(doubt);
        }
        assertThat(jdisk("-J", image).out()).contains("\"code\": \"nested-table\"", doubt);
        writeFreeBsd(SLICE);
        assertThat(jdisk(image, "offset", "1:a").err()).isEmpty();
    }

    @Test
    void informationOfANestedPartition() throws IOException {
        writeFreeBsd(SLICE);
        assertThat(jdisk(image, "i", "1:d", "x").err()).contains("unexpected argument 'x'");
        assertThat(jdisk(image, "i", "1:d")).isEqualTo(new Outcome(0, """
                         Device: %s:d
                          Start: 2063
                            End: 2562
                        Sectors: 500
                           Size: 250K
                           Type: 4.2BSD
                """.formatted(image + "1"), ""));
        assertThat(jdisk(image, "i", "1:e").err()).contains("'1:e' is not a number");
    }
}
