package jdisk.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets text in columns as fdisk's own tables are set. */
final class TextTableTest {

    private static TextTable gaps() {
        return new TextTable(List.of(number("Start"), number("End"), number("Sectors"), number("Size")), Page.PLAIN);
    }

    private static TextTable.Column number(String header) {
        return new TextTable.Column(header, true, 5);
    }

    /** As sfdisk was recorded to list gaps: a size of four characters takes five, one of two leaves the header's four. */
    @Test
    void widthsAsRecorded() {
        TextTable laptop = gaps();
        laptop.add(List.of("9510912", "9514259", "3348", "1.6M"));
        assertThat(laptop).hasToString("""
                  Start     End Sectors  Size
                9510912 9514259    3348  1.6M
                """);
        TextTable cylinders = gaps();
        cylinders.add(List.of("21", "51", "479730", "234.2M"));
        cylinders.add(List.of("71", "81", "156816", "76.6M"));
        assertThat(cylinders).hasToString("""
                Start End Sectors   Size
                   21  51  479730 234.2M
                   71  81  156816  76.6M
                """);
        TextTable small = gaps();
        small.add(List.of("1", "2", "2", "1K"));
        assertThat(small).hasToString("""
                Start End Sectors Size
                    1   2       2   1K
                """);
    }

    @ParameterizedTest
    @CsvSource({"ab, 5, 3", "abc, 5, 5", "abcd, 5, 5", "abcdef, 5, 6", "abc, 0, 3", "abc, 3, 3"})
    void hintOfAColumnWhoseHeaderHasThree(String cell, int hint, int width) {
        TextTable table = new TextTable(List.of(new TextTable.Column("End", false, hint), number("Sectors")), Page.PLAIN);
        table.add(List.of(cell, "1"));
        assertThat(table.toString().indexOf("Sectors")).isEqualTo(width + 1);
    }

    /** Recorded: behind a place there is one blank, and nothing where there are no attributes. */
    @Test
    void emptyNumberAtTheEnd() {
        TextTable table = new TextTable(List.of(
                new TextTable.Column("End-C/H/S", true, 1), new TextTable.Column("Attrs", true, 2)), Page.PLAIN);
        table.add(List.of("29/254/63", "80"));
        table.add(List.of("9/254/63", ""));
        assertThat(table).hasToString("End-C/H/S Attrs\n29/254/63    80\n 9/254/63 \n");
    }

    @Test
    void textAtTheEndIsNotFilledUp() {
        TextTable table = new TextTable(List.of(number("Id"), new TextTable.Column("Type", false, 0)), Page.PLAIN);
        table.add(List.of("7", "HPFS/NTFS/exFAT"));
        table.add(List.of("83", "Linux"));
        assertThat(table.toString().toLowerCase(Locale.ROOT).lines()).allMatch(line -> line.equals(line.stripTrailing())).hasSize(3);
    }

    /** East Asian characters take two columns, a combining accent none. */
    @Test
    void charactersOfOtherWidths() {
        assertThat(TextTable.width("hda.img")).isEqualTo(7);
        assertThat(TextTable.width("\u78c1\u76d8.img")).isEqualTo(8);
        assertThat(TextTable.width("e\u0301.img")).isEqualTo(5);
        assertThat(TextTable.width("\u00e9.img")).isEqualTo(5);
        assertThat(TextTable.width("\ud83d\udcbe")).as("a floppy disk, outside of the first 65536").isEqualTo(2);
        assertThat(TextTable.width("")).isZero();
        TextTable table = new TextTable(List.of(new TextTable.Column("Device", false, 10), number("Start")), Page.PLAIN);
        table.add(List.of("\u78c1\u76d8\u78c1\u76d8.img1", "63"));
        table.add(List.of("12345678.img1", "63"));
        assertThat(table).hasToString("Device        Start\n\u78c1\u76d8\u78c1\u76d8.img1    63\n12345678.img1    63\n");
    }

    /** As libsmartcols cuts what may be cut where a terminal is too narrow, never below the header. */
    @ParameterizedTest
    @CsvSource({"80, HPFS/NTFS/exFAT", "18, HPFS/NTFS/exFAT", "17, HPFS/NTFS/exFA", "8, HPFS/", "7, HPFS", "1, HPFS"})
    void cutToThePage(int width, String cell) {
        String header = "Type" + " ".repeat(cell.length() - 4);
        TextTable table = new TextTable(List.of(new TextTable.Column("Type", false, 0, TextTable.Fit.CUT), new TextTable.Column("Id", true, 2)),
                new Page(Emphasis.COLOUR, OptionalInt.of(width)));
        table.add(List.of("HPFS/NTFS/exFAT", "7"));
        assertThat(table).hasToString("\033[1m" + header + "\033[0m \033[1mId\033[0m\n" + cell + "  7\n");
    }

    @Test
    void cutBetweenWideCharacters() {
        assertThat(TextTable.cut("\u78c1\u76d8", 3)).isEqualTo("\u78c1");
        assertThat(TextTable.cut("ab", 2)).isEqualTo("ab");
        assertThat(TextTable.cut("ab", 0)).isEmpty();
    }
}
