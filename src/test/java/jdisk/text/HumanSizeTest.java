package jdisk.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounds as util-linux does. */
final class HumanSizeTest {

    /** The last column of tables that fdisk was recorded to list. */
    @ParameterizedTest
    @CsvSource({"512, 512B", "1536, 1.5K", "21306880, 20.3M", "51200512, 48.8M", "104857600, 100M", "131572224, 125.5M",
        "929424384, 886.4M", "1061061120, 1011.9M", "1304428544, 1.2G", "1622147072, 1.5G", "3808272384, 3.5G",
        "2199022206464, 2T", "5800976744448, 5.3T"})
    void recordedOfPartitions(long bytes, String size) {
        assertThat(HumanSize.brief(bytes)).isEqualTo(size);
    }

    /** Headers that fdisk was recorded to print. */
    @ParameterizedTest
    @CsvSource({"0, 0 B", "1714176, 1.63 MiB", "31334400, 29.88 MiB", "67108864, 64 MiB", "1073741824, 1 GiB",
        "1645056000, 1.53 GiB", "2467584000, 2.3 GiB", "4871301120, 4.54 GiB", "3000592982016, 2.73 TiB",
        "8000000000000, 7.28 TiB"})
    void recordedOfDisks(long bytes, String size) {
        assertThat(HumanSize.full(bytes)).isEqualTo(size);
    }

    /**
     * Around the powers of 1024. 1048535 bytes are 1023.96 KiB, which to one digit are 1024.0, and 1076 are 1.0508 KiB; all
     * that fits into 63 bits is 8 EiB but for a byte.
     */
    @ParameterizedTest
    @CsvSource({"0, 0B, 0 B", "1, 1B, 1 B", "1023, 1023B, 1023 B", "1024, 1K, 1 KiB", "1025, 1K, 1 KiB", "1076, 1.1K, 1.05 KiB",
        "1048535, 1024K, 1023.96 KiB", "1048575, 1024K, 1024 KiB", "1048576, 1M, 1 MiB",
        "1125899906842624, 1P, 1 PiB", "1152921504606846975, 1024P, 1024 PiB", "1152921504606846976, 1E, 1 EiB",
        "1729382256910270464, 1.5E, 1.5 EiB", "9223372036854775807, 8E, 8 EiB"})
    void edges(long bytes, String brief, String full) {
        assertThat(HumanSize.brief(bytes)).isEqualTo(brief);
        assertThat(HumanSize.full(bytes)).isEqualTo(full);
    }

    /** Sizes in sectors: around each power of 1024, and around what is rounded up or down. */
    @Test
    @Tag("realtool")
    void asFdiskDoes(@TempDir Path folder) throws IOException, InterruptedException {
        List<Long> sizes = new ArrayList<>();
        for (long unit : new long[] {2, 2048, 2_097_152}) {
            for (double factor : new double[] {1, 1.05, 1.25, 1.949, 1.951, 9.995, 1023.5, 1023.95, 1023.951, 1023.994, 1023.996}) {
                long sectors = (long) (factor * unit);
                sizes.addAll(List.of(sectors - 1, sectors, sectors + 1));
            }
        }
        RealTool fdisk = RealTool.named("fdisk", sizes.size());
        for (int n = 0; n < sizes.size(); n += 4) {
            List<String> lines = new ArrayList<>();
            long largest = 1;
            for (int slot = 1; slot <= Math.min(4, sizes.size() - n); slot++) {
                lines.add("mbr " + slot + ": 00 0/0/2 83 0/0/2 start 1 count " + sizes.get(n + slot - 1));
                largest = Math.max(largest, sizes.get(n + slot - 1));
            }
            lines.add("size " + 512 * largest);
            lines.add("file disk-" + n + ".img");
            ImageRecipe.parse(String.join("\n", lines)).buildIn(folder);
            Outcome listed = fdisk.run(folder, "-l", "-o", "Sectors,Size", "disk-" + n + ".img");
            MatchResult disk = Pattern.compile("^Disk disk-\\d+.img: (.*), (\\d+) bytes, ").matcher(listed.out()).results()
                    .findFirst().orElseThrow();
            assertThat(HumanSize.full(Long.parseLong(disk.group(2)))).isEqualTo(disk.group(1));
            List<MatchResult> rows = Pattern.compile("^ *(\\d+) +([\\d.]+[A-Z])$", Pattern.MULTILINE).matcher(listed.out())
                    .results().toList();
            assertThat(rows).hasSize(Math.min(4, sizes.size() - n));
            for (MatchResult row : rows) {
                long bytes = 512 * Long.parseLong(row.group(1));
                assertThat(HumanSize.brief(bytes)).as("%d bytes", bytes).isEqualTo(row.group(2));
            }
        }
    }
}
