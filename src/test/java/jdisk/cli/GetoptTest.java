package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes a command line apart as getopt does. */
final class GetoptTest {
    private static String parse(String line, boolean stopAtWord) {
        Getopt parsed = Getopt.parse(line.split(" ", -1), stopAtWord);
        return parsed.values() + " " + parsed.words();
    }

    /** What a command line means: every option, its value if it has one, and the words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-l hda.img | {LIST=} [hda.img]", "-lu hda.img | {LIST=, UNITS=sectors} [hda.img]",
        "-ul hda.img | {UNITS=l} [hda.img]", "-u hda.img | {UNITS=sectors} [hda.img]",
        "-u=cylinders hda.img | {UNITS=cylinders} [hda.img]", "-ucylinders hda.img | {UNITS=cylinders} [hda.img]",
        "-lu=cylinders hda.img | {LIST=, UNITS=cylinders} [hda.img]", "-C300 hda.img | {CYLINDERS=300} [hda.img]",
        "-C=300 hda.img | {CYLINDERS=300} [hda.img]", "-C 300 hda.img | {CYLINDERS=300} [hda.img]",
        "-lC 300 hda.img | {LIST=, CYLINDERS=300} [hda.img]", "-lC300 hda.img | {LIST=, CYLINDERS=300} [hda.img]",
        "-lxC 300 hda.img | {LIST=, CYLINDERS=300, LIST_DETAILS=} [hda.img]",
        "-lcdos hda.img | {LIST=, COMPATIBILITY=dos} [hda.img]", "-c hda.img | {COMPATIBILITY=nondos} [hda.img]",
        "--units hda.img | {UNITS=sectors} [hda.img]", "--units=cylinders hda.img | {UNITS=cylinders} [hda.img]",
        "--list hda.img | {LIST=} [hda.img]", "--cylinders 300 hda.img | {CYLINDERS=300} [hda.img]",
        "--cylinders=300 hda.img | {CYLINDERS=300} [hda.img]", "--cylinders= hda.img | {CYLINDERS=} [hda.img]",
        "--member=a=b hda.img | {MEMBER=a=b} [hda.img]", "- hda.img | {} [-, hda.img]"})
    void onceApart(String line, String meaning) {
        assertThat(parse(line, true)).isEqualTo(meaning);
    }

    /** What is attached to a value-taking letter is all value, dashes and letters of other options included. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-C -5 hda.img | {CYLINDERS=-5} [hda.img]", "-f -l hda.img | {SCRIPT=-l} [hda.img]",
        "-C-5 hda.img | {CYLINDERS=-5} [hda.img]", "-fl hda.img | {SCRIPT=l} [hda.img]", "-f -- hda.img | {SCRIPT=--} [hda.img]"})
    void valuesThatLookLikeOptions(String line, String meaning) {
        assertThat(parse(line, true)).isEqualTo(meaning);
    }

    /** As with getopt, and so with fdisk, the last one counts. */
    @Test
    void optionThatIsGivenTwice() {
        assertThat(parse("-l -l hda.img", true)).isEqualTo("{LIST=} [hda.img]");
        assertThat(parse("-C 3 --cylinders=4 hda.img", true)).isEqualTo("{CYLINDERS=4} [hda.img]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"hda.img -C | --cylinders needs a value (N)", "--style | --style needs a value (NAME)",
        "--list=3 hda.img | --list takes no value, and '3' is attached to it",
        "-l=3 hda.img | --list takes no value, and '3' is attached to it"})
    void valueThatIsMissingOrTooMuch(String line, String problem) {
        assertThatThrownBy(() -> parse(line, false)).isInstanceOf(WrongUsage.class).hasMessage(problem);
    }

    /** They are named as the user typed them. */
    @ParameterizedTest
    @CsvSource({"-z hda.img, -z", "-zl hda.img, -zl", "-lz hda.img, -z", "--zap hda.img, --zap", "--zap=3 hda.img, --zap=3", "---, ---"})
    void unknownOptions(String line, String option) {
        assertThatThrownBy(() -> parse(line, true))
                .isInstanceOf(WrongUsage.class)
                .hasMessage("unknown option '" + option + "'");
    }

    @Test
    void endOfOptions() {
        assertThat(parse("-l -- -u hda.img", true)).isEqualTo("{LIST=} [-u, hda.img]");
        assertThat(parse("-l -- -lu hda.img", false)).isEqualTo("{LIST=} [-lu, hda.img]");
    }

    /** Behind IMAGE COMMAND, options are the command's; with {@code -l} they may follow the images. */
    @Test
    void stopAtWord() {
        assertThat(parse("-lu hda.img -C 300", true)).isEqualTo("{LIST=, UNITS=sectors} [hda.img, -C, 300]");
        assertThat(parse("hda.img hexdump -lu", true)).isEqualTo("{} [hda.img, hexdump, -lu]");
        assertThat(parse("hda.img -lu hdb.img", false)).isEqualTo("{LIST=, UNITS=sectors} [hda.img, hdb.img]");
        assertThat(parse("hda.img -lC 300 hdb.img", false)).isEqualTo("{LIST=, CYLINDERS=300} [hda.img, hdb.img]");
    }

    @Test
    void nothing() {
        assertThat(Getopt.parse(new String[0], true).words()).isEmpty();
        assertThat(Getopt.parse(new String[] {""}, true).words()).containsExactly("");
    }
}
