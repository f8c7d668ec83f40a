package jdisk.cli;

import static jdisk.testing.Complaint.assertNoStackTrace;
import static jdisk.testing.Complaint.assertOneLine;
import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds a table against what fdisk and sfdisk printed of it, and tells what was changed since. The saved files are
 * recordings of fdisk 2.12 (the guide's, under another name, and in sectors), fdisk 2.38.1 and sfdisk 2.38.1.
 */
final class CompareTest {

    private final Path folder;
    private final Path laptop;

    CompareTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        laptop = ImageRecipe.named("laptop").buildIn(folder);
    }

    private static String recorded(String name) throws IOException {
        try (InputStream found = Objects.requireNonNull(CompareTest.class.getResourceAsStream("/saved/" + name), name)) {
            return new String(found.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path saved(String text) throws IOException {
        return Files.writeString(folder.resolve("saved"), text);
    }

    private static void assertSame(Path image, Path saved, int partitions) {
        Outcome outcome = jdisk(image, "compare", saved);
        assertThat(outcome).isEqualTo(new Outcome(0, image + " and " + saved + " say the same: " + partitions + " partitions\n", ""));
    }

    /** Holds that this one line tells the difference, with both values, and the verdict counts it. */
    private static void assertDiffers(Path image, Path saved, String about, String here, String there) {
        Outcome outcome = jdisk(image, "compare", saved);
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(3);
        assertThat(outcome.err()).isEmpty();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).startsWith(about).contains(here + " here").contains(there + " in " + saved);
        assertThat(lines.getLast()).isEqualTo(image + " and " + saved + " differ: 1 difference");
    }

    @ParameterizedTest
    @CsvSource({"laptop, laptop-guide.txt, 4", "gpt-three, gpt-three.json, 3", "sun, sun-modern.txt, 4", "sgi, sgi-classic.txt, 4"})
    void whatWasPrintedOfIt(String recipe, String recording, int partitions) throws IOException {
        assertSame(ImageRecipe.named(recipe).buildIn(folder), saved(recorded(recording)), partitions);
    }

    /** A listing made of the disk itself, wherever it was plugged in. */
    @ParameterizedTest
    @ValueSource(strings = {"/dev/hda", "/dev/sdb", "/dev/nvme0n1p", "/dev/mmcblk0p", "C:\\images\\old disk 2.img"})
    void nameOfTheDeviceDoesNotCount(String device) throws IOException {
        if (!device.contains(" ")) {
            assertSame(laptop, saved(recorded("laptop-guide.txt").replace("hda.img", device)), 4);
        }
        for (String recording : new String[] {"laptop.dump", "laptop.json"}) {
            String text = recorded(recording).replace("002-laptop2002.img", device.replace("\\", "/"));
            assertSame(laptop, saved(text), 4);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "laptop-guide.txt | img1   *  | img1      | partition 1: boot | * | not set",
        "laptop.dump | size=     1815282 | size=     1815281 | partition 6: sectors | 1815282 | 1815281",
        "laptop.json | \"82\" | \"83\" | partition 5: type | 82 | 83"})
    void oneFieldChanged(String recording, String from, String to, String about, String here, String there) throws IOException {
        String text = recorded(recording);
        assertThat(text.split(Pattern.quote(from), -1)).as("the field is there once").hasSize(2);
        assertDiffers(laptop, saved(text.replace(from, to)), about, here, there);
    }

    @Test
    void anotherImage() throws IOException {
        Path copy = ImageRecipe.named("laptop").build(folder.resolve("copy.img"));
        assertSame(laptop, copy, 4);
        Path changed = ImageRecipe.parse(Objects.requireNonNull(recipe("laptop"))
                + "\nebr 7695135 1: 00 479/1/1 8e 591/254/63 start 63 count 1815282").build(folder.resolve("changed.img"));
        assertDiffers(laptop, changed, "partition 6: type", "83", "8E");
        Path four = ImageRecipe.named("four-primaries").buildIn(folder);
        Outcome outcome = jdisk(laptop, "compare", four);
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.out()).contains("partition 5: only here", "partition 3: only in " + four)
                .contains("disk: 4871301120 bytes here, 1645056000 in " + four);
        assertThat(jdisk(laptop, "compare", ImageRecipe.named("gpt-three").buildIn(folder)).status()).isEqualTo(3);
        assertSame(laptop, laptop, 4);
    }

    private static String recipe(String name) throws IOException {
        try (InputStream found = Objects.requireNonNull(
                CompareTest.class.getResourceAsStream("/transcripts/" + name + "/image.recipe"))) {
            return new String(found.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Of a listing of every disk of a machine, the one that fits best is meant. */
    @Test
    void listingOfSeveralDisks() throws IOException {
        assertSame(laptop, saved(recorded("gpt-three-modern.txt") + "\n" + recorded("laptop-guide.txt") + "\n"
                + recorded("sun-modern.txt")), 4);
    }

    @Test
    void lineEndsAndByteOrderMarkDoNotCount() throws IOException {
        for (String recording : new String[] {"laptop-guide.txt", "laptop-modern.txt", "laptop.dump", "laptop.json"}) {
            String text = recorded(recording);
            assertSame(laptop, saved(text.replace("\n", "\r\n")), 4);
            assertSame(laptop, saved("\ufeff" + text), 4);
            assertSame(laptop, saved(text.stripTrailing()), 4);
            assertSame(laptop, saved("\n\n# saved in May\n" + (recording.endsWith("json") ? "" : text)
                    + (recording.endsWith("json") ? recorded("laptop-guide.txt") : "")), 4);
        }
    }

    @Test
    void neitherListingNorImage() throws IOException {
        Path file = folder.resolve("saved");
        for (String rubbish : new String[] {"", "\n", "nothing to see\n", "{", "{}", "[1, 2]", "{\"partitiontable\": 5}",
            "{".repeat(100_000), "x".repeat(900_000), "Device ".repeat(100_000), "\u0000\u0001\u0002", "\u001b[2J",
            "(((((".repeat(10_000) + "\n", "a : start=".repeat(50_000), "Disk a: " + "9".repeat(40) + " bytes\n",
            "Units = sectors of " + "9".repeat(40) + " * 512\n", "a1 : start=1\na" + "9".repeat(40) + " : start=1, size=1\n",
            "Disk a: 1 bytes\nUnits = cylinders of 0 * 512 = 0 bytes\nDevice Boot Start End Blocks Id System\na1 1 2 3 83 L\n",
            "Disk ".repeat(20_000) + ": 1 bytes\n"}) {
            saved(rubbish);
            Outcome outcome = jdisk(laptop, "compare", file);
            String start = rubbish.substring(0, Math.min(30, rubbish.length()));
            assertNoStackTrace(outcome);
            if (outcome.status() == 3) {
                // Something of a listing, without partitions.
                assertThat(outcome.out()).as(start).contains("only here").contains(" differ: ");
            } else {
                assertOneLine(outcome, 1, file.toString());
            }
        }
    }

    @Test
    void nothingToCompareWith() throws IOException {
        Path missing = folder.resolve("missing.txt");
        assertOneLine(jdisk(laptop, "compare", missing), 1, missing + ": No such file");
        assertOneLine(jdisk(laptop, "compare", folder), 1, folder + ": ");
        assertOneLine(jdisk(laptop, "compare", ImageRecipe.named("zeros").buildIn(folder)), 1, "zeros");
        Outcome without = jdisk(laptop, "compare");
        assertThat(without.status()).isIn(1, 2);
        assertThat(without.out()).isEmpty();
        Path zeros = ImageRecipe.named("zeros").buildIn(folder);
        assertOneLine(jdisk(zeros, "compare", saved(recorded("laptop-guide.txt"))), 1, zeros.toString());
    }

    @Test
    void inTheShell() throws IOException {
        Path same = saved(recorded("laptop-guide.txt"));
        Path other = Files.writeString(folder.resolve("other"), recorded("laptop.dump").replace("type=82", "type=83"));
        Outcome session = typing("compare " + same, "compare " + other, "q").run(laptop);
        assertThat(session.out()).contains(laptop + " and " + same + " say the same: 4 partitions\n",
                "partition 5: type 82 here, 83 in " + other + "\n" + laptop + " and " + other + " differ: 1 difference\n");
    }
}
