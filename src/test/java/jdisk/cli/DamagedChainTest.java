package jdisk.cli;

import static jdisk.testing.Complaint.assertNoStackTrace;
import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows chains of table sectors where the real tools repeat themselves, stop at number 60 or do not end; so there
 * is no recording to compare with.
 */
@Timeout(60)
final class DamagedChainTest {

    private final Path folder;

    DamagedChainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void linkToItself() throws IOException {
        Path image = ImageRecipe.named("link-to-itself").buildIn(folder);
        assertLists(image, 63, 321_300, 321_363, 482_013);
        assertSaysSo(image);
    }

    @Test
    void linksInARing() throws IOException {
        Path image = ImageRecipe.named("links-in-a-ring").buildIn(folder);
        assertLists(image, 63, 321_300, 321_363, 482_013, 642_663);
        assertSaysSo(image);
    }

    @Test
    void linkBackToTheTable() throws IOException {
        Path image = ImageRecipe.named("link-back-to-table").buildIn(folder);
        assertThat(starts(image)).startsWith(63L, 321_300L, 321_363L).hasSizeLessThanOrEqualTo(4);
        assertSaysSo(image);
    }

    @Test
    void moreThanSixtyPartitions() throws IOException {
        // A primary, the extended partition and seventy logicals.
        assertThat(starts(ImageRecipe.named("seventy-logicals").buildIn(folder))).hasSize(72).doesNotHaveDuplicates();
    }

    @Test
    void tenThousandPartitions() throws IOException {
        int logicals = 10_000;
        int first = 63;
        List<String> lines = new ArrayList<>();
        lines.add("file chain.img");
        lines.add("size " + 512L * (first + 2 * logicals + 65));
        lines.add("mbr 1: 00 0/1/1 05 1/62/30 start " + first + " count " + 2 * logicals);
        for (int n = 0; n < logicals; n++) {
            int at = first + 2 * n;
            lines.add("ebr " + at + " 1: 00 0/1/1 83 0/1/1 start 1 count 1");
            if (n + 1 < logicals) {
                lines.add("ebr " + at + " 2: 00 0/1/1 05 0/1/1 start " + 2 * (n + 1) + " count 2");
            }
        }
        Path image = ImageRecipe.parse(String.join("\n", lines)).buildIn(folder);
        assertThat(starts(image)).containsExactlyElementsOf(IntStream.rangeClosed(0, logicals)
                .mapToObj(n -> n == 0 ? (long) first : first + 2L * n - 1).toList());
        assertNoStackTrace(typing("v", "F", "x", "p", "e", "q").run(image));
    }

    /** Every doubt about every link would fill screens; a few of each kind are told, and how many more there are. */
    @Test
    void doubtsWithoutEnd() throws IOException {
        List<String> lines = new ArrayList<>(List.of("file chain.img", "size 1024000", "mbr 1: 00 0/1/1 05 1/62/30 start 63 count 1800"));
        for (int n = 0; n < 500; n++) {
            int at = 63 + 2 * n;
            lines.add("ebr " + at + " 1: 00 0/1/1 83 0/1/1 start 1 count 100000");
            if (n < 499) {
                lines.add("ebr " + at + " 2: 00 0/1/1 05 0/1/1 start " + 2 * (n + 1) + " count 2");
            }
        }
        Path image = ImageRecipe.parse(String.join("\n", lines)).buildIn(folder);
        Outcome listed = jdisk("-l", image);
        assertThat(listed.err().lines()).hasSizeBetween(6, 20).contains("jdisk: " + image + ": and 495 more of this kind");
        Outcome verified = jdisk(image, "v");
        assertThat(verified.status()).isEqualTo(3);
        assertThat((verified.out() + verified.err()).lines()).hasSizeLessThan(320);
        assertThat(jdisk("-J", image).out()).contains("\"message\": \"and 495 more of this kind\"", "\"count\": 495");
    }

    private static void assertLists(Path image, long... starts) {
        assertThat(starts(image)).containsExactlyElementsOf(Arrays.stream(starts).boxed().toList());
        for (String style : List.of("classic", "modern")) {
            Outcome session = typing("p", "v", "F", "i", "1", "x", "p", "e", "d", "D", "v", "q")
                    .run("--style=" + style, image);
            assertThat(session.status()).isZero();
            assertNoStackTrace(session);
        }
    }

    private static void assertSaysSo(Path image) {
        assertThat(jdisk("-l", image).err().lines()).isNotEmpty()
                .allMatch(line -> line.startsWith("jdisk: " + image + ": ")).doesNotHaveDuplicates();
    }

    /** The Start column of the modern listing, in its order. */
    private static List<Long> starts(Path image) {
        Outcome listed = jdisk("--style=modern", "-l", image);
        assertThat(listed.status()).as(listed.err()).isZero();
        return Pattern.compile("^" + Pattern.quote(image.toString()) + "\\d+ +\\*? *(\\d+) ", Pattern.MULTILINE)
                .matcher(listed.out()).results().map(row -> Long.parseLong(row.group(1))).toList();
    }
}
