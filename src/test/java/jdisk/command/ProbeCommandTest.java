package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdisk.disk.Hints;
import jdisk.image.BadSectors;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.listing.Style;
import jdisk.shell.Outcome;
import jdisk.shell.ScriptedConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.testing.JsonTree;
import jdisk.text.Visible;
import org.junit.jupiter.api.Test;

/** Tells what is in partitions: in a table, as JSON, and in passing. */
final class ProbeCommandTest {

    private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";
    private static final String UUID_BYTES = "01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef";

    /** Partition 1 is ext2 named a ESC b, 3 has nothing, 5 is XFS's neighbour: swap; 4 goes on past the end. */
    private static final String[] DISK = {
        "size 8388608",
        "mbr 1: 00 0/1/1 83 0/0/0 start 64 count 4096", "mbr 2: 00 0/1/1 05 0/0/0 start 8192 count 4096",
        "mbr 3: 00 0/1/1 83 0/0/0 start 4160 count 2048", "mbr 4: 00 0/1/1 83 0/0/0 start 16000 count 4000",
        "ebr 8192 1: 00 0/1/1 82 0/0/0 start 64 count 3000",
        ext(64, "61 1b 62"), "bytes 4231158: 53 57 41 50 53 50 41 43 45 32", "bytes 4228096: 01 00 00 00 ff 00 00 00",
        ext(16000, "65 6e 64 20 20")};

    private final ScriptedConsole console = new ScriptedConsole("i", "1");

    /** An ext2 file system from a sector on: magic, revision 1, UUID and label. */
    private static String ext(long sector, String label) {
        long at = sector * 512 + 1024;
        return "bytes %d: 53 ef\nbytes %d: 01\nbytes %d: %s\nbytes %d: %s".formatted(at + 56, at + 76, at + 104, UUID_BYTES, at + 120, label);
    }

    private Outcome run(Image image, String... words) throws IOException {
        Visible visible = new Visible(StandardCharsets.UTF_8);
        Session session = new Session(image, new Session.Wishes(Optional.of(Style.MODERN), Optional.empty(), Hints.NONE, Optional.empty(), Optional.empty(), false), visible);
        return new Shell(session, console, new CommandWords(visible)).run(new ArrayList<>(List.of(words)));
    }

    private static Map<String, String> row(int partition, String type, String version, String label, String uuid) {
        return Map.of("partition", Integer.toString(partition), "type", quoted(type), "version", quoted(version), "label",
                quoted(label), "uuid", quoted(uuid));
    }

    private static String quoted(String text) {
        return text.equals("null") ? text : '"' + text + '"';
    }

    @Test
    void table() throws IOException {
        assertThat(run(RecipeImage.of(DISK), "probe")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).isEqualTo("""
                Device    Type Version Label  UUID
                disk.img1 ext2 1.0     a\\x1bb 01234567-89ab-cdef-0123-456789abcdef
                disk.img3
                disk.img4 ext2 1.0     end    01234567-89ab-cdef-0123-456789abcdef
                disk.img5 swap 1
                """);
        assertThat(console.warned()).isEmpty();
    }

    @Test
    void json() throws IOException {
        assertThat(run(RecipeImage.of(DISK), "probe", "--json")).isEqualTo(Outcome.DONE);
        assertThat(JsonTree.read(console.printed())).isEqualTo(Map.of("probe", List.of(
                row(1, "ext2", "1.0", "a\u001bb", UUID), row(3, "null", "null", "null", "null"),
                row(4, "ext2", "1.0", "end", UUID), row(5, "swap", "1", "null", "null"))));
        assertThat(console.printed()).as("not a text").contains("\"type\": null").doesNotContain("\u001b");
    }

    @Test
    void onePartition() throws IOException {
        for (String name : List.of("5", "p5", "disk.img5")) {
            assertThat(run(RecipeImage.of(DISK), "probe", name)).isEqualTo(Outcome.DONE);
        }
        String one = "Device    Type Version Label UUID\ndisk.img5 swap 1\n";
        assertThat(console.printed()).isEqualTo(one.repeat(3));
    }

    @Test
    void whatIsNone() throws IOException {
        assertThat(run(RecipeImage.of(DISK), "probe", "2")).isEqualTo(Outcome.FAILED);
        assertThat(run(RecipeImage.of(DISK), "probe", "6")).isEqualTo(Outcome.FAILED);
        assertThat(run(RecipeImage.of(DISK), "probe", "x")).isEqualTo(Outcome.FAILED);
        assertThat(run(RecipeImage.of("size 1048576"), "probe", "1")).isEqualTo(Outcome.FAILED);
        assertThat(console.printed()).isEmpty();
        assertThat(console.warned().lines()).hasSize(4).allMatch(line -> line.startsWith("jdisk: disk.img: "));
        assertThat(console.warned()).contains("extended partition", "partition 6 does not exist", "'x' is not a partition",
                "no partition table");
    }

