package jdisk.command;

import static jdisk.testing.Jdisk.jdisk;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Jdisk;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands that copy and digest take, write, and say. */
final class ExtractCommandTest {

    /** Two primaries, an extended partition of two logicals, and a partition that goes on past the end of the disk. */
    private static final String DISK = """
            size 600000
            mbr 1: 80 0/1/1 83 0/0/1 start 63 count 101
            mbr 2: 00 0/1/1 05 0/0/1 start 200 count 300
            mbr 3: 00 0/1/1 83 0/0/1 start 1100 count 200
            mbr 4: 00 0/1/1 83 0/0/1 start 5000 count 8
            ebr 200 1: 00 0/1/1 83 0/0/1 start 10 count 51
            ebr 200 2: 00 0/1/1 05 0/0/1 start 100 count 150
            ebr 300 1: 00 0/1/1 82 0/0/1 start 1 count 100
            fill 32256 1 11
            fill 83967 1 12
            fill 107520 1 51
            fill 133631 1 52
            fill 563200 36800 33
            """;

    private final Path folder;
    private final Path image;
    private final byte[] bytes;

    ExtractCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.image = ImageRecipe.parse(DISK).build(folder.resolve("disk.img"));
        this.bytes = Files.readAllBytes(image);
    }

    private byte[] sectors(int first, int count) {
        return Arrays.copyOfRange(bytes, first * 512, (first + count) * 512);
    }

    private Path out(String name) {
        return folder.resolve(name);
    }

    private void assertSays(Outcome outcome, int status, String... parts) {
        assertThat(outcome.err()).contains(parts);
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(status);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void aPartition() throws IOException {
        Outcome outcome = jdisk(image, "extract", "1", out("one"));
        assertSays(outcome, 0, "101+0 records in\n101+0 records out\n51712 bytes (52 kB, 50 KiB) copied, ");
        assertThat(out("one")).hasBinaryContent(sectors(63, 101));
    }

    /** By number, by fdisk's name, into a folder. */
    @ParameterizedTest
    @CsvSource({"5", "p5", "disk.img5"})
    void aLogicalPartitionIntoAFolder(String name) throws IOException {
        Path into = Files.createDirectory(out("d"));
        assertThat(jdisk(image, "extract", name, into).status()).isZero();
        assertThat(into.resolve("disk.img5")).hasBinaryContent(sectors(210, 51));
    }

    @Test
    void runOfSectorsAndDisk() throws IOException {
        assertThat(jdisk(image, "extract", "164:36", out("run")).status()).isZero();
        assertThat(out("run")).hasBinaryContent(sectors(164, 36));
        // The last sector of the disk is not whole.
        assertSays(jdisk(image, "extract", "disk", out("whole")), 0, "1171+1 records in\n1171+1 records out\n600000 bytes");
        assertThat(out("whole")).hasBinaryContent(bytes);
    }

    @Test
    void toStandardOutput() throws Exception {
        Outcome outcome = jdisk(image, "extract", "1", "-", "--hash=md5");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).hasSize(101 * 512).startsWith("\u0011\0");
        assertThat(outcome.err()).contains("\n101+0 records in\n").endsWith(
                HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(sectors(63, 101))) + "  -\n");
    }

    @Test
    void allPartitionsAndTablesAndGaps() throws IOException {
        Outcome all = jdisk(image, "extract", "all", out("all"));
        assertSays(all, 1, "disk.img1:\n", "partition 3 runs past the end of the image, 65600 of its 102400 bytes are missing",
                "partition 4 begins past the end of the image: none of its 4096 bytes");
        assertThat(out("all").toFile().list()).containsExactlyInAnyOrder("disk.img1", "disk.img5", "disk.img6");
        assertThat(out("all/disk.img6")).hasBinaryContent(sectors(301, 100));

        assertThat(jdisk(image, "extract", "tables", out("tables")).status()).isZero();
        assertThat(out("tables").toFile().list()).containsExactlyInAnyOrder("disk.img.0-mbr", "disk.img.200-ebr", "disk.img.300-ebr");
        assertThat(out("tables/disk.img.300-ebr")).hasBinaryContent(sectors(300, 1));

        assertThat(jdisk(image, "extract", "gaps", out("gaps")).status()).isZero();
        assertThat(out("gaps/disk.img.1-gap")).hasBinaryContent(sectors(1, 62));
        assertThat(out("gaps/disk.img.401-gap")).hasBinaryContent(sectors(401, 699));
    }

    @Test
    void partitionBehindTheEnd() throws IOException {
        assertSays(jdisk(image, "extract", "3", out("three")), 1,
                "partition 3 runs past the end of the image, 65600 of its 102400 bytes are missing; --partial copies what is there\n");
        assertThat(out("three")).doesNotExist();
        assertSays(jdisk(image, "extract", "3", out("three"), "--partial"), 3, "incomplete: 36800 of 102400 bytes of partition 3");
        assertThat(out("three")).hasBinaryContent(Arrays.copyOfRange(bytes, 563200, 600000));
        assertSays(jdisk(image, "extract", "4", out("four"), "--partial"), 1, "none of its 4096 bytes are there");
        assertSays(jdisk(image, "extract", "9999:1", out("four")), 1, "the run 9999:1 begins past the end");
        assertThat(out("four")).doesNotExist();
    }

    @Test
    void extendedPartition() throws IOException {
        assertSays(jdisk(image, "extract", "2", out("two")), 1,
                "partition 2 is an extended partition, which only holds others (5, 6); --raw copies it anyway\n");
        assertThat(jdisk(image, "extract", "2", out("two"), "--raw").status()).isZero();
        assertThat(out("two")).hasBinaryContent(sectors(200, 300));
    }

    @Test
    void existingFile() throws IOException {
        Files.writeString(out("there"), "mine");
        assertSays(jdisk(image, "extract", "1", out("there")), 1, "there exists; --force writes a new one in its place\n");
        assertThat(out("there")).hasContent("mine");
        assertThat(jdisk(image, "extract", "1", out("there"), "--force").status()).isZero();
        assertThat(out("there")).hasBinaryContent(sectors(63, 101));
        assertSays(jdisk(image, "extract", "1", image, "--force"), 1, "is the image itself, which is never written to");
        assertThat(image).hasBinaryContent(bytes);
    }

    @Test
    void digestsBesideTheFile() throws Exception {
        assertThat(jdisk(image, "extract", "5", out("a\\b\nc"), "--hash=sha256,md5").status()).isZero();
        String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sectors(210, 51)));
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(sectors(210, 51)));
        assertThat(out("a\\b\nc.sha256")).hasContent("\\" + sha + "  a\\\\b\\nc\n");
        assertThat(out("a\\b\nc.md5")).hasContent("\\" + md5 + "  a\\\\b\\nc\n");
        // A digest that is there is worth as much as any file, and is looked for before anything is copied.
        Files.delete(out("a\\b\nc"));
        assertThat(jdisk(image, "extract", "5", out("a\\b\nc"), "--hash=md5").err()).contains(".md5 exists");
        assertThat(out("a\\b\nc")).doesNotExist();
    }

    @Test
    void hashes() throws Exception {
        String one = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sectors(63, 101)));
        assertThat(jdisk(image, "hash", "1").out()).isEqualTo(one + "  disk.img1\n");
        assertThat(jdisk(image, "hash", "1", "SHA-256", "sha256").out()).isEqualTo(one + "  disk.img1\n");
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        assertThat(jdisk(image, "hash", "disk", "md5", "sha1").out()).startsWith("MD5 (disk.img) = " + md5 + "\nSHA1 (disk.img) = ");
        Outcome all = jdisk(image, "hash", "all");
        assertThat(all.status()).as("partition 3 is cut").isEqualTo(3);
        assertThat(all.out()).contains(one + "  disk.img1\n").containsPattern("  disk.img\n").containsPattern("  disk.img6\n")
                .doesNotContain("disk.img2").doesNotContain("disk.img4");
        assertThat(all.err()).contains("incomplete: 36800 of 102400 bytes of partition 3");
        assertThat(jdisk(image, "hash", "4").err()).contains("partition 4 begins past the end of the image");
    }

    /** What needs no table works without one. */
    @Test
    void noTable() throws IOException {
        Path blank = Files.write(folder.resolve("blank.img"), new byte[5000]);
        assertThat(jdisk(blank, "extract", "disk", out("whole")).status()).isZero();
        assertThat(out("whole")).hasBinaryContent(new byte[5000]);
        assertThat(jdisk(blank, "extract", "1:3", out("run")).status()).isZero();
        assertThat(jdisk(blank, "hash", "disk").status()).isZero();
        for (String what : new String[] {"1", "all", "gaps", "tables"}) {
            assertSays(jdisk(blank, "extract", what, out("x")), 1, "no partition table");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            extract 7 x                     | partition 7 does not exist; the table has 1, 2, 3, 4, 5, 6
            extract 5:0 x                   | a run of no sectors
            extract 1 x --sparse=no         | --sparse: 'no' is not auto, always or never
            extract 1 x --on-error=go       | --on-error: 'go' is not stop or zero
            extract 1 x --hash=crc          | 'crc' is not a known digest: md5, sha1, sha224, sha256, sha384, sha512
            hash 1 sha3                     | 'sha3' is not a known digest
            extract all                     | 'extract all' copies into a directory: name one
            extract all -                   | 'extract all' copies into a directory: name one
            extract 1 no/such/folder        | no/such is not a directory: make it first
            extract frog x                  | 'frog' is not a partition
            extract 1 x y                   | unexpected argument 'y'
            extract                         | extract: which partition?
            hash                            | hash: which partition?
            extract 999999999999999999:1 x  | begins past the end
            """)
    void rubbish(String line, String complaint) {
        Outcome outcome = Jdisk.typing(line.replace(" x", " '" + out("x") + "'")).run(image);
        assertThat(outcome.err()).contains(complaint);
        assertThat(outcome.err().lines().filter(said -> !said.endsWith("is the image complete?"))).hasSize(1);
        assertThat(out("x")).doesNotExist();
    }
}
