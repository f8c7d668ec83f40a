package jdisk.filesystem.exfat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.Contents;
import jdisk.probe.ContentsProbe;
import jdisk.source.Sources;
import jdisk.testing.LoopDevices;
import jdisk.testing.MadeTree;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.VolumeTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads volumes that mkfs.exfat makes and exfat-fuse fills; and has fsck.exfat look at those made by hand. */
@Tag("realtool")
final class ExfatToolsTest {
    private static final List<VolumeTree.Detail> TIME = List.of(VolumeTree.Detail.TIME);

    private final Path folder;

    ExfatToolsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({"512, 2000", "4096, 2000", "131072, 500", "1048576, 20"})
    void readsWhatExfatFusePutThere(int cluster, int many) throws IOException, InterruptedException {
        RealTool mkfs = RealTool.named("mkfs.exfat", 1);
        RealTool.named("mount.exfat-fuse", 1);
        LoopDevices devices = LoopDevices.orSkip(folder);
        Path tree = Files.createDirectories(folder.resolve("tree"));
        MadeTree.in(tree, many, many, false);
        Files.delete(tree.resolve("names").resolve("case")); // which would be the same name as another
        Files.delete(tree.resolve("names").resolve("dot."));
        Path file = folder.resolve("volume.img");
        try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
            empty.setLength(256L << 20);
        }
        Outcome made = mkfs.run(folder, "-c", Integer.toString(cluster), file.toString());
        assertThat(made.status()).as(made.toString()).isZero();
        // Every third file goes again, so that others come to lie in pieces.
        Outcome filled = devices.run(folder, """
                mkdir m; d=$(losetup --find --show volume.img) || exit 77
                mount.exfat-fuse $d m || { losetup -d $d; exit 77; }
                cp -r tree/crowd m/gone && cp -r tree/sizes m/gone2 && rm -r m/gone/*[147]* m/gone2/of-?
                cp -r --preserve=timestamps tree/. m; status=$?
                rm -r m/gone m/gone2; umount m; losetup -d $d; exit $status
                """);
        assumeFalse(filled.status() == 77, filled.toString());
        assertThat(filled.status()).as(filled.toString()).isZero();
        try (Image image = Sources.open(file)) {
            Volume volume = open(image);
            Map<String, String> read = VolumeTree.of(volume, TIME);
            Map<String, String> wanted = VolumeTree.of(tree, TIME);
            wanted.replaceAll((path, line) -> line.startsWith("directory") ? "directory " : even(line));
            read.replaceAll((path, line) -> line.startsWith("directory") ? "directory " : even(line));
            assertThat(read).isEqualTo(wanted);
            assertThat(volume.takeProblems()).isEmpty();
        }
    }

    /** With a time in steps of two seconds, which is all that exfat-fuse keeps. */
    private static String even(String line) {
        int last = line.lastIndexOf(' ') + 1;
        return line.substring(0, last) + Long.parseLong(line.substring(last)) / 2 * 2;
    }

    private static Volume open(Image image) throws IOException {
        Slice place = Slice.of(image);
        Contents found = ContentsProbe.at(place).orElseThrow();
        return Volumes.open(place, found).orElseThrow();
    }

    /** What the tests take for a sound volume is one. */
    @Test
    void theVolumesMadeByHandAreSound() throws IOException, InterruptedException {
        RealTool fsck = RealTool.named("fsck.exfat", 1);
        MadeExfat made = new MadeExfat(512, 1).chain(10, 12, 11).chain(20)
                .add(new MadeExfat.Set("A file with a long name, ünd more", 10, 1500).put(40, 8, 600))
                .add(new MadeExfat.Set("directory", 20, 512).directory()).entries(20, new MadeExfat.Set("empty", 0, 0).entries())
                .add(new MadeExfat.Set("stretch", 30, 1024).contiguous())
                .use(2, 3, 4, 10, 11, 12, 20, 30, 31);
        Path file = folder.resolve("volume.img");
        Files.write(file, made.bytes());
        Outcome outcome = fsck.run(folder, "-n", file.toString());
        assertThat(outcome.status()).as(outcome.toString()).isZero();
    }
}
