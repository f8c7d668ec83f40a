package jdisk.cli;

import static jdisk.testing.Complaint.assertNoStackTrace;
import static jdisk.testing.Complaint.assertOneLine;
import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import jdisk.testing.SunSector;
import jdisk.testing.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Obeys keys and words, read from standard input or given after the image. */
final class ShellTest {

    private static final String PROMPT = "Command (m for help): ";
    private static final String EXPERT_PROMPT = "Expert command (m for help): ";

    private final Path laptop;

    ShellTest(@TempDir Path folder) throws IOException {
        laptop = ImageRecipe.named("laptop").buildIn(folder);
    }

    @ParameterizedTest
    @CsvSource({"offset 6, 3939941376", "offset p6, 3939941376", "offset 002-laptop2002.img6, 3939941376",
        "offset 1, 32256", "offset 2, 3808304640", "offset 5, 3808336896",
        "size 6, 929424384", "size 5, 131572224", "size 1, 3808272384"})
    void placeOfAPartition(String command, String number) {
        Object[] words = (laptop + " " + command).split(" ", -1);
        assertThat(jdisk(words)).isEqualTo(new Outcome(0, number + "\n", ""));
    }

    /** A Sun label of a disk that is shorter than a cylinder, as sfdisk makes it: util-linux verifies none without cylinders. */
    @Test
    void verifyingWithoutCylinders(@TempDir Path folder) throws IOException {
        Path image = Files.write(folder.resolve("sun.img"), Arrays.copyOf(new SunSector().geometry(0, 255, 63).bytes(), 2 << 20));
        assertThat(jdisk("--style=modern", image, "v")).isEqualTo(new Outcome(1, "", "Incomplete geometry setting.\n"));
        assertThat(jdisk("--style=classic", image, "v").err()).startsWith("You must set cylinders.\n");
    }

    @Test
    void tableOfPlaces() {
        Outcome table = jdisk(laptop, "offset");
        assertThat(table.status()).isZero();
        assertThat(table.out()).contains("32256", "3808272384", "3808336896", "131572224", "3939941376", "929424384");
    }

