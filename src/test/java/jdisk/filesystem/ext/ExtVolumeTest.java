package jdisk.filesystem.ext;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import jdisk.probe.ContentsProbe;
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

/** Reads volumes that mke2fs fills, and what becomes of them when they are damaged. */
@Tag("realtool")
final class ExtVolumeTest {
    private static final List<VolumeTree.Detail> ALL = List.of(VolumeTree.Detail.MODE, VolumeTree.Detail.TIME);

    private final Path folder;

    ExtVolumeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path made(String options, Path tree, int mebibytes) throws IOException, InterruptedException {
        RealTool mke2fs = RealTool.named("mke2fs", 1);
        Path file = folder.resolve("volume.img");
        try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
            empty.setLength((long) mebibytes << 20);
        }
        List<String> arguments = new ArrayList<>(List.of("-q", "-F", "-d", tree.toString()));
        arguments.addAll(List.of(options.split(" ", -1)));
        arguments.add(file.toString());
        Outcome outcome = mke2fs.run(folder, arguments.toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return file;
    }

    private static Volume open(Image image) throws IOException {
        Slice place = Slice.of(image);
        Contents found = ContentsProbe.at(place).orElseThrow();
        return Volumes.open(place, found).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-t ext2 -b 1024",
        "-t ext2 -b 4096 -I 128",
        "-t ext2 -b 1024 -O ^filetype",
        "-t ext3 -b 1024",
        "-t ext4",
        "-t ext4 -b 1024",
        "-t ext4 -b 2048 -O metadata_csum_seed",
        "-t ext4 -b 1024 -O meta_bg,^resize_inode -g 1024",
        "-t ext4 -O bigalloc -C 16384",
        "-t ext4 -O inline_data",
        "-t ext4 -O inline_data -I 1024 -b 4096",
        "-t ext4 -O ^64bit,^metadata_csum,uninit_bg",
        "-t ext4 -O sparse_super2,^resize_inode",
        "-t ext4 -b 65536 -O ^has_journal"
    })
    void readsWhatMke2fsPutThere(String options) throws IOException, InterruptedException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        MadeTree.in(tree, options.hashCode(), 700, true);
        if (options.contains("inline_data")) {
            Files.delete(tree.resolve("sparse")); // mke2fs 1.47 gives it the size of what it holds up to its last hole
        }
        try (Image image = Sources.open(made(options, tree, 96))) {
            Volume volume = open(image);
            Map<String, String> read = VolumeTree.of(volume, ALL);
            assertThat(read.remove("/lost+found")).startsWith("directory");
            Map<String, String> wanted = VolumeTree.of(tree, ALL);
            // What mke2fs takes over of the root itself depends on its version.
            read.remove("/");
            wanted.remove("/");
            assertThat(read).isEqualTo(wanted);
            assertThat(volume.takeProblems()).isEmpty();
        }
    }

    /** What a driver that was not stopped has left in a journal: here, debugfs writes it. */
    @Test
    void replaysAJournal() throws IOException, InterruptedException {
        RealTool debugfs = RealTool.named("debugfs", 1);
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(tree.resolve("file"), "before");
        Path file = made("-t ext4 -b 1024 -O ^metadata_csum", tree, 16);
        long block = Long.parseLong(debugfs.run(folder, "-R", "blocks /file", file.toString()).out().strip());
        Path later = folder.resolve("block");
        Files.writeString(later, "after!" + "\0".repeat(1018));
        Outcome written = debugfs.runReading("jo\njw -b " + block + " " + later + "\njc\nq\n", folder, "-w", "-f", "-", file.toString());
        assertThat(written.status()).as(written.toString()).isZero();
        try (Image image = Sources.open(file)) {
            Volume volume = open(image);
            assertThat(volume.takeProblems()).extracting(Problem::code).contains(Problem.Code.JOURNAL_REPLAYED);
            assertThat(VolumeTree.of(volume, List.of()).get("/file")).startsWith("file 6 ");
            assertThat(Lookup.find(volume, "/file", true).node())
                    .isInstanceOfSatisfying(RegularFile.class, found -> {
                        try {
                            assertThat(found.content().view(0, 6).utf8()).isEqualTo("after!");
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    });
        }
    }

    /** Each ends soon, with values, problems and exceptions of input and output alone. */
    @ParameterizedTest
    @ValueSource(strings = {"-t ext4 -b 1024 -N 256 -J size=1", "-t ext2 -b 1024 -N 256", "-t ext4 -b 1024 -N 256 -O inline_data"})
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void survivesDamage(String options) throws IOException, InterruptedException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        for (String name : List.of("a", "b", "c")) {
            Files.createDirectories(tree.resolve(name));
            Files.write(tree.resolve(name).resolve("file"), new byte[40_000]);
            Files.createSymbolicLink(tree.resolve(name).resolve("link"), Path.of("x".repeat(80)));
        }
        Image whole;
        try (Image image = Sources.open(made(options, tree, 4))) {
            byte[] bytes = image.view(0, (int) image.size()).copy(0, (int) image.size());
            whole = new SparseMemoryImage("volume.img", bytes.length, Map.of(0L, bytes));
        }
        List<Long> hot = new ArrayList<>();
        for (long sector = 2; sector < whole.size() / MutatedImage.SECTOR; sector++) {
            if (!whole.view(sector * MutatedImage.SECTOR, MutatedImage.SECTOR).isZero()) {
                hot.add(sector);
            }
        }
        for (int seed = 0; seed < 600; seed++) {
            CountedImage image = new CountedImage(MutatedImage.of(whole, hot, new Random(seed)));
            try {
                Volume volume = Volumes.open(Slice.of(image), new Contents("ext4")).orElseThrow();
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
