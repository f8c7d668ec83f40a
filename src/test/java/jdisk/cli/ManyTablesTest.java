package jdisk.cli;

import static jdisk.testing.Complaint.assertNoStackTrace;
import static jdisk.testing.Complaint.assertOneLine;
import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finds its way about images that hold more than one table, or not the one that is asked for. */
final class ManyTablesTest {

    private final Path folder;

    ManyTablesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path image(String recipe) throws IOException {
        return ImageRecipe.named(recipe).buildIn(folder);
    }

    /** Rows of {@code fdisk -t dos -l} of util-linux 2.38.1, without the header and the device, whose name is longer here. */
    private static String[] rows() throws IOException {
        try (InputStream found = Objects.requireNonNull(ManyTablesTest.class.getResourceAsStream("/saved/gpt-hybrid-mbr.txt"))) {
            return new String(found.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> line.matches("\\S+img\\d .*"))
                    .map(line -> line.substring(line.indexOf(".img"))).toArray(String[]::new);
        }
    }

    @Test
    void masterBootRecordOfAHybrid() throws IOException {
        Path hybrid = image("gpt-hybrid-mbr");
        Outcome session = typing("M", "p", "r", "p", "q").run("--style=modern", hybrid);
        assertThat(session.status()).isZero();
        assertThat(session.out()).containsSubsequence("Entering protective/hybrid MBR disklabel.\n", "Disklabel type: dos\n",
                "Leaving nested disklabel.\n", "Disklabel type: gpt\n");
        assertThat(rows()).hasSize(3);
        assertThat(session.out()).contains(rows());
        assertThat(jdisk("--style=modern", "-t", "dos", "-l", hybrid).out()).contains(rows()).contains("Disklabel type: dos\n");
        assertThat(jdisk("-l", hybrid).out()).contains("Disklabel type: gpt\n");
    }

    /** What leads into a nested table is a key only where there is one. */
    @ParameterizedTest
    @CsvSource({"laptop, M", "laptop, r", "gpt-three, b", "gpt-three, r", "bsd, r", "apple-map, M", "apple-map, b", "sun, M"})
    void keyWithoutATableToEnter(String recipe, String key) throws IOException {
        Outcome session = typing(key, "p", "q").joiningStreams().run("--style=modern", image(recipe));
        assertThat(session.out()).contains(key + ": unknown command\n").contains("Disklabel type: ");
        assertNoStackTrace(session);
    }

    @ParameterizedTest
    @CsvSource({"laptop, gpt", "laptop, sun", "laptop, sgi", "laptop, bsd", "laptop, mac", "gpt-three, bsd", "gpt-three, mac",
        "apple-map, gpt", "apple-map, bsd", "bsd, mac", "bsd, sun", "sun, sgi", "sgi, sun", "bsd-in-mbr, bsd", "zeros, mac"})
    void kindThatIsNotThere(String recipe, String kind) throws IOException {
        Path image = image(recipe);
        assertOneLine(jdisk("-t", kind, image, "map"), 1, kind);
        Outcome listed = jdisk("-t", kind, "-l", image);
        assertThat(listed.status()).isEqualTo(1);
        assertThat(listed.out()).doesNotContain("Disklabel", image + "1");
        assertThat(listed.err()).matches("jdisk: [^\n]+\n").contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"laptop, dos", "gpt-three, gpt", "gpt-unprotected, gpt", "apple-map, mac", "bsd, bsd", "bsd-by-parted, bsd", "sun, sun",
        "sgi, sgi", "bsd-in-mbr, dos"})
    void kindThatIsThere(String recipe, String kind) throws IOException {
        Path image = image(recipe);
        Outcome asked = jdisk("--style=modern", "-t", kind, "-l", image);
        assertThat(asked.status()).as(asked.err()).isZero();
        assertThat(asked.out()).contains("Disklabel type: " + kind + "\n").isEqualTo(jdisk("--style=modern", "-l", image).out());
    }

    /** Places and names are those parted printed of it; the free entries are not in its table, for it leaves them out. */
    @Test
    void appleMap() throws IOException {
        Path image = image("apple-map");
        String columns = "Device,Start,End,Sectors,Name";
        assertThat(jdisk("--style=modern", "-o", columns, "-l", image).out().lines()
                .filter(line -> line.startsWith(image.toString())).map(line -> line.replaceFirst(".*img", "").replaceAll(" +", " ").strip()))
                .contains("1 1 63 63 Apple", "2 2048 204799 202752 Macintosh", "3 204800 307199 102400 swap",
                        "4 307200 511999 204800 primary");
        assertThat(jdisk(image, "offset", "3").out()).isEqualTo(204800L * 512 + "\n");
    }
}