    @ParameterizedTest
    @ValueSource(strings = {"offset 9", "offset 3", "offset 0", "offset -1", "offset abc", "size 9", "nonsense",
        "Z", "hexdump 9", "hexdump @9514260", "style pretty", "source missing.jdisk"})
    void commandThatFails(String command) {
        Outcome outcome = jdisk((Object[]) (laptop + " " + command).split(" ", -1));
        assertThat(outcome.status()).as(outcome.toString()).isIn(1, 2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isNotBlank();
        assertNoStackTrace(outcome);
    }

    @Test
    void unknownWordGivenAfterTheImage() {
        assertOneLine(jdisk(laptop, "nonsense"), 1, "nonsense");
    }

    /** As fdisk does: the key, then what it is. */
    @Test
    void unknownKey() {
        Outcome session = typing("Z", "x", "Z", "q").joiningStreams().run(laptop);
        assertThat(session.status()).isZero();
        assertThat(session.out().split("Z: unknown command\n", -1)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "d", "n", "t", "w", "o", "g", "G", "s", "I"})
    void writingKey(String key) {
        Outcome session = typing(key, "p", "q").joiningStreams().run("--style=modern", laptop);
        assertThat(session.out()).contains("jdisk never writes to an image: '" + key + "' is not available\n")
                .contains("img6 ");
        assertThat(session.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "f", "i", "F"})
    void writingKeyOfTheExpert(String key) {
        Outcome session = typing("x", key, "p", "q").joiningStreams().run("--style=modern", laptop);
        assertThat(session.out()).contains("jdisk never writes to an image: '" + key + "' is not available\n")
                .contains("img6 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a d n t w o g G s I", "b f F"})
    void writingKeysAreNotInTheMenus(String keys) {
        Outcome menu = keys.startsWith("a") ? jdisk(laptop, "m") : jdisk(laptop, "x", "m");
        assertThat(menu.status()).as(menu.err()).isZero();
        for (String key : keys.split(" ", -1)) {
            assertThat(menu.out()).doesNotContainPattern("(?m)^ {1,3}" + key + " {2,}");
        }
        assertThat(menu.out()).containsPattern("(?m)^ +p +print").containsPattern("(?m)^ +q +quit");
    }

    @ParameterizedTest
    @CsvSource({"m, 3", "blank, 3"})
    void endOfInputQuitsOnce(String line, int prompts) {
        Outcome session = typing(line.equals("blank") ? "" : line, "p").run(laptop);
        assertThat(session.status()).isZero();
        assertThat(session.out().split(Pattern.quote(PROMPT), -1)).hasSize(prompts + 1);
        assertNoStackTrace(session);
    }

    @Test
    void endOfInputAtAQuestion() {
        Outcome session = typing("x", "c").joiningStreams().run(laptop);
        assertThat(session.status()).isZero();
        assertThat(session.out().split(Pattern.quote(EXPERT_PROMPT), -1).length)
                .isBetween(2, 3);
        assertNoStackTrace(session);
    }

    @Test
    void keyWithItsAnswer() {
        String listing = jdisk("--style=classic", "-C", "300", "-l", laptop).out();
        Outcome session = typing("x", "c 300", "r", "p", "q").run("--style=classic", laptop);
        assertThat(session.out()).contains(listing.strip());
        assertThat(typing("i 5", "q").run("--style=modern", laptop).out())
                .contains("Device: " + laptop + "5\n").contains("Linux swap");
        assertThat(jdisk("--style=modern", laptop, "i", "5").out()).contains("Device: " + laptop + "5\n");
    }

    @Test
    void keysGivenAfterTheImage() {
        Outcome table = jdisk(laptop, "p");
        assertThat(table.out().strip()).isEqualTo(jdisk("-l", laptop).out().strip());
        assertThat(table.out()).doesNotContain(PROMPT);
        assertThat(jdisk(laptop, "x", "p").out()).contains("Nr AF  Hd Sec  Cyl  Hd Sec  Cyl").doesNotContain(PROMPT);
        assertThat(jdisk("--style=modern", laptop, "x", "p").out()).contains("Start-C/H/S");
    }

    /** The layout is chosen once, at open; a later geometry in which nothing falls on a cylinder does not flip it. */
    @Test
    void geometryDoesNotFlipTheLayout() {
        Outcome session = typing("x", "h", "16", "r", "p", "q").run(laptop);
        assertThat(session.out()).contains("\n16 heads, 63 sectors/track, ")
                .contains("\nUnits = cylinders of 1008 * 512 = 516096 bytes\n");
    }

    @Test
    void styleAndUnitsFlipTheLayout() {
        Outcome session = typing("style modern", "p", "style classic", "p", "u", "p", "q").run(laptop);
        assertThat(session.out()).contains("\nDisklabel type: dos\n", "\n255 heads, 63 sectors/track, 592 cylinders\n",
                "\nUnits = sectors of 1 * 512 = 512 bytes\n");
    }

    @Test
    void hexdumpOfASector(@TempDir Path folder) throws IOException {
        Path image = ImageRecipe.named("disk-id-boot-code").buildIn(folder);
        Outcome dump = jdisk(image, "hexdump", "@0", "1");
        assertThat(dump.status()).as(dump.err()).isZero();
        assertThat(dump.out()).startsWith(
                        "00000000  fa 33 c0 8e d0 bc 00 7c  8b f4 50 07 50 1f fb fc  |.3.....|..P.P...|\n")
                .contains("\n00000030  64 65 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |de..............|\n")
                .contains("\n*\n").endsWith("\n00000200\n");
    }

    /** The built-in disk is the laptop's: its listing is the one recorded of that image under another name. */
    @Test
    void demo() throws IOException {
        String recorded = Texts.demoListing();
        Texts.assertSame("fdisk 2.12", recorded, jdisk("--demo", "p").out(), "");
        Texts.assertSame("fdisk 2.12", recorded, jdisk("-l", "--demo").out(), "");
        assertThat(jdisk("--demo", "offset", "6").out()).isEqualTo("3939941376\n");
    }
}
