package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdisk.testing.Jdisk;
import jdisk.testing.JsonTree;
import jdisk.testing.MadeTree;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.VolumeTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The words that read files, over an image that mke2fs fills. */
@Tag("realtool")
final class FilesTest {
    private final Path folder;
    private final Path tree;
    private final Path image;

    FilesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.tree = Files.createDirectories(folder.resolve("tree"));
        this.image = folder.resolve("part.img");
    }

    @BeforeEach
    void makeImage() throws IOException, InterruptedException {
        RealTool mke2fs = RealTool.named("mke2fs", 1);
        Path etc = Files.createDirectories(tree.resolve("etc"));
        Files.writeString(etc.resolve("fstab"), "/dev/hda6 / ext3 defaults 0 1\n");
        Files.writeString(etc.resolve(".hidden"), "x");
        Files.write(etc.resolve("big"), new byte[200_000]);
        Files.createDirectories(tree.resolve("home"));
        Files.writeString(tree.resolve("home").resolve("esc\u001b[31m"), "x");
        Files.createSymbolicLink(tree.resolve("tab"), Path.of("etc/fstab"));
        MadeTree.in(tree.resolve("home").resolve("more"), 1, 50, true);
        Files.setPosixFilePermissions(etc.resolve("fstab"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setLastModifiedTime(etc.resolve("fstab"), FileTime.from(Instant.parse("2004-02-29T12:34:56Z")));
        try (RandomAccessFile empty = new RandomAccessFile(image.toFile(), "rw")) {
            empty.setLength(32 << 20);
        }
        Outcome made = mke2fs.run(folder, "-q", "-F", "-t", "ext4", "-E", "root_owner=0:0", "-d", tree.toString(), image.toString());
        assertThat(made.status()).as(made.toString()).isZero();
    }

    private Outcome jdisk(String... words) throws IOException {
        return Jdisk.jdisk(Stream.concat(Stream.of(image), Arrays.stream(words)).toArray());
    }

    @Test
    void lists() throws IOException {
        assertThat(jdisk("ls").out()).isEqualTo("etc\nhome\nlost+found\ntab\n");
        assertThat(jdisk("ls", "/etc").out()).isEqualTo("big\nfstab\n");
        assertThat(jdisk("ls", "-a", "0:/etc").out()).isEqualTo(".hidden\nbig\nfstab\n");
        assertThat(jdisk("ls", "-l", "/etc/fst*", "tab").out()).contains(" 30 2004-02-29 12:34 fstab\n", "tab -> etc/fstab\n");
        assertThat(jdisk("ls", "/home").out()).isEqualTo("esc\\x1b[31m\nmore\n");
        assertThat(jdisk("ls", "-R", "/etc", "/home/more/deep").out()).contains("0:/home/more/deep/level0/level1:\nlevel2\n");
        assertThat(JsonTree.read(jdisk("ls", "--json", "/etc/fstab").out()).toString()).contains("/etc/fstab");
    }

    @Test
    void printsAndDigests() throws IOException {
        assertThat(jdisk("cat", "/tab").out()).isEqualTo("/dev/hda6 / ext3 defaults 0 1\n");
        assertThat(jdisk("hexdump", "/etc/fstab").out()).startsWith("00000000  2f 64 65 76 2f 68 64 61  36 20 2f 20 65 78 74 33  |/dev/hda6 / ext3|");
        assertThat(jdisk("hash", "/etc/fstab", "md5").out()).matches("[0-9a-f]{32}  0:/etc/fstab\n");
        assertThat(jdisk("extract", "0:/etc/fstab", "-").out()).isEqualTo("/dev/hda6 / ext3 defaults 0 1\n");
    }

    @Test
    void says() throws IOException {
        Outcome outcome = jdisk("stat", "/etc/fstab");
        assertThat(outcome.out()).contains("Type:       file\n", "Size:       30 bytes\n", "Mode:       0644 (-rw-r--r--)\n",
                "Modified:   2004-02-29T12:34:56", "Extent:     bytes 0 to 29 of the file: sectors ");
        assertThat(jdisk("find", "/etc", "-name", "*s*", "-type", "f").out()).isEqualTo("0:/etc/fstab\n");
        assertThat(jdisk("find", "/etc", "-size", "+100k").out()).isEqualTo("0:/etc/big\n");
        assertThat(jdisk("tree", "/etc").out()).isEqualTo("0:/etc\n|-- big\n`-- fstab\n\n0 directories, 2 files\n");
    }

    @Test
    void takesErrorsSeriously() throws IOException {
        assertThat(jdisk("cat", "/nothing").err()).contains("0:/nothing: no such file or directory");
        assertThat(jdisk("cat", "/nothing").status()).isEqualTo(1);
        assertThat(jdisk("cat", "/etc").err()).contains("0:/etc is a directory");
        assertThat(jdisk("ls", "/tab/x").err()).contains("/etc/fstab is not a directory");
    }

    /** Where the superblock is lost, its copies are not. */
    @Test
    void leadsToSearch() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(1024);
            file.write(new byte[1024]);
        }
        Outcome lost = jdisk("ls", "0:/");
        assertThat(lost.err()).contains("no file system is recognised in the image; 'search' finds one whose start is lost");
        assertThat(lost.status()).isEqualTo(1);
        assertThat(jdisk("search").out()).containsPattern("found ext4 .* told by a copy at sector \\d+");
        assertThat(jdisk("ls", "@0:/etc").out()).isEqualTo("big\nfstab\n");
    }

    @Test
    void copiesTrees() throws IOException {
        Path out = folder.resolve("out");
        Outcome outcome = jdisk("get", "/home/more", out.toString(), "--links", "--hash=sha256");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<VolumeTree.Detail> times = List.of(VolumeTree.Detail.TIME);
        Map<String, String> copied = VolumeTree.of(out, times);
        Map<String, String> wanted = VolumeTree.of(tree.resolve("home").resolve("more"), times);
        assertThat(copied).isEqualTo(wanted);
        assertThat(Files.readString(folder.resolve("out.sha256"))).contains("  out/sizes/of-0\n");
    }

    /** What is copied side by side is told in the order of the tree, and what the image no longer holds is not there at all. */
    @Test
    void copiesWhatIsLeft() throws Exception {
        RealTool debugfs = RealTool.named("debugfs", 1);
        Path many = Files.createDirectories(folder.resolve("many"));
        List<String> names = IntStream.range(0, 60).mapToObj(i -> String.format(Locale.ROOT, "file%02d", i)).toList();
        for (String name : names) {
            byte[] bytes = new byte[name.endsWith("7") ? 3_000_000 : 100_000 + names.indexOf(name)];
            new Random(names.indexOf(name)).nextBytes(bytes);
            Files.write(many.resolve(name), bytes);
        }
        Path half = folder.resolve("half.img");
        Files.write(half, new byte[40 << 20]);
        Outcome made = RealTool.named("mke2fs", 1).run(folder, "-q", "-F", "-t", "ext4", "-b", "1024", "-d", many.toString(), half.toString());
        assertThat(made.status()).as(made.toString()).isZero();
        long size = 20 << 20;
        Set<String> lost = new TreeSet<>();
        for (String name : names) {
            String blocks = debugfs.run(folder, "-R", "blocks /" + name, half.toString()).out();
            if (Arrays.stream(blocks.trim().split("\\s+")).mapToLong(Long::parseLong).anyMatch(block -> (block + 1) * 1024 > size)) {
                lost.add(name);
            }
        }
        assertThat(lost).hasSizeBetween(10, 50);
        try (RandomAccessFile file = new RandomAccessFile(half.toFile(), "rw")) {
            file.setLength(size);
        }
        for (List<String> hash : List.of(List.<String>of(), List.of("--hash=md5"))) {
            Path out = folder.resolve("left" + hash.size());
            Files.createDirectory(out);
            Outcome outcome = Jdisk.jdisk(Stream.concat(Stream.of(half, "get", "/", out), hash.stream()).toArray());
            assertThat(outcome.status()).as(outcome.toString()).isEqualTo(3);
            assertThat(outcome.err().lines().filter(line -> line.contains("is not copied")).map(line -> line.replaceAll(".*0:/(\\w+) .*", "$1")))
                    .containsExactlyElementsOf(lost);
            Path copied = out.resolve("half.img.files");
            for (String name : names) {
                if (lost.contains(name)) {
                    assertThat(copied.resolve(name)).doesNotExist();
                } else {
                    assertThat(copied.resolve(name)).hasSameBinaryContentAs(many.resolve(name));
                }
            }
        }
        List<String> left = names.stream().filter(name -> !lost.contains(name)).toList();
        Path sums = folder.resolve("left1").resolve("half.img.files.md5");
        assertThat(Files.readAllLines(sums)).extracting(line -> line.replaceFirst(".*/", "")).isEqualTo(left);
        Outcome checked = RealTool.named("md5sum", 1).run(folder.resolve("left1"), "--check", "--quiet", sums.toString());
        assertThat(checked.status()).as(checked.toString()).isZero();
    }

    /** Of the two paths, it is the one here that is wrong. */
    @Test
    void copiesIntoNoFolder() throws IOException {
        Path missing = folder.resolve("missing");
        Outcome outcome = jdisk("get", "/etc", missing.resolve("etc").toString());
        assertThat(outcome.err()).contains("0:/etc: " + missing + " is not a directory: make it first");
        assertThat(outcome.status()).isNotZero();
        assertThat(missing).doesNotExist();
    }

    @Test
    void copiesAFile() throws IOException {
        Path out = folder.resolve("copy");
        assertThat(jdisk("get", "/etc/fstab", out.toString()).status()).isZero();
        assertThat(Files.readString(out)).isEqualTo("/dev/hda6 / ext3 defaults 0 1\n");
        assertThat(Files.getLastModifiedTime(out).toInstant()).isEqualTo(Instant.parse("2004-02-29T12:34:56Z"));
        assertThat(jdisk("get", "/etc/fstab", out.toString()).err()).contains("exists");
        assertThat(jdisk("get", "/etc/fstab", image.toString(), "--force").err()).contains("is the image itself");
    }

    /** A file that is said to be longer than any disk has a row, and nobody waits for its digest. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void digestsNoClaims() throws Exception {
        Outcome claimed = RealTool.named("debugfs", 1).run(folder, "-w", "-R", "sif /etc/fstab size 2199023255552", image.toString());
        assertThat(claimed.status()).as(claimed.toString()).isZero();
        Outcome outcome = jdisk("inventory", "--hash=md5");
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.out().lines().filter(row -> row.contains("\"/etc/fstab\""))).singleElement().asString()
                .contains("2199023255552", "is not digested");
        assertThat(outcome.out().lines().filter(row -> row.contains("\"md5\""))).hasSizeGreaterThan(50);
        assertThat(jdisk("inventory").status()).isZero();
    }

    @Test
    void writesRowsOfEverything() throws IOException {
        Outcome outcome = jdisk("inventory", "--hash=sha256");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().lines()).anyMatch(line -> line.contains("\"path\": \"/etc/fstab\", \"type\": \"file\", \"size\": 30, \"mode\": \"0644\""));
        assertThat(outcome.out()).contains("\"path\": \"/home/esc\\u001B[31m\"").contains("\"target\": \"etc/fstab\"");
        assertThat(jdisk("inventory", "--body").out().lines()).anyMatch(line -> line.matches("0\\|/etc/fstab\\|\\d+\\|r/rrw-r--r--\\|.*\\|30\\|.*"));
    }
}
