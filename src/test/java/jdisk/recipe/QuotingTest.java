package jdisk.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import jdisk.text.Visible;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes any text as one word that shells read back. */
final class QuotingTest {

    private static final List<String> TEXTS = List.of("hda.img", "a b", " led ", "it's", "''", "x\"y`z`$HOME\\n", "~", "~root", "#c", "-n",
            "*?[a]{b,c}", "a&b;c|d<e>(f)", "k=v", "=ls", "!!", "100%s", "%", "two\nlines", "ends\n", "\n", "ends twice\n\n", "tab\there",
            "esc\u001b[31m", "esc'\u001b!\"%d\\041$(id)`id`-", "-\u0001", "\u00017", "za\u017c\u00f3\u0142\u0107 \ud83d\udcbe", "rtl \u202e gpj.img",
            "next\u0085line", "");

    private static Quoting quoting(Charset charset) {
        return new Quoting(new Visible(charset)::text);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            hda.img,       hda.img
            /a/b-c_d.1@2,  /a/b-c_d.1@2
            my disk.img,   'my disk.img'
            it's.img,      'it'\\''s.img'
            ~,             '~'
            """)
    void plainWhereItCanBe(String text, String word) {
        assertThat(quoting(StandardCharsets.US_ASCII).word(text)).isEqualTo(word);
    }

    @Test
    void octalWhereTheTerminalCannotTakeIt() {
        assertThat(quoting(StandardCharsets.UTF_8).word("a\nb")).isEqualTo("\"$(printf 'a\\012b')\"");
        assertThat(quoting(StandardCharsets.UTF_8).word("\u017c")).isEqualTo("'\u017c'");
        assertThat(quoting(StandardCharsets.US_ASCII).word("\u017c")).isEqualTo("\"$(printf '\\305\\274')\"");
    }

    @Test
    void nothingThatDrivesATerminal() {
        for (Charset charset : List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_8)) {
            for (String text : TEXTS) {
                // A line end at the end of a name has no other form.
                String word = quoting(charset).word(text).replace("\n", "");
                assertThat(word.codePoints().noneMatch(Character::isISOControl)).as(word).isTrue();
                assertThat(word).doesNotContain("\u202e");
                assertThat(charset.newEncoder().canEncode(word)).as(word).isTrue();
            }
        }
    }

    @Tag("realtool")
    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash"})
    void shellsReadItBack(String shell) throws Exception {
        RealTool real = RealTool.named(shell, 2 * TEXTS.size());
        for (Charset charset : List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_8)) {
            StringBuilder script = new StringBuilder();
            TEXTS.forEach(text -> script.append("printf '<%s>' ").append(quoting(charset).word(text)).append('\n'));
            Outcome outcome = real.runReading(script.toString(), Path.of("."), "-s");
            assertThat(outcome).isEqualTo(new Outcome(0, "<" + String.join("><", TEXTS) + ">", ""));
        }
    }
}
