package jdisk.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Takes text with escape sequences apart as ECMA-48 defines them: SGR 1 is bold, 31 red, 0 neither. */
final class AnsiTextTest {

    private static final String LISTING = "\033[1mDisk a: 1 B\n\033[0mUnits\n\033[1mEnd\033[0m \033[1;31mx\033[0m\t<&>\n";

    @Test
    void plain() {
        assertThat(new AnsiText(LISTING).plain()).isEqualTo("Disk a: 1 B\nUnits\nEnd x\t<&>\n");
        assertThat(new AnsiText("").plain()).isEmpty();
    }

    @Test
    void html() {
        assertThat(new AnsiText(LISTING).html()).isEqualTo("""
                <span class="s1">Disk a: 1 B
                </span>Units
                <span class="s1">End</span> <span class="s31 s1">x</span>\t&lt;&amp;&gt;
                """);
        assertThat(AnsiText.escape("<a href=\"x\" b='y'>&amp;")).isEqualTo("&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;");
    }

    /** Whatever else would control a terminal or turn the text around is shown, or left out, but never handed on. */
    @ParameterizedTest
    @ValueSource(strings = {"\033]0;title\007", "\033", "\033[", "\033[2J\033[H", "\033[99999999999m", "\033[38;5;99999999999999m",
        "\r\b\0\u007f\u009b31m", "\u202e", "\033[31", "\033\033[1m", "\ud800", "\033[38;5m", "\033[;;m", "\033[38;2;1m"})
    void hostile(String ansi) {
        for (String text : new String[] {new AnsiText("a" + ansi + "b").plain(), new AnsiText("a" + ansi + "b").html()}) {
            assertThat(text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)).as(text).isTrue();
        }
        assertThat(new AnsiText("a" + ansi + "b").plain()).startsWith("a");
    }
}
