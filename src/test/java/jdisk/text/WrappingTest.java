package jdisk.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WrappingTest {
    @Test
    void atBlanks() {
        assertThat(Wrapping.lines("one two three", 7)).containsExactly("one two", "three");
        assertThat(Wrapping.lines("one two three", 6)).containsExactly("one", "two", "three");
        assertThat(Wrapping.lines("one two three", 13)).containsExactly("one two three");
        assertThat(Wrapping.lines("", 5)).containsExactly("");
    }

    @Test
    void aLongWordStandsAlone() {
        assertThat(Wrapping.lines("see /a/long/path for it", 6)).containsExactly("see", "/a/long/path", "for it");
        assertThat(Wrapping.lines("longer", 0)).containsExactly("longer");
    }

    /** What stands in, and gaps between columns, stay; characters that take two columns count so. */
    @Test
    void blanksAndWideCharacters() {
        assertThat(Wrapping.lines("  a  b", 10)).containsExactly("  a  b");
        assertThat(Wrapping.lines("磁盘 分区", 8)).containsExactly("磁盘", "分区");
        assertThat(Wrapping.lines("磁盘 分区", 9)).containsExactly("磁盘 分区");
    }
}
