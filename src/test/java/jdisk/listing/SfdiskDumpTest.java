package jdisk.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.BsdSector;
import jdisk.testing.GptDisk;
import jdisk.testing.MacSectors;
import jdisk.testing.Transcript;
import jdisk.testing.TranscriptCase;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes what {@code sfdisk -d} of util-linux 2.38.1 was recorded to write; where it has no recording, what its script format says. */
final class SfdiskDumpTest {

    private static String dump(Image image) throws IOException {
        return dump(image, StandardCharsets.US_ASCII);
    }

    private static String dump(Image image, Charset charset) throws IOException {
        Disk disk = Disk.open(image, Hints.NONE);
        return SfdiskDump.of(Listed.of(disk, charset), disk.label().orElseThrow());
    }

    /** Of a GPT with one partition of this name. */
    private static String nameIn(Charset charset, String name) throws IOException {
        GptDisk disk = new GptDisk(65_536).partition(1, 2048, 4095, name);
        return dump(new SparseMemoryImage("a.img", disk.size(), disk.pieces()), charset).replaceFirst("(?s).*, name=", "").strip();
    }

    /** Of a DOS label, a GPT, a Sun and an SGI one: BSD and Apple labels have no dump there. */
    @TestFactory
    List<DynamicTest> whatSfdiskWrote() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (TranscriptCase each : TranscriptCase.all()) {
            if (SfdiskDumpTest.class.getResource("/transcripts/" + each.name() + "/dump.transcript") != null) {
                String recorded = Transcript.text(each.name() + "/dump");
                tests.add(dynamicTest(each.name(), () -> assertThat(dump(RecipeImage.of(each.image())).strip()).isEqualTo(recorded.strip())));
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }

    @Test
    void bsd() throws IOException {
        byte[] label = new BsdSector().partition(0, 2048, 4096, 7).partition(2, 0, 8192, 0).bytes();
        assertThat(dump(new SparseMemoryImage("a.img", 8192 * 512, Map.of(512L, label)))).isEqualTo("""
                label: bsd
                device: a.img
                unit: sectors
                grain: 512
                sector-size: 512

                a.img1 : start=        2048, size=        4096, type=7
                a.img3 : start=           0, size=        8192, type=0
                """);
    }

    /** Where a label names its types itself, they may be anything; no escape sequence is printed of them. */
    @Test
    void mac() throws IOException {
        MacSectors map = new MacSectors(512).entry(1, 63, "Apple", "Apple_partition_map").entry(64, 100, "a \"b\"", "Apple\u001b[2J");
        assertThat(dump(new SparseMemoryImage("a.img", 8192 * 512, map.pieces()))).isEqualTo("""
                label: mac
                device: a.img
                unit: sectors
                grain: 512
                sector-size: 512

                a.img1 : start=           1, size=          63, type=Apple_partition_map, name="Apple"
                a.img2 : start=          64, size=         100, type=Apple\\x1b[2J, name="a \\x22b\\x22"
                """);
    }

    /** A shell would take what is in the quotes for more than text: sfdisk escapes the four that mean something there. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', delimiter = '|', textBlock = """
            EFI System     | "EFI System"
            say "hi"       | "say \\x22hi\\x22"
            back\\slash    | "back\\x5cslash"
            `id` $HOME     | "\\x60id\\x60 \\x24HOME"
            it's, a=b; #c  | "it's, a=b; #c"
            """)
    void names(String name, String written) throws IOException {
        assertThat(nameIn(StandardCharsets.UTF_8, name)).isEqualTo(written);
    }

    @Test
    void namesThatCannotBeShown() throws IOException {
        assertThat(nameIn(StandardCharsets.UTF_8, "a\u001b[2Jb\tc\u007f\u009b")).isEqualTo("\"a\\x1b[2Jb\\x09c\\x7f\\xc2\\x9b\"");
        assertThat(nameIn(StandardCharsets.UTF_8, "a\u202eb")).as("would turn the direction").isEqualTo("\"a\\xe2\\x80\\xaeb\"");
        assertThat(nameIn(StandardCharsets.UTF_8, "\u017c\u00f3")).as("in every locale").isEqualTo("\"\\xc5\\xbc\\xc3\\xb3\"");
        assertThat(nameIn(StandardCharsets.ISO_8859_1, "\u017c\u00f3")).isEqualTo("\"\\xc5\\xbc\\xc3\\xb3\"");
        assertThat(nameIn(StandardCharsets.US_ASCII, "\ud83d\udcbe")).as("a character of two units").isEqualTo("\"\\xf0\\x9f\\x92\\xbe\"");
    }

    @Test
    void sectorsOf4096() throws IOException {
        Image image = RecipeImage.of("file b.img", "size 67108864", "sector-size 4096", "disk-id 12345678",
                "mbr 1: 80 0/4/5 0c 0/69/5 start 256 count 4096");
        Hints of4096 = new Hints(Optional.of(new SectorSize(4096)), Optional.empty(), Hints.NONE.geometry(), Optional.empty());
        Disk disk = Disk.open(image, of4096);
        assertThat(SfdiskDump.of(Listed.of(disk), disk.label().orElseThrow())).isEqualTo("""
                label: dos
                label-id: 0x12345678
                device: b.img
                unit: sectors
                sector-size: 4096

                b.img1 : start=         256, size=        4096, type=c, bootable
                """);
    }

    /** What sfdisk writes only where it is not as usual: the length of a GPT's table, and the grain of a small disk. */
    @Test
    void headerLines() throws IOException {
        GptDisk few = new GptDisk(65_536);
        few.copies().forEach(copy -> copy.header().putInt(GptDisk.ENTRY_COUNT, 64));
        few.seal();
        assertThat(dump(new SparseMemoryImage("a.img", few.size(), few.pieces()))).endsWith("""
                unit: sectors
                first-lba: 34
                last-lba: 65502
                table-length: 64
                sector-size: 512
                """);
        assertThat(dump(new SparseMemoryImage("a.img", 4194304, Map.of(510L, new byte[] {0x55, (byte) 0xaa})))).isEqualTo("""
                label: dos
                label-id: 0x00000000
                device: a.img
                unit: sectors
                grain: 512
                sector-size: 512
                """);
    }
}
