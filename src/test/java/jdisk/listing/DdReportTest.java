package jdisk.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ends as dd (GNU coreutils 9.1) does. */
final class DdReportTest {

    private static final long[] SIZES = {0, 1, 511, 512, 513, 999, 1000, 1023, 1024, 1025, 9949, 9950, 10_000, 10_239, 10_240, 99_499,
        99_500, 51_712, 52_736, 10_500, 11_500, 1075, 1150, 1250, 102_399, 999_499, 999_500, 1_000_000, 1_048_575, 1_048_576, 9_949_999, 9_950_000, 131_572_224};

    @Test
    @Tag("realtool")
    void recordsAndBytes(@TempDir Path folder) throws Exception {
        RealTool dd = RealTool.named("dd", SIZES.length);
        for (long size : SIZES) {
            Outcome real = dd.run(folder, "if=/dev/zero", "iflag=count_bytes", "of=/dev/null", "bs=512", "count=" + size);
            assertThat(upToTime(DdReport.of(size, 512, 1_000_000))).as("%d bytes", size).isEqualTo(upToTime(real.err()));
        }
    }

    private static String upToTime(String report) {
        return report.substring(0, report.indexOf(" copied, "));
    }

    /** Times and rates as dd printed them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1         | 253143    | 0.000253143 s, 4.0 kB/s
            512       | 209912    | 0.000209912 s, 2.4 MB/s
            999       | 1137010   | 0.00113701 s, 879 kB/s
            1000      | 225470    | 0.00022547 s, 4.4 MB/s
            1023      | 16482     | 1.6482e-05 s, 62.1 MB/s
            9950      | 104095    | 0.000104095 s, 95.6 MB/s
            999499    | 2326290   | 0.00232629 s, 430 MB/s
            929424384 | 910927000 | 0.910927 s, 1.0 GB/s
            """)
    void timesAndRates(long bytes, long nanos, String expected) {
        assertThat(DdReport.of(bytes, 512, nanos)).endsWith(" copied, " + expected + "\n");
    }
}
