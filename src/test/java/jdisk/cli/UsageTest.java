package jdisk.cli;

import static jdisk.testing.Complaint.assertNoStackTrace;
import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Takes the options of the command line, and refuses what is no option. */
final class UsageTest {

    private final Path laptop;

    UsageTest(@TempDir Path folder) throws IOException {
        laptop = ImageRecipe.named("laptop").buildIn(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--nonsense IMAGE", "-Z IMAGE", "-l", "-x", "-f", "-l --nonsense IMAGE",
        "-b 1000 -l IMAGE", "-b 0 -l IMAGE", "-b 8192 -l IMAGE", "-b abc -l IMAGE",
        "-C 0 -l IMAGE", "-C -5 -l IMAGE", "-C abc -l IMAGE", "-C 99999999999999999999 -l IMAGE",
        "-H 0 -l IMAGE", "-H 300 -l IMAGE", "-S 0 -l IMAGE", "-S 64 -l IMAGE", "-S 6.3 -l IMAGE",
        "--units=miles -l IMAGE", "-u=miles -l IMAGE", "--style=pretty -l IMAGE", "-t nosuch -l IMAGE",
        "-c=maybe -l IMAGE", "-L=maybe -l IMAGE", "--color=maybe -l IMAGE"})
    void wrongUsage(String line) {
        Outcome outcome = run(line);
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("jdisk: ");
        assertNoStackTrace(outcome);
    }

    /** A name that begins with @ is a name: what a file beside it holds is not run. */
    @Test
    void nameWithAnAtSign(@TempDir Path folder) throws IOException {
        Path arguments = Files.writeString(folder.resolve("args"), "--version");
        assertThat(jdisk("@" + arguments)).isEqualTo(
                new Outcome(1, "", "jdisk: @" + arguments + ": No such file or directory\n"));
        Outcome word = jdisk("--demo", "offset", "@" + arguments);
        assertThat(word.status()).isEqualTo(1);
        assertThat(word.err()).contains("'@" + arguments + "' is not a partition");
    }

    @Test
    void nothingAtAll() {
        Outcome outcome = jdisk();
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isNotBlank();
    }

    @Test
    void wrongStyleInTheEnvironment() {
        assertNoStackTrace(typing().with("JDISK_STYLE", "pretty").run("-l", laptop));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void help(String option) {
        Outcome outcome = jdisk(option);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("--list", "--units", "--cylinders", "--style", "--keep-going");
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void version(String option) {
        Outcome outcome = jdisk(option);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).matches("jdisk [^\n]+\nJava [^\n]+\n");
    }

    /** Who types nothing, or asks for help, is led on, on a screen of any size. */
    @Test
    void firstSteps() {
        Outcome nothing = jdisk();
        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err().lines()).hasSize(5).allMatch(line -> line.length() < 80).anyMatch(line -> line.contains("--demo"));
        assertThat(jdisk("help")).isEqualTo(new Outcome(0, nothing.err(), ""));
        assertThat(jdisk("help", "offset")).isEqualTo(jdisk("--demo", "help", "offset"));
    }

    @Test
    void wordsInGroups() {
        assertThat(jdisk("--help").out()).contains("\n  Files      ls cat get find tree stat cd pwd inventory\n  Lost       search adopt\n");
    }

    /** A lone -u means sectors, as in fdisk; a clustered one does not swallow the image's name. */
    @ParameterizedTest
    @ValueSource(strings = {"-lu IMAGE", "-l -u IMAGE", "-u -l IMAGE", "-l --units IMAGE",
        "-l -u=sectors IMAGE", "-l --units=sectors IMAGE", "-lu=sectors IMAGE"})
    void unitsOfSectors(String line) {
        Outcome outcome = run(line);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("\nUnits = sectors of 1 * 512 = 512 bytes\n")
                .containsPattern(laptop + "6 +7695198 +9510479 +907641 +83 +Linux\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-l -u=cylinders IMAGE", "-l --units=cylinders IMAGE", "-l IMAGE"})
    void unitsOfCylinders(String line) {
        assertThat(run(line).out()).contains("\nUnits = cylinders of 16065 * 512 = 8225280 bytes\n")
                .containsPattern(laptop + "6 +480 +592 +907641 +83 +Linux\n");
    }

    @Test
    void optionsAfterTheImage() {
        assertThat(run("IMAGE -l").out()).isEqualTo(run("-l IMAGE").out()).isNotEmpty();
    }

    @Test
    void styleFromTheEnvironment() {
        Outcome modern = typing().with("JDISK_STYLE", "modern").run("-l", laptop);
        assertThat(modern.out()).contains("\nDisklabel type: dos\n").contains("\nUnits: sectors of 1 * 512");
        Outcome unset = typing().with("JDISK_STYLE", "").run("-l", laptop);
        assertThat(unset.out()).isEqualTo(run("-l IMAGE").out());
        Outcome optionWins = typing().with("JDISK_STYLE", "modern").run("--style=classic", "-l", laptop);
        assertThat(optionWins.out()).isEqualTo(run("-l IMAGE").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-C 300 -H 16 -S 32", "--cylinders 300 --heads 16 --sectors 32",
        "--cylinders=300 --heads=16 --sectors=32", "-C300 -H16 -S32"})
    void geometry(String options) {
        assertThat(run("--style=classic -l " + options + " IMAGE").out())
                .contains("\n16 heads, 32 sectors/track, 300 cylinders\n")
                .contains("\nUnits = cylinders of 512 * 512 = 262144 bytes\n");
    }

    @Test
    void columns() {
        assertThat(run("--style=modern -o Device,Start,Id -l IMAGE").out())
                .containsPattern("\nDevice +Start Id\n").containsPattern(laptop + "6 +7695198 83\n")
                .doesNotContain("9510479");
    }

    /** Which columns there are depends on the table, so that this is found out after it was read. */
    @Test
    void unknownColumn() {
        Outcome outcome = run("-o Nonsense -l IMAGE");
        assertThat(outcome.status()).isIn(1, 2);
        assertThat(outcome.out()).doesNotContain("img6");
        assertThat(outcome.err()).matches("jdisk: [^\n]+\n").contains("Nonsense");
    }

    @Test
    void sizesInBytes() {
        assertThat(run("--style=modern --bytes -l IMAGE").out()).contains(" 929424384 ").doesNotContain("886.4M");
    }

    private Outcome run(String line) {
        Stream<Object> arguments =
                Arrays.stream(line.split(" ", -1)).map(word -> word.replace("IMAGE", laptop.toString()));
        return jdisk(arguments.toArray());
    }
}
