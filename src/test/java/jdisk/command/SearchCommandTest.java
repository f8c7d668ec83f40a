package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdisk.image.Image;
import jdisk.search.LostDisk;
import jdisk.search.Search;
import jdisk.search.SearchRecord;
import jdisk.search.SoFar;
import jdisk.shell.Outcome;
import jdisk.shell.ScriptedConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.testing.JsonTree;
import jdisk.text.Visible;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search finds: listed, as JSON, as a script, as partitions of the session, and as a target of words. */
final class SearchCommandTest {
    private static final Image DISK = new LostDisk(60000).fat(2048, 2880, 0x12345678, "one").luks(6000).ext(20001, "root").image();

    private final ScriptedConsole console = new ScriptedConsole();
    private final Shell shell;

    SearchCommandTest() throws IOException {
        shell = new Shell(
                new Session(DISK, Session.Wishes.NONE, new Visible(StandardCharsets.UTF_8)), console, new CommandWords(new Visible(StandardCharsets.UTF_8)));
    }

    private Outcome run(String... words) {
        return shell.run(List.of(words));
    }

    @Test
    void listsWhatIsFoundAndTheGaps() {
        assertThat(run("search")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).isEqualTo("""
                No. Start   End Size Type  Content     Label Name Notes
                  -     0  2047   1M gap
                  -  2048  4927 1.4M found vfat        one        sure, UUID 1234-5678
                  -  4928  5999 536K gap
                  -  6000 20000 6.8M found crypto_LUKS            sure, UUID 00112233-4455-6677-8899-aabbccddeeff, its end is not known
                  - 20001 52768  16M found ext2        root       sure, UUID 01020304-0506-0708-090a-0b0c0d0e0f10
                  - 52769 59999 3.5M gap
                """);
    }

