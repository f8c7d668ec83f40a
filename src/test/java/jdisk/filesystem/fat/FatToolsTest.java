package jdisk.filesystem.fat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.Contents;
import jdisk.probe.ContentsProbe;
import jdisk.source.Sources;
import jdisk.testing.MadeTree;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import jdisk.testing.VolumeTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads volumes that mkfs.vfat makes and mtools fill, as mtools themselves do. */
@Tag("realtool")
final class FatToolsTest {
    /** Names are UTF-8, and times those of a clock at Greenwich. */
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC", "MTOOLS_SKIP_CHECK", "1");

    /**
     * What mtools 4 make of a short name that is marked as lower-case, which they wrote themselves: they know no letters but
     * ASCII's.
     */
    private static final String HALF_LOWER = "ÜnÏcÖdÉ";

    private final Path folder;

    FatToolsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Outcome run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(RealTool.named(tool, 1).program().toString()));
        command.addAll(List.of(arguments));
        Outcome outcome = RealTool.outcomeOf(command, folder, ENVIRONMENT, "");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return outcome;
    }

    /** A tree, without what mtools or FAT cannot keep, and with times in steps of two seconds. */
    private Path tree(int many) throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        MadeTree.in(tree, many, 200, false);
        // In several directories: for each name, mcopy looks through all that are there.
        for (int i = 0; i < many; i++) {
            Path few = Files.createDirectories(tree.resolve("few " + i / 100));
            Files.writeString(few.resolve((i % 3 == 0 ? "F" : "a longer name of number ") + i), "x".repeat(i % 40 * 100));
        }
        for (String name : List.of("case", "dot.", "😀")) {
            Files.delete(tree.resolve("names").resolve(name));
        }
        for (String name : List.of("UPPER.TXT", "lower.txt", "BASE.txt", "base.EXT", "Mixed.Txt", "a.b.c", ".hidden",
                "no extension at all", "plus+,;=[]")) {
            Path names = Files.createDirectories(tree.resolve("more " + name.codePointAt(0)));
            Files.writeString(names.resolve(name), name);
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() / 2000 * 2000));
            }
        }
        return tree;
    }

    private static Map<String, String> files(Map<String, String> tree) {
        return tree.entrySet().stream().filter(entry -> entry.getValue().startsWith("file")).collect(
                Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @ParameterizedTest
    @CsvSource({
        "-F 12 -s 64, 120, 500",
        "-F 12 -s 8 -S 2048 -r 1024, 60, 500",
        "-F 16 -s 4, 64, 2000",
        "-F 16 -s 1 -S 4096 -f 1, 128, 1000",
        "-F 32 -s 1, 64, 2000",
        "-F 32 -s 8 -f 3, 512, 1000",
        "-F 32 -s 1 -S 4096, 400, 1000"
    })
    void readsWhatMtoolsPutThere(String options, int mebibytes, int many) throws IOException, InterruptedException {
        Path tree = tree(many);
        String file = folder.resolve("volume.img").toString();
        try (RandomAccessFile empty = new RandomAccessFile(file, "rw")) {
            empty.setLength((long) mebibytes << 20);
        }
        run("mkfs.vfat", (options + " -n LABEL " + file).split(" ", -1));
        List<String> copy = new ArrayList<>(List.of("-s", "-Q", "-m", "-i", file));
        try (Stream<Path> entries = Files.list(tree)) {
            entries.map(Path::toString).forEach(copy::add);
        }
        copy.add("::/");
        run("mcopy", copy.toArray(String[]::new));
        Path back = Files.createDirectories(folder.resolve("back"));
        run("mcopy", "-s", "-Q", "-m", "-i", file, "::/*", back.toString());
        try (Image image = Sources.open(Path.of(file))) {
            Slice place = Slice.of(image);
            Contents found = ContentsProbe.at(place).orElseThrow();
            Volume volume = Volumes.open(place, found).orElseThrow();
            Map<String, String> read = VolumeTree.of(volume, List.of(VolumeTree.Detail.TIME));
            assertThat(files(read)).hasSizeGreaterThan(many).isEqualTo(files(VolumeTree.of(tree, List.of(VolumeTree.Detail.TIME))));
            Map<String, String> copied = VolumeTree.of(back, List.of());
            assertThat(copied.remove("/names/" + HALF_LOWER)).isNotNull();
            copied.entrySet().removeAll(VolumeTree.of(volume, List.of()).entrySet());
            assertThat(copied).isEmpty();
            assertThat(volume.takeProblems()).isEmpty();
            List<String> listed = run("mdir", "-/", "-b", "-a", "-i", file, "::/").out().lines()
                    .map(line -> line.substring(2).replaceAll("(?<=.)/$", "").replace(HALF_LOWER, "ünïcödé")).toList();
            assertThat(read.keySet()).containsAll(listed).hasSize(listed.size() + 1);
        }
    }
}
