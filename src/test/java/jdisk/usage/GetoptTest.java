package jdisk.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes a command line apart as getopt does. */
final class GetoptTest {
    private static final Option NAME = Option.value("PATTERN", "a pattern", "--name", "-name");
    private static final Option HASH = Option.list("ALGORITHM,...", "digests", "--hash");

    /** Options of all kinds. */
    private static final List<Option> OPTIONS = List.of(
            Option.flag("list", "-l", "--list"),
            Option.optional("UNIT", "sectors", "units", "-u", "--units"),
            Option.value("N", "cylinders", "-C", "--cylinders"),
            Option.flag("details", "-x", "--list-details"),
            Option.value("NAME", "layout", "--style"),
            Option.optional("MODE", "nondos", "mode", "-c", "--compatibility"),
            Option.value("NAME", "file", "--member"),
            Option.value("FILE", "script", "-f", "--script"),
            NAME,
            HASH);

    /** What was given, in the order of the options. */
    private static String shown(Arguments arguments) {
        List<String> values = new ArrayList<>();
        for (Option option : OPTIONS) {
            arguments.value(option).ifPresent(value -> values.add(option.longName() + "=" + value));
        }
        return "{" + String.join(", ", values) + "} " + arguments.words();
    }

    private static String parse(String line, boolean stopAtWord) {
        return shown(Getopt.ofProgram(OPTIONS, List.of(line.split(" ", -1)), stopAtWord));
    }

    private static Arguments word(String line) {
        return Getopt.ofWord(OPTIONS, List.of(line.split(" ", -1)));
    }

    /** What a command line means: every option, its value if it has one, and the words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-l hda.img | {--list=} [hda.img]", "-lu hda.img | {--list=, --units=sectors} [hda.img]",
        "-ul hda.img | {--units=l} [hda.img]", "-u hda.img | {--units=sectors} [hda.img]",
        "-u=cylinders hda.img | {--units=cylinders} [hda.img]", "-ucylinders hda.img | {--units=cylinders} [hda.img]",
        "-lu=cylinders hda.img | {--list=, --units=cylinders} [hda.img]", "-C300 hda.img | {--cylinders=300} [hda.img]",
        "-C=300 hda.img | {--cylinders=300} [hda.img]", "-C 300 hda.img | {--cylinders=300} [hda.img]",
        "-lC 300 hda.img | {--list=, --cylinders=300} [hda.img]", "-lC300 hda.img | {--list=, --cylinders=300} [hda.img]",
        "-lxC 300 hda.img | {--list=, --cylinders=300, --list-details=} [hda.img]",
        "-lcdos hda.img | {--list=, --compatibility=dos} [hda.img]", "-c hda.img | {--compatibility=nondos} [hda.img]",
        "--units hda.img | {--units=sectors} [hda.img]", "--units=cylinders hda.img | {--units=cylinders} [hda.img]",
        "--list hda.img | {--list=} [hda.img]", "--cylinders 300 hda.img | {--cylinders=300} [hda.img]",
        "--cylinders=300 hda.img | {--cylinders=300} [hda.img]", "--cylinders= hda.img | {--cylinders=} [hda.img]",
        "--member=a=b hda.img | {--member=a=b} [hda.img]", "- hda.img | {} [-, hda.img]"})
    void onceApart(String line, String meaning) {
        assertThat(parse(line, true)).isEqualTo(meaning);
    }

    /** What is attached to a value-taking letter is all value, dashes and letters of other options included. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-C -5 hda.img | {--cylinders=-5} [hda.img]", "-f -l hda.img | {--script=-l} [hda.img]",
        "-C-5 hda.img | {--cylinders=-5} [hda.img]", "-fl hda.img | {--script=l} [hda.img]", "-f -- hda.img | {--script=--} [hda.img]"})
    void valuesThatLookLikeOptions(String line, String meaning) {
        assertThat(parse(line, true)).isEqualTo(meaning);
    }

    /** As with getopt, and so with fdisk, the last one counts. */
    @Test
    void optionThatIsGivenTwice() {
        assertThat(parse("-l -l hda.img", true)).isEqualTo("{--list=} [hda.img]");
        assertThat(parse("-C 3 --cylinders=4 hda.img", true)).isEqualTo("{--cylinders=4} [hda.img]");
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
        assertThat(parse("-l -- -u hda.img", true)).isEqualTo("{--list=} [-u, hda.img]");
        assertThat(parse("-l -- -lu hda.img", false)).isEqualTo("{--list=} [-lu, hda.img]");
    }

