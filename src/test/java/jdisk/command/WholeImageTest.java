package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.shell.Outcome;
import jdisk.shell.ScriptedConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.text.Visible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image without a table is partition 0, which need not be named; of one that has a table, 0 is all of it where something fills it. */
final class WholeImageTest {

    /** An ext4 whose journal wants to be replayed, and 100 bytes more than whole sectors. */
    private static final String[] EXT4 = {"size 1048676", "bytes 1080: 53 ef", "bytes 1100: 01 00 00 00",
            "bytes 1116: 04 00 00 00 46 00 00 00", "bytes 1144: 72 6f 6f 74"};

    private static final String[] BESIDE_A_TABLE = {"size 1048676", "mbr 1: 00 0/1/1 83 0/0/1 start 100 count 100", "bytes 1080: 53 ef",
            "bytes 1100: 01 00 00 00", "bytes 1116: 04 00 00 00 46 00 00 00"};

    private final ScriptedConsole console = new ScriptedConsole();

    private Outcome run(Image image, String line) throws IOException {
        Visible visible = new Visible(StandardCharsets.UTF_8);
        Session session = new Session(image, Session.Wishes.NONE, visible);
        return new Shell(session, console, new CommandWords(visible)).run(List.of(line.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mount                   | mount -o ro,loop,noload -t ext4 disk.img /mnt
            mount 0                 | mount -o ro,loop,noload -t ext4 disk.img /mnt
            mount 0 /media/x        | mount -o ro,loop,noload -t ext4 disk.img /media/x
            mount disk.img0         | mount -o ro,loop,noload -t ext4 disk.img /mnt
            losetup                 | losetup --read-only --find --show disk.img
            losetup 0               | losetup --read-only --find --show disk.img
            dd 0 copy               | dd if=disk.img of=copy bs=1M
            nbdkit                  | nbdkit --readonly --ipaddr=127.0.0.1 file file=disk.img
            offset 0                | 0
            size 0                  | 1048676
            """)
    void recipesAndNumbers(String line, String printed) throws IOException {
        assertThat(run(RecipeImage.of(EXT4), line)).as(console.warned()).isEqualTo(Outcome.DONE);
        assertThat(console.printed().lines().filter(text -> !text.startsWith("#"))).containsExactly(printed);
        assertThat(console.warned()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "hash 0", "hash disk"})
    void hash(String line) throws IOException {
        assertThat(run(RecipeImage.of(EXT4), "hash disk")).isIn(Outcome.DONE, Outcome.PROBLEMS);
        String whole = console.printed();
        assertThat(whole).hasLineCount(1);
        assertThat(run(RecipeImage.of(EXT4), line)).isIn(Outcome.DONE, Outcome.PROBLEMS);
        assertThat(console.printed()).isEqualTo(whole + whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"extract -", "extract 0 -"})
    void extract(String line) throws IOException {
        if (line.equals("extract -")) {
            assertThat(run(RecipeImage.of(EXT4), line)).as("- names no partition").isEqualTo(Outcome.FAILED);
            return;
        }
        assertThat(run(RecipeImage.of(EXT4), line)).as(console.warned()).isEqualTo(Outcome.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe", "probe 0"})
    void probe(String line) throws IOException {
        assertThat(run(RecipeImage.of(EXT4), line)).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).isEqualTo("Device   Type Version Label UUID\ndisk.img ext4 1.0     root\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "i 0"})
    void information(String line) throws IOException {
        assertThat(run(RecipeImage.of(EXT4), line)).isEqualTo(Outcome.DONE);
        assertThat(console.printed().lines().map(String::strip)).containsExactly(
                "Device: disk.img", "Start: 0", "End: 2047", "Sectors: 2048", "Size: 1M", "Filesystem: ext4 \"root\"");
    }

    @Test
    void map() throws IOException {
        assertThat(run(RecipeImage.of(EXT4), "map")).isEqualTo(Outcome.DONE);
        assertThat(console.printed().lines()).containsExactly("No. Start  End Size Type        Content Label Name",
                "  0     0 2047   1M whole image ext4    root");
        assertThat(run(RecipeImage.of(EXT4), "map --json")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("\"partition\": 0", "\"filesystem\": \"ext4\"", "\"label\": \"root\"");
    }

    @Test
    void besideATable() throws IOException {
        assertThat(run(RecipeImage.of(BESIDE_A_TABLE), "mount 0")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).endsWith("mount -o ro,loop,noload -t ext4 disk.img /mnt\n");
        assertThat(run(RecipeImage.of("size 1048676", BESIDE_A_TABLE[1]), "offset 0")).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).contains("partition 0 does not exist; the table has 1");
        assertThat(run(RecipeImage.of(BESIDE_A_TABLE), "mount")).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).endsWith("mount: which partition? Name it by its number, as in 'mount 1'\n");
    }

    /** Where nothing is recognised, why there is no table says more; what is named explicitly is taken. */
    @Test
    void nothingRecognised() throws IOException {
        for (String line : List.of("mount", "losetup", "map", "hash", "extract", "i", "mount 1", "i 1", "map")) {
            assertThat(run(RecipeImage.of("size 1048576"), line)).as(line).isEqualTo(Outcome.FAILED);
            assertThat(console.warned()).contains("no partition table: sector 0 is all zeros");
        }
        assertThat(run(RecipeImage.of("size 1048576"), "mount 0")).isEqualTo(Outcome.FAILED);
        assertThat(console.printed()).isEqualTo("# no file system is recognised in the image; 'hexdump 0' shows its start\n");
        assertThat(run(RecipeImage.of("size 1048576"), "losetup 0")).isEqualTo(Outcome.DONE);
        assertThat(run(RecipeImage.of("size 1048576"), "hexdump 0")).isEqualTo(Outcome.DONE);
    }
}
