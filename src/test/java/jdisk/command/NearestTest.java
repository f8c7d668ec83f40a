package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import jdisk.testing.Jdisk;
import jdisk.testing.Outcome;
import jdisk.text.Visible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finds what was meant by a mistyped name, and nothing where nothing is near. */
final class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "extrakt, extract", "exract, extract", "extarct, extract", "extr, extract", "ofset, offset", "offsett, offset",
        "hlep, help", "quti, quit", "gemoetry, geometry", "hexdmp, hexdump", "sise, size", "histroy, history"
    })
    void word(String typed, String meant) {
        Outcome outcome = Jdisk.jdisk("--demo", typed);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("jdisk: hda.img: " + typed + ": unknown command; did you mean '" + meant + "'?\n");
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "zz", "h\u00e4\u00e4\u00e4", "sector", "delete"})
    void nothingNear(String typed) {
        assertThat(Jdisk.jdisk("--demo", typed).err()).contains(typed + ": unknown command; 'm' prints the menu");
    }

    /** So long a name is none that could be compared with others in good time. */
    @Test
    void endless() {
        assertThat(Nearest.to("o".repeat(60_000), new CommandWords(new Visible(StandardCharsets.UTF_8)).names())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--styel=classic, --style", "--lst, --list", "--jsn, --json", "--hlep, --help", "--sector-sise=512, --sector-size"})
    void optionOfTheCommandLine(String typed, String meant) {
        Outcome outcome = Jdisk.jdisk(typed, "--demo");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("jdisk: unknown option '" + typed + "'; did you mean '" + meant + "'?\n");
    }

    @Test
    void optionOfAWord() {
        assertThat(Jdisk.jdisk("--demo", "extract", "6", "--sparze=never").err())
                .isEqualTo("jdisk: hda.img: extract: unexpected argument '--sparze=never'; did you mean '--sparse'?\n");
        assertThat(Jdisk.jdisk("--demo", "map", "--jsn").err()).contains("did you mean '--json'?");
        assertThat(Jdisk.jdisk("--demo", "map", "--zzzzzz").err()).contains("usage: map");
    }

    /** The distance as the literature tells it of these pairs. */
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "ab, ba, 1", "ca, abc, 3", "'', abc, 3", "same, same, 0"})
    void distance(String from, String to, int steps) {
        assertThat(Nearest.distance(from, to)).isEqualTo(steps);
    }

    @ParameterizedTest
    @CsvSource({"help offset", "? offset", "offset ?", "offset --help", "offset 6 --help"})
    void helpIsReachedInEveryWay(String line) {
        Outcome outcome = Jdisk.typing(line, "q").run("--demo");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("Usage: offset [--json] [N...]\n", "\nExample: offset 6\n");
    }

    @ParameterizedTest
    @CsvSource({"help i", "? i", "i ?"})
    void helpOfAKey(String line) {
        assertThat(Jdisk.typing(line, "q").run("--demo").out())
                .contains("i   print information about a partition\n\nExample: i 6\n");
    }

    @Test
    void everyCommandHasAnExample() {
        new CommandWords(new Visible(StandardCharsets.UTF_8)).names().forEach(word ->
                assertThat(Jdisk.jdisk("--demo", "help", word).out()).containsPattern("\nExample: " + word + "\\b"));
    }
}