    /** Behind IMAGE COMMAND, options are the command's; with {@code -l} they may follow the images. */
    @Test
    void stopAtWord() {
        assertThat(parse("-lu hda.img -C 300", true)).isEqualTo("{--list=, --units=sectors} [hda.img, -C, 300]");
        assertThat(parse("hda.img hexdump -lu", true)).isEqualTo("{} [hda.img, hexdump, -lu]");
        assertThat(parse("hda.img -lu hdb.img", false)).isEqualTo("{--list=, --units=sectors} [hda.img, hdb.img]");
        assertThat(parse("hda.img -lC 300 hdb.img", false)).isEqualTo("{--list=, --cylinders=300} [hda.img, hdb.img]");
    }

    @Test
    void nothing() {
        assertThat(Getopt.ofProgram(OPTIONS, List.of(), true).words()).isEmpty();
        assertThat(Getopt.ofProgram(OPTIONS, List.of(""), true).words()).containsExactly("");
    }

    /** Of a word, options can stand anywhere; a number below 0 is none, and neither is a lone dash. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"6 -l | {--list=} [6]", "-lx 6 | {--list=, --list-details=} [6]", "-xlC5 6 | {--list=, --cylinders=5, --list-details=} [6]",
        "6 -5 | {} [6, -5]", "-5 -l | {--list=} [-5]", "6 - | {} [6, -]", "6 -- -l | {} [6, -l]", "-C -5 | {--cylinders=-5} []",
        "-name *.c 6 | {--name=*.c} [6]", "6 --name *.c | {--name=*.c} [6]", "-name=*.c 6 | {--name=*.c} [6]", "--name= | {--name=} []",
        "--name -nam | {--name=-nam} []", "--name - | {--name=-} []", "-l -l | {--list=} []", "--style=a --style=b | {--style=b} []"})
    void ofWord(String line, String meaning) {
        assertThat(shown(word(line))).isEqualTo(meaning);
    }

    /** The name of an option is not taken for the value of one that lacks it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--name | --name needs a value (PATTERN)", "-name --list | --name needs a value (PATTERN)",
        "-name -name | --name needs a value (PATTERN)", "--hash -l | --hash needs a value (ALGORITHM,...)",
        "--hash --name=x | --hash needs a value (ALGORITHM,...)", "-C -- 5 | --cylinders needs a value (N)",
        "-namex | unknown option '-namex'", "-lz | unknown option '-z'", "--nam=x | unknown option '--nam=x'", "-list | unknown option '-i'"})
    void wrongOfWord(String line, String problem) {
        assertThatThrownBy(() -> word(line)).isInstanceOf(WrongUsage.class).hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"6 | ''", "--hash=md5 | md5", "--hash md5,sha1 | md5 sha1", "--hash=md5 --hash=sha1,sha256 6 | md5 sha1 sha256",
        "--hash=md5, | md5", "--hash=md5,,sha1 | md5  sha1"})
    void severalValues(String line, String values) {
        assertThat(String.join(" ", word(line).values(HASH))).isEqualTo(values);
    }

    @Test
    void namesOfFiles() {
        Arguments arguments = Getopt.ofWord(OPTIONS, List.of("--name", "a/b", "c", "d\0e"));
        assertThat(arguments.path(NAME)).contains(Path.of("a/b"));
        assertThat(arguments.path(0)).contains(Path.of("c"));
        assertThat(arguments.path(2)).isEmpty();
        assertThat(arguments.path(HASH)).isEmpty();
        assertThatThrownBy(() -> arguments.path(1)).isInstanceOf(WrongUsage.class).hasMessage("'d\0e' is not the name of a file");
    }
}
