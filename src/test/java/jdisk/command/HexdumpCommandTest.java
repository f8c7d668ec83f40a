package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdisk.image.BadSectors;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.shell.Outcome;
import jdisk.shell.ScriptedConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.text.Visible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows the sectors asked for, none too many, and none that are not there. */
final class HexdumpCommandTest {

    private static final String EMPTY_LINE = "00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n";

    /** 1000 sectors and 100 bytes; partition 1 is sectors 100 to 199, 2 ends with the image, 3 goes on behind it. */
    private static final Image DISK = RecipeImage.of("size 512100",
            "mbr 1: 00 0/1/1 83 0/0/1 start 100 count 100",
            "mbr 2: 00 0/1/1 83 0/0/1 start 900 count 100",
            "mbr 3: 00 0/1/1 83 0/0/1 start 990 count 100",
            "fill 51200 16 01", "fill 102384 16 02", "fill 512000 100 03");

    private final ScriptedConsole console = new ScriptedConsole();

    private Outcome hexdump(Image image, String... arguments) throws IOException {
        Visible visible = new Visible(StandardCharsets.UTF_8);
        Session session = new Session(image, Session.Wishes.NONE, visible);
        List<String> tokens = new ArrayList<>(List.of("hexdump"));
        tokens.addAll(List.of(arguments));
        return new Shell(session, console, new CommandWords(visible)).run(tokens);
    }

    @Test
    void firstAndLastSectorOfAPartition() throws IOException {
        assertThat(hexdump(DISK, "1")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).isEqualTo(
                "0000c800  01 01 01 01 01 01 01 01  01 01 01 01 01 01 01 01  |................|\n0000c810  "
                        + EMPTY_LINE + "*\n0000ca00\n");
        assertThat(hexdump(DISK, "1:99", "1")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).endsWith("00018e00  " + EMPTY_LINE
                + "*\n00018ff0  02 02 02 02 02 02 02 02  02 02 02 02 02 02 02 02  |................|\n00019000\n");
    }

    /** One wish to stop ends one command. */
    @Test
    void aScriptThatKeepsGoingAfterAnInterrupt(@TempDir Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("script"), "hexdump @0\nhexdump @999\n");
        Session session = new Session(DISK, Session.Wishes.NONE, new Visible(StandardCharsets.UTF_8));
        console.interrupt();

        assertThat(new Shell(session, console, new CommandWords(session.visible())).runScript(script, true)).isEqualTo(Outcome.FAILED);
        assertThat(console.printed()).endsWith("0007d000\n").doesNotContain("00000200\n");
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "1:50, 50", "2, 100", "3:0, 10", "@0, 1001", "@999, 1", "@999, 2", "@1000, 1"})
    void withinBounds(String place, String count) throws IOException {
        assertThat(hexdump(DISK, place, count)).isEqualTo(Outcome.DONE);
        assertThat(console.warned()).isEmpty();
    }

    /** Sector 1000 has 100 bytes: they are shown. */
    @Test
    void incompleteSectorAtTheEnd() throws IOException {
        assertThat(hexdump(DISK, "@1000")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).isEqualTo("""
                0007d000  03 03 03 03 03 03 03 03  03 03 03 03 03 03 03 03  |................|
                *
                0007d060  03 03 03 03                                       |....|
                0007d064
                """);
    }

    @ParameterizedTest
    @CsvSource({"1, 101", "1:50, 51", "1:100, 1", "1:101, 1", "1:999999999999999999, 1", "1:1, 999999999999999999",
        "3, 12", "3:11, 1", "@1001, 1", "@1000, 2", "@0, 1002", "@999999999999999999, 999999999999999999"})
    void outOfBounds(String place, String count) throws IOException {
        assertThat(hexdump(DISK, place, count)).isEqualTo(Outcome.FAILED);
        assertThat(console.printed()).isEmpty();
        assertThat(console.warned()).startsWith("jdisk: disk.img: ").hasLineCount(1).containsAnyOf("there is no", "past the end");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, -1", "1, x", "1:, 1", "1:x, 1", "@, 1", "@x, 1", "@-1, 1", "4, 1", "x, 1", "1, 1234567890123456789"})
    void nonsense(String place, String count) throws IOException {
        assertThat(hexdump(DISK, place, count)).isEqualTo(Outcome.FAILED);
        assertThat(console.printed()).isEmpty();
        assertThat(console.warned()).startsWith("jdisk: disk.img: ").hasLineCount(1);
    }

    @Test
    void missingPlace() throws IOException {
        assertThat(hexdump(DISK)).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).contains("usage: hexdump ").hasLineCount(1);
    }

    /** A line is a star however many pieces it was read in: 400 sectors are more than three. */
    @Test
    void manyPieces() throws IOException {
        assertThat(hexdump(DISK, "@300", "400")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).isEqualTo("00025800  " + EMPTY_LINE + "*\n00057800\n");
    }

    @Test
    void unreadableSector() throws IOException {
        assertThat(hexdump(new BadSectors(DISK, 150L), "1:50")).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).isEqualTo("jdisk: disk.img: hexdump: Input/output error\n");
    }

    @Test
    void interrupted() throws IOException {
        console.interrupt();
        assertThat(hexdump(DISK, "@0", "1000")).isEqualTo(Outcome.FAILED);
        assertThat(console.printed()).isEmpty();
    }
}
