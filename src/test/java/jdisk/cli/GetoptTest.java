package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes a command line apart as getopt does. */
final class GetoptTest {

    private static String expand(String line, boolean stopAtPositional) {
        return String.join(" ", Getopt.expand(line.split(" ", -1), Options.spec(), stopAtPositional));
    }

    /** What a command line means, with every option apart and every optional value attached. */
    @ParameterizedTest
    @CsvSource({"-l hda.img, -l hda.img", "-lu hda.img, -l -u=sectors hda.img", "-ul hda.img, -u=l hda.img",
        "-u hda.img, -u=sectors hda.img", "-u=cylinders hda.img, -u=cylinders hda.img",
        "-ucylinders hda.img, -u=cylinders hda.img", "-lu=cylinders hda.img, -l -u=cylinders hda.img",
        "-C300 hda.img, -C=300 hda.img", "-C=300 hda.img, -C=300 hda.img", "-C 300 hda.img, -C 300 hda.img",
        "-lC 300 hda.img, -l -C 300 hda.img", "-lC300 hda.img, -l -C=300 hda.img", "-lxC 300 hda.img, -l -x -C 300 hda.img",
        "-lcdos hda.img, -l -c=dos hda.img", "-c hda.img, -c=nondos hda.img",
        "--units hda.img, --units=sectors hda.img", "--units=cylinders hda.img, --units=cylinders hda.img",
        "--list hda.img, --list hda.img", "--cylinders 300 hda.img, --cylinders 300 hda.img",
        "--cylinders=300 hda.img, --cylinders=300 hda.img",
        "- hda.img, - hda.img"})
    void onceApart(String line, String apart) {
        assertThat(expand(line, true)).isEqualTo(apart);
    }

    /** What is attached to a value-taking letter is all value, dashes and letters of other options included. */
    @Test
    void valuesThatLookLikeOptions() {
        assertThat(expand("-C -5 hda.img", true)).isEqualTo("-C -5 hda.img");
        assertThat(expand("-f -l hda.img", true)).isEqualTo("-f -l hda.img");
        assertThat(expand("-C-5 hda.img", true)).isEqualTo("-C=-5 hda.img");
        assertThat(expand("-fl hda.img", true)).isEqualTo("-f=l hda.img");
    }

    @Test
    void valueThatIsMissing() {
        assertThat(expand("hda.img -C", false)).isEqualTo("hda.img -C");
    }

    /** They are left for picocli to complain of, by the name the user typed. */
    @Test
    void unknownLetters() {
        assertThat(expand("-z hda.img", true)).isEqualTo("-z hda.img");
        assertThat(expand("-zl hda.img", true)).isEqualTo("-zl hda.img");
        assertThat(expand("-lz hda.img", true)).isEqualTo("-l -z hda.img");
        assertThat(expand("--zap hda.img", true)).isEqualTo("--zap hda.img");
    }

    @Test
    void endOfOptions() {
        assertThat(expand("-l -- -u hda.img", true)).isEqualTo("-l -- -u hda.img");
        assertThat(expand("-l -- -lu hda.img", false)).isEqualTo("-l -- -lu hda.img");
    }

    /** Behind IMAGE COMMAND, options are the command's; with {@code -l} they may follow the images. */
    @Test
    void stopAtPositional() {
        assertThat(expand("-lu hda.img -C 300", true)).isEqualTo("-l -u=sectors hda.img -C 300");
        assertThat(expand("hda.img hexdump -lu", true)).isEqualTo("hda.img hexdump -lu");
        assertThat(expand("hda.img -lu hdb.img", false)).isEqualTo("hda.img -l -u=sectors hdb.img");
        assertThat(expand("hda.img -lC 300 hdb.img", false)).isEqualTo("hda.img -l -C 300 hdb.img");
    }

    @Test
    void nothing() {
        assertThat(Getopt.expand(new String[0], Options.spec(), true)).isEmpty();
        assertThat(Getopt.expand(new String[] {""}, Options.spec(), true)).containsExactly("");
    }
}
