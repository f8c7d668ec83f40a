package jdisk.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Lets nothing through that drives a terminal or that the output cannot show. */
final class VisibleTest {

    private final Visible utf8 = new Visible(StandardCharsets.UTF_8);
    private final Visible ascii = new Visible(StandardCharsets.US_ASCII);

    @Test
    void plainTextIsLeftAlone() {
        for (String text : new String[] {"", "hda.img", " ~!\\x1b '\"`$"}) {
            assertThat(utf8.text(text)).isEqualTo(text);
            assertThat(ascii.text(text)).isEqualTo(text);
        }
    }

    @Test
    void controlCharacters() {
        assertThat(utf8.text("a\u001b[2Jb")).isEqualTo("a\\x1b[2Jb");
        assertThat(utf8.text("\u001b]0;title\u0007")).isEqualTo("\\x1b]0;title\\x07");
        assertThat(utf8.text("a\u007fb")).isEqualTo("a\\x7fb");
        assertThat(utf8.text("a\nb\rc\td\u0000e\u007ff")).isEqualTo("a\\x0ab\\x0dc\\x09d\\x00e\\x7ff");
    }

    /** U+009B is the control sequence introducer in one character; C2 9B in UTF-8. */
    @Test
    void secondSetOfControlCharacters() {
        assertThat(utf8.text("\u009b2J\u0085")).isEqualTo("\\xc2\\x9b2J\\xc2\\x85");
        assertThat(new Visible(StandardCharsets.ISO_8859_1).text("\u009b2J")).isEqualTo("\\xc2\\x9b2J");
    }

    /** U+202E turns the direction of writing: what follows would be read backwards. */
    @Test
    void directionOfWriting() {
        assertThat(utf8.text("img.\u202egnp")).isEqualTo("img.\\xe2\\x80\\xaegnp");
        assertThat(utf8.text("\u2066\u200f\u2028\u2029\ufeff"))
                .isEqualTo("\\xe2\\x81\\xa6\\xe2\\x80\\x8f\\xe2\\x80\\xa8\\xe2\\x80\\xa9\\xef\\xbb\\xbf");
    }

    /** Half a character has no UTF-8 of its own; it must not come out as half a character. */
    @Test
    void loneSurrogate() {
        assertThat(utf8.text("a\ud83db")).startsWith("a").endsWith("b").matches("[ -~]+").hasSizeGreaterThan(2);
        assertThat(utf8.text("\udcbe")).matches("[ -~]+");
        assertThat(utf8.text("\ud83d\udcbe")).isEqualTo("\ud83d\udcbe");
    }

    @Test
    void lettersOfOtherScripts() {
        assertThat(utf8.text("\u78c1\u76d8 \u00e9 e\u0301")).isEqualTo("\u78c1\u76d8 \u00e9 e\u0301");
        assertThat(ascii.text("\u78c1\u76d8")).isEqualTo("\\xe7\\xa3\\x81\\xe7\\x9b\\x98");
        assertThat(ascii.text("\u00e9")).isEqualTo("\\xc3\\xa9");
        assertThat(ascii.text("\ud83d\udcbe")).isEqualTo("\\xf0\\x9f\\x92\\xbe");
        Visible latin1 = new Visible(StandardCharsets.ISO_8859_1);
        assertThat(latin1.text("\u00e9\u78c1")).isEqualTo("\u00e9\\xe7\\xa3\\x81");
    }
}