    /** A disk within the disk: where its tables lie, from where they count, and where they tell of what is not there. */
    @Test
    void listsOldTables() throws IOException {
        Image disk = new LostDisk(60000).entry(5000, 0, 6, 63, 3000).entry(5000, 1, 6, 4000, 3000).entry(5000, 2, 6, 8000, 100)
                .fat(5063, 2880, 0x12345678, "one").gpt(30001, 30002, 39999, 2048, 9999).image();
        Shell other = new Shell(new Session(disk, Session.Wishes.NONE, new Visible(StandardCharsets.UTF_8)), console,
                new CommandWords(new Visible(StandardCharsets.UTF_8)));
        assertThat(other.run(List.of("search"))).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).isEqualTo("""
                No. Start   End  Size Type      Content Label Name Notes
                  -     0  5062  2.5M gap
                  -  5000  5000  512B old table MBR                nothing leads to it; tells of 3 partitions; nothing was found at 9000-11999, 13000-13099; counts from sector 5000
                  -  5063  8062  1.5M found     vfat    one        sure, UUID 1234-5678, named by the table at sector 5000
                  -  8063 59999 25.4M gap
                  - 30001 30001  512B old table GPT                nothing leads to it; tells of 1 partition; nothing was found at 2048-9999
                """);
        assertThat(other.run(List.of("search", "5000:8999"))).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("tells of 3 partitions; counts from sector 5000\n");
    }

    @Test
    void asJson() throws IOException {
        assertThat(run("search", "0:4000", "--json")).isEqualTo(Outcome.DONE);
        assertThat(JsonTree.read(console.printed())).hasToString(JsonTree.read("""
                {"sector_size": 512, "found": [{
                   "start": 2048, "size": 2880, "type": "vfat", "version": "FAT12", "label": "one", "uuid": "1234-5678",
                   "confidence": "sure", "size_known": true, "nested": null, "doubt": null,
                   "witness_count": 1, "witnesses": [2048], "start_lost": false}]}
                """).toString());
    }

    @Test
    void asAScript() {
        assertThat(run("search", "--script")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("label: gpt\n", "first-lba: 2048\n", "start=        2048, size=        2880, type=EBD0A0A2");
        assertThat(run("search", "53000:54000", "--script")).isEqualTo(Outcome.FAILED);
        assertThat(run("search", "--json", "--script")).isEqualTo(Outcome.FAILED);
        assertThat(run("search", "5:4")).isEqualTo(Outcome.FAILED);
    }

    private static Search.Plan all() {
        return new Search.Plan(SectorSize.DEFAULT, 0, DISK.size());
    }

    /** The record of a search that was ended is gone on with, and goes when the search is complete. */
    @Test
    void goesOnByARecord(@TempDir Path folder) throws IOException {
        assertThat(run("search")).isEqualTo(Outcome.DONE);
        String whole = console.printed();
        Path file = folder.resolve("a b.search");
        assertThat(run("search", "--resume=" + file)).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).isEqualTo(whole + whole);
        assertThat(file).doesNotExist();

        SoFar soFar = new SoFar(4L << 20, List.of(2048L * 512, 6000L * 512), 0, List.of());
        Files.writeString(file, new SearchRecord(SearchRecord.of(DISK, all()), soFar).text());
        assertThat(run("search", "--resume", file.toString())).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).isEqualTo(whole + whole + whole);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    /** What is not its own, or not of this search, is refused in a line, and stays. */
    @Test
    void recordsThatAreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("search");
        SoFar soFar = new SoFar(4096, List.of(), 0, List.of());
        String right = new SearchRecord(SearchRecord.of(DISK, all()), soFar).text();
        Map<String, String> refused = Map.of(
                "something else\n", " exists and is not a record of a search: move it away, or name another file",
                right.replace("end\n", ""), " is a record of a search that is not whole: remove it to start over",
                right.replace("image ", "image x"), " is of a search of another image, or another part of it, or by another version of jdisk, "
                        + "or the image has changed: remove it to start over",
                right.replace("version ", "version x"), " is of a search of another image");
        for (Map.Entry<String, String> text : refused.entrySet()) {
            Files.writeString(file, text.getKey());
            assertThat(run("search", "--resume=" + file)).isEqualTo(Outcome.FAILED);
            assertThat(console.warned()).contains(file + text.getValue());
            assertThat(file).hasContent(text.getKey());
        }
        Files.writeString(file, right);
        assertThat(run("search", "0:100", "--resume=" + file)).isEqualTo(Outcome.FAILED);
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThat(run("search", "--resume=" + link)).isEqualTo(Outcome.FAILED);
        assertThat(run("search", "--resume=" + folder)).isEqualTo(Outcome.FAILED);
        assertThat(run("search", "--resume=" + folder.resolve("none/search"))).isEqualTo(Outcome.FAILED);
        assertThat(file).hasContent(right);
        assertThat(console.printed()).isEmpty();
    }

    @Test
    void adoptedPartitionsAreThoseOfTheSession() {
        assertThat(run("offset", "3")).isEqualTo(Outcome.FAILED);
        assertThat(run("adopt")).isEqualTo(Outcome.DONE);
        assertThat(run("offset", "3")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).endsWith("Adopted 3 partitions; 'adopt off' ends that.\n" + 20001 * 512 + "\n");
        assertThat(run("adopt", "off")).isEqualTo(Outcome.DONE);
        assertThat(run("offset", "3")).isEqualTo(Outcome.FAILED);
        assertThat(run("adopt", "off")).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aHitIsATarget() {
        assertThat(run("offset", "@20001")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).isEqualTo(20001 * 512 + "\n");
        assertThat(run("offset", "@20002")).isEqualTo(Outcome.FAILED);
        assertThat(run("offset", "@70000")).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).contains("nothing is found that begins at sector 20002", "sector 70000 is past the end of the image");
    }

    @Test
    void gapsAreToldApartAndDigested() {
        assertThat(run("adopt")).isEqualTo(Outcome.DONE);
        assertThat(run("map", "--content")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).containsPattern(" gap +empty\n");
        assertThat(run("hash", "gaps", "md5")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("  lost.img.4928-gap\n");
        assertThat(run("hash", "2048:1", "md5")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("  lost.img.2048-1\n");
        assertThat(run("hash", "60000:1")).isEqualTo(Outcome.FAILED);
    }

    @Test
    void whereThereIsNoTableItIsAdvised() {
        assertThat(run("p")).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).contains("'search'");
    }
}
