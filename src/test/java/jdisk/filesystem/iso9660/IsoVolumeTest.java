package jdisk.filesystem.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import jdisk.filesystem.Lookup;
import jdisk.filesystem.Problem;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.image.CountedImage;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import jdisk.probe.Contents;
import jdisk.source.Sources;
import jdisk.testing.MadeTree;
import jdisk.testing.MutatedImage;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.VolumeTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads discs that xorriso makes, and what becomes of them when they are damaged. */
@Tag("realtool")
final class IsoVolumeTest {
    private static final List<VolumeTree.Detail> ALL = List.of(VolumeTree.Detail.MODE, VolumeTree.Detail.TIME);

    private final Path folder;
    private final Path tree;

    IsoVolumeTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.tree = Files.createDirectories(folder.resolve("tree"));
    }

    private Path xorriso(String name, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.replaceAll(argument -> argument.equals("OUT") ? name : argument);
        Outcome outcome = RealTool.named("xorriso", 1).run(folder, all.toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return folder.resolve(name);
    }

    private static Volume open(Image image) throws IOException {
        return Volumes.open(Slice.of(image), new Contents("iso9660")).orElseThrow();
    }

    private static void assertNames(Volume volume, String of) {
        assertThat(volume.takeProblems()).contains(new Problem(Problem.Code.NAMES_OF, -1, of));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-R", "-R -J -joliet-long", "-R -iso-level 3", "-R -D -iso-level 4"})
    void readsRockRidge(String options) throws IOException, InterruptedException {
        MadeTree.in(tree, options.hashCode(), 700, true);
        List<String> arguments = new ArrayList<>(List.of("-as", "mkisofs", "-quiet"));
        arguments.addAll(List.of(options.split(" ", -1)));
        arguments.addAll(List.of("-o", "OUT", "tree"));
        try (Image image = Sources.open(xorriso("rr.iso", arguments.toArray(String[]::new)))) {
            Volume volume = open(image);
            Map<String, String> read = VolumeTree.of(volume, ALL);
            Map<String, String> wanted = VolumeTree.of(tree, ALL);
            read.remove("/");
            wanted.remove("/");
            // Where xorriso keeps directories that are too deep; they are shown where they belong.
            read.keySet().removeIf(path -> path.equals("/rr_moved") || path.startsWith("/[BOOT]"));
            assertThat(read).isEqualTo(wanted);
            assertNames(volume, "Rock Ridge");
        }
    }

    @Test
    void readsJoliet() throws IOException, InterruptedException {
        for (String name : List.of("short.txt", "with blank and more characters.text", "ünïcödé", "日本語", "dot.", "CASE.TXT")) {
            Files.writeString(tree.resolve(name), name);
        }
        Files.createDirectories(tree.resolve("a folder/in another"));
        try (Image image = Sources.open(xorriso("joliet.iso", "-as", "mkisofs", "-quiet", "-input-charset", "utf-8", "--norock", "-J", "-o", "OUT", "tree"))) {
            Volume volume = open(image);
            assertThat(VolumeTree.of(volume, List.of())).isEqualTo(VolumeTree.of(tree, List.of()));
            assertNames(volume, "Joliet");
        }
    }

    @Test
    void readsTheNamesOfTheStandardWithoutTheirVersions() throws IOException, InterruptedException {
        Files.writeString(tree.resolve("readme.txt"), "a");
        Files.writeString(tree.resolve("noext"), "b");
        Files.createDirectories(tree.resolve("folder"));
        try (Image image = Sources.open(xorriso("plain.iso", "-as", "mkisofs", "-quiet", "--norock", "-o", "OUT", "tree"))) {
            Volume volume = open(image);
            assertThat(VolumeTree.of(volume, List.of())).containsOnlyKeys("/", "/FOLDER", "/NOEXT", "/README.TXT");
            assertNames(volume, "ISO 9660");
        }
    }

    /** Contents are those before they were compressed; holes, whose blocks have no length, are zeros. */
    @Test
    void decompressesFiles() throws IOException, InterruptedException {
        MadeTree.in(tree, 5, 20, false);
        Files.writeString(tree.resolve("text"), "compresses well. ".repeat(40_000));
        Files.write(tree.resolve("of-a-block"), new byte[32_768]);
        Path file = xorriso("zisofs.iso", "-zisofs", "level=9", "-outdev", "OUT", "-map", "tree", "/",
                "-find", "/", "-type", "f", "-exec", "set_filter", "--zisofs", "--");
        try (Image image = Sources.open(file)) {
            Map<String, String> read = VolumeTree.of(open(image), List.of());
            assertThat(read).isEqualTo(VolumeTree.of(tree, List.of()));
            assertThat(image.size()).isLessThan(6_000_000); // of which 3.5 are sparse, and 0.7 text
        }
    }

    /** A session that was added later has the files of both; the descriptors at the start know only the first. */
    @Test
    void readsTheLastSession() throws IOException, InterruptedException {
        Files.writeString(tree.resolve("old"), "old");
        Files.writeString(tree.resolve("changed"), "before");
        Path first = xorriso("first.iso", "-as", "mkisofs", "-quiet", "-R", "-o", "OUT", "tree");
        long start = Math.ceilDiv(Files.size(first), 32 * 2048) * 32;
        Files.writeString(tree.resolve("changed"), "after");
        Files.writeString(tree.resolve("new"), "new");
        Path second = xorriso("second.iso", "-as", "mkisofs", "-quiet", "-R", "-M", "first.iso", "-C", "0," + start, "-o", "OUT", "tree");
        try (OutputStream both = Files.newOutputStream(first, StandardOpenOption.APPEND)) {
            both.write(new byte[(int) (start * 2048 - Files.size(first))]);
            Files.copy(second, both);
        }
        try (Image image = Sources.open(first)) {
            Volume volume = open(image);
            assertThat(VolumeTree.of(volume, List.of())).isEqualTo(VolumeTree.of(tree, List.of()));
            assertThat(volume.takeProblems()).contains(new Problem(Problem.Code.LAST_SESSION, -1, "2"));
        }
    }

    @Test
    void hasBootImagesAsFiles() throws IOException, InterruptedException {
        Files.write(tree.resolve("floppy.img"), made(1_474_560));
        Files.write(tree.resolve("loader.bin"), made(4096));
        Path file = xorriso("boot.iso", "-as", "mkisofs", "-quiet", "-R", "-b", "floppy.img", "-c", "boot.cat",
                "-eltorito-alt-boot", "-e", "loader.bin", "-no-emul-boot", "-o", "OUT", "tree");
        try (Image image = Sources.open(file)) {
            Volume volume = open(image);
            Map<String, String> read = VolumeTree.of(volume, List.of());
            assertThat(read.get("/[BOOT]/1-bios.img")).isEqualTo(read.get("/floppy.img"));
            assertThat(read.get("/[BOOT]/2-uefi.img")).isEqualTo(read.get("/loader.bin"));
        }
    }

    private static byte[] made(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** A file of more than 4 GiB has several records, and holes of the image are not read. */
    @Test
    void joinsSectionsOfAFile() throws IOException {
        byte[] root = new byte[2048];
        int at = record(root, 0, 20, 2048, 2, "\0");
        at = record(root, at, 20, 2048, 2, "\1");
        at = record(root, at, 24, 2048, 0x80, "BIG.;1");
        at = record(root, at, 30, 4096, 0x80, "BIG.;1");
        at = record(root, at, 26, 5, 0, "BIG.;1");
        record(root, at, 25, 7, 0, "NEXT.;1");
        Map<Long, byte[]> pieces = new TreeMap<>(Map.of(20L * 2048, root));
        descriptor(pieces, 20);
        pieces.put(24L * 2048, "first".getBytes(StandardCharsets.US_ASCII));
        pieces.put(31L * 2048, "middle".getBytes(StandardCharsets.US_ASCII));
        pieces.put(26L * 2048, "endXX".getBytes(StandardCharsets.US_ASCII));
        Volume volume = open(new SparseMemoryImage("big.iso", 40 * 2048, pieces));
        RegularFile file = (RegularFile) Lookup.find(volume, "/BIG", true).node();
        assertThat(file.attributes().size()).isEqualTo(2048 + 4096 + 5);
        Image content = file.content();
        assertThat(content.size()).isEqualTo(2048 + 4096 + 5);
        assertThat(content.view(0, 5).utf8()).isEqualTo("first");
        assertThat(content.view(4096, 6).utf8()).isEqualTo("middle");
        assertThat(content.view(6144, 5).utf8()).isEqualTo("endXX");
        assertThat(Lookup.find(volume, "/NEXT", true).node().attributes().size()).isEqualTo(7);
    }

    /** Areas of entries that lead to each other, and a directory that is in itself: each ends, the rest is read. */
    @Test
    void endsWhereThingsLeadInACircle() throws IOException {
        byte[] start = {'S', 'P', 7, 1, (byte) 0xbe, (byte) 0xef, 0};
        byte[] root = new byte[2048];
        int at = record(root, 0, 20, 2048, 2, "\0", start);
        at = record(root, at, 20, 2048, 2, "\1");
        at = record(root, at, 20, 2048, 2, "LOOP", named("loop"));
        at = record(root, at, 23, 3, 0, "A.;1", continues(25));
        record(root, at, 23, 3, 0, "B.;1", named("b"));
        Map<Long, byte[]> pieces = new TreeMap<>(Map.of(20L * 2048, root));
        descriptor(pieces, 20);
        pieces.put(25L * 2048, continues(26));
        pieces.put(26L * 2048, continues(25));
        Volume volume = open(new SparseMemoryImage("loops.iso", 40 * 2048, pieces));
        Map<String, String> read = VolumeTree.of(volume, List.of());
        assertThat(read).containsOnlyKeys("/", "/A", "/b", "/loop");
        assertThat(read).containsEntry("/loop", "! loop");
        assertThat(volume.takeProblems()).extracting(Problem::code).contains(Problem.Code.RECORD_CUT);
    }

    private static byte[] named(String name) {
        byte[] bytes = new byte[5 + name.length()];
        bytes[0] = 'N';
        bytes[1] = 'M';
        bytes[2] = (byte) bytes.length;
        bytes[3] = 1;
        System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, bytes, 5, name.length());
        return bytes;
    }

    private static byte[] continues(int block) {
        byte[] bytes = new byte[28];
        bytes[0] = 'C';
        bytes[1] = 'E';
        bytes[2] = 28;
        bytes[3] = 1;
        bytes[4] = (byte) block;
        bytes[20] = 28;
        return bytes;
    }

    private static int record(byte[] directory, int at, int block, int length, int flags, String name, byte... more) {
        int plain = 33 + name.length() + (name.length() + 1) % 2;
        directory[at] = (byte) (plain + more.length);
        directory[at + 2] = (byte) block;
        directory[at + 10] = (byte) length;
        directory[at + 11] = (byte) (length >> 8);
        directory[at + 25] = (byte) flags;
        directory[at + 32] = (byte) name.length();
        System.arraycopy(name.getBytes(StandardCharsets.ISO_8859_1), 0, directory, at + 33, name.length());
        System.arraycopy(more, 0, directory, at + plain, more.length);
        return at + plain + more.length;
    }

    private static void descriptor(Map<Long, byte[]> pieces, int root) {
        byte[] bytes = new byte[2048];
        bytes[0] = 1;
        System.arraycopy("CD001".getBytes(StandardCharsets.US_ASCII), 0, bytes, 1, 5);
        bytes[6] = 1;
        bytes[80] = 40;
        bytes[129] = 8;
        bytes[158] = (byte) root;
        bytes[167] = 8;
        pieces.put(32768L, bytes);
    }

    /** Each ends soon, with values, problems and exceptions of input and output alone. */
    @ParameterizedTest
    @ValueSource(strings = {"-R -J", "--norock -J", "--norock"})
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void survivesDamage(String options) throws IOException, InterruptedException {
        for (String name : List.of("a", "b", "c")) {
            Files.createDirectories(tree.resolve(name));
            Files.write(tree.resolve(name).resolve("file"), new byte[40_000]);
            Files.createSymbolicLink(tree.resolve(name).resolve("link"), Path.of("x/".repeat(80)));
        }
        List<String> arguments = new ArrayList<>(List.of("-as", "mkisofs", "-quiet"));
        arguments.addAll(List.of(options.split(" ", -1)));
        arguments.addAll(List.of("-b", "a/file", "-no-emul-boot", "-c", "boot.cat", "-o", "OUT", "tree"));
        Image whole;
        try (Image image = Sources.open(xorriso("damaged.iso", arguments.toArray(String[]::new)))) {
            byte[] bytes = image.view(0, (int) image.size()).copy(0, (int) image.size());
            whole = new SparseMemoryImage("volume.img", bytes.length, Map.of(0L, bytes));
        }
        List<Long> hot = new ArrayList<>();
        for (long sector = 64; sector < whole.size() / MutatedImage.SECTOR; sector++) {
            if (!whole.view(sector * MutatedImage.SECTOR, MutatedImage.SECTOR).isZero()) {
                hot.add(sector);
            }
        }
        for (int seed = 0; seed < 600; seed++) {
            CountedImage image = new CountedImage(MutatedImage.of(whole, hot, new Random(seed)));
            try {
                Volume volume = open(image);
                assertThat(VolumeTree.of(volume, List.of())).hasSizeLessThan(10_000);
                volume.takeProblems();
            } catch (IOException e) {
                // nothing could be read
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            assertThat(image.reads()).as("reads, seed " + seed).isLessThan(1_000_000);
        }
    }
}