    @Test
    void withoutATable() throws IOException {
        assertThat(run(RecipeImage.of("size 1048576", ext(0, "77 68 6f 6c 65")), "probe")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).isEqualTo(
                "Device   Type Version Label UUID\ndisk.img ext2 1.0     whole " + UUID + "\n");
        assertThat(run(RecipeImage.of("size 100"), "probe", "--json")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("\"partition\": 0", "\"type\": null");
    }

    /** As on a disc that starts as a disk does. What only repeats what a partition holds is not told twice. */
    @Test
    void besideATable() throws IOException {
        String[] hybrid = {"size 1048576", "mbr 1: 80 0/1/1 17 0/0/1 start 64 count 100", "bytes 32768: 01 43 44 30 30 31 01", "bytes 34816: ff 43 44 30 30 31 01"};
        assertThat(run(RecipeImage.of(hybrid), "probe")).isEqualTo(Outcome.DONE);
        assertThat(console.printed().lines()).containsExactly("Device    Type    Version Label UUID", "disk.img  iso9660", "disk.img1");
        String[] same = {"size 1048576", "mbr 1: 80 0/1/1 17 0/0/1 start 0 count 2048", "bytes 32768: 01 43 44 30 30 31 01", "bytes 34816: ff 43 44 30 30 31 01"};
        assertThat(run(RecipeImage.of(same), "probe", "--json")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("\"partition\": 1").doesNotContain("\"partition\": 0");
        // The descriptors of a disc made with an offset for its partition are there twice.
        String[] twice = {"size 1048576", "mbr 1: 80 0/1/1 83 0/0/1 start 64 count 1000", "bytes 32768: 01 43 44 30 30 31 01",
                "bytes 34816: ff 43 44 30 30 31 01", "bytes 65536: 01 43 44 30 30 31 01", "bytes 67584: ff 43 44 30 30 31 01"};
        assertThat(run(RecipeImage.of(twice), "probe", "--json")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("\"partition\": 0", "\"partition\": 1");
    }

    /** Swap space cannot be mounted: the way out that is named for file systems would be none. */
    @Test
    void instead() throws IOException {
        Image swap = RecipeImage.of("size 1048576", "bytes 4086: 53 57 41 50 53 50 41 43 45 32", "bytes 1024: 01 00 00 00 ff");
        assertThat(run(swap, "kpartx")).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).isEqualTo("jdisk: disk.img: no partition table: swap fills the image; 'probe' shows more\n");
        assertThat(run(RecipeImage.of("size 1048576", ext(0, "61")), "kpartx")).isEqualTo(Outcome.FAILED);
        assertThat(console.warned()).contains("of type ext2 fills the image; try 'mount -o ro,loop");
    }

    @Test
    void unreadable() throws IOException {
        assertThat(run(new BadSectors(RecipeImage.of(DISK), 66L), "probe")).isEqualTo(Outcome.PROBLEMS);
        assertThat(console.warned()).isEqualTo("jdisk: disk.img: partition 1 cannot be read: Input/output error\n");
        assertThat(console.printed()).contains("disk.img1\n", "disk.img4 ext2", "disk.img5 swap");
        assertThat(run(new BadSectors(RecipeImage.of(DISK), 66L), "map")).as("a mention only").isEqualTo(Outcome.DONE);
        assertThat(console.warned()).hasLineCount(1);
    }

    /** Made as swap space, then as ext2, and never wiped. */
    @Test
    void leftover() throws IOException {
        List<String> lines = new ArrayList<>(List.of(DISK));
        lines.add(ext(8256, "6e 65 77"));
        assertThat(run(RecipeImage.of(lines.toArray(String[]::new)), "probe", "5")).isEqualTo(Outcome.PROBLEMS);
        assertThat(console.printed()).contains("disk.img5 swap 1");
        assertThat(console.warned()).isEqualTo(
                "jdisk: disk.img: partition 5 looks like swap and like ext2, one of them a leftover; the first is shown\n");
    }

    @Test
    void interrupted() throws IOException {
        console.interrupt();
        assertThat(run(RecipeImage.of(DISK), "probe")).isEqualTo(Outcome.FAILED);
        assertThat(console.printed()).isEmpty();
    }

    @Test
    void mapMentionsIt() throws IOException {
        assertThat(run(RecipeImage.of(DISK), "map")).isEqualTo(Outcome.DONE);
        assertThat(console.printed().lines()).anyMatch(line -> line.matches(" +1 +64 .* Linux +ext2 +a\\\\x1bb"))
                .anyMatch(line -> line.matches(" +3 +4160 .* Linux"))
                .anyMatch(line -> line.matches(" +5 +8256 .* Linux swap / Solaris swap"));
        ScriptedConsole json = new ScriptedConsole();
        Visible visible = new Visible(StandardCharsets.UTF_8);
        Session session = new Session(RecipeImage.of(DISK), new Session.Wishes(Optional.of(Style.MODERN), Optional.empty(), Hints.NONE, Optional.empty(), Optional.empty(), false), visible);
        new Shell(session, json, new CommandWords(visible)).run(List.of("map", "--json"));
        assertThat(json.printed().lines().filter(line -> line.contains("filesystem")).map(String::strip))
                .containsExactly("\"filesystem\": \"ext2\"", "\"filesystem\": \"swap\"", "\"filesystem\": \"ext2\"");
    }

    /** Fdisk has no such line, so whoever reads what fdisk prints does not get it. */
    @Test
    void informationMentionsItOnATerminal() throws IOException {
        assertThat(run(RecipeImage.of(DISK), "i", "1")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).contains("Type: Linux").doesNotContain("ext2");
        console.becomeTerminal();
        assertThat(run(RecipeImage.of(DISK), "i", "1")).isEqualTo(Outcome.DONE);
        assertThat(console.printed()).endsWith("     Filesystem: ext2 \"a\\x1bb\"\n");
        assertThat(run(RecipeImage.of(DISK), "i", "3")).isEqualTo(Outcome.DONE);
        assertThat(console.printed().lines().filter(line -> line.contains("Filesystem"))).hasSize(1);
    }
}
