package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import jdisk.image.Image;
import jdisk.testing.ImageRecipe;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tells parts of an image from files whose names look so. */
final class PartsTest {
    private static final int PART = 1 << 20;

    /** Two partitions, of which the second is in the last part. */
    private static final String TABLE = """
            size 3000320
            mbr 1: 80 0/1/1 83 0/0/1 start 2048 count 1000
            mbr 2: 00 0/1/1 83 0/0/1 start 4096 count 1700
            """;

    private final Path folder;
    private final byte[] disk;

    PartsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.disk = built(TABLE);
        byte[] noise = new byte[disk.length - 4096];
        new Random(4).nextBytes(noise);
        System.arraycopy(noise, 0, disk, 4096, noise.length);
    }

    private byte[] built(String recipe) throws IOException {
        Path made = ImageRecipe.parse(recipe).build(folder.resolve("made"));
        byte[] bytes = Files.readAllBytes(made);
        Files.delete(made);
        return bytes;
    }

    /** Cuts bytes into parts with these names. */
    private void cut(byte[] bytes, String... names) throws IOException {
        for (int n = 0; n < names.length; n++) {
            Files.write(folder.resolve(names[n]), Arrays.copyOfRange(bytes, Math.min(n * PART, bytes.length), Math.min((n + 1) * PART, bytes.length)));
        }
    }

    private List<String> opened(String first) throws IOException {
        try (Image image = Sources.open(folder.resolve(first))) {
            return image.files().stream().map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private Optional<String> firstOf(String part) throws IOException {
        return Parts.firstOf(folder.resolve(part)).map(file -> String.valueOf(file.getFileName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hda.001 hda.002 hda.003", "hda.000 hda.001 hda.002", "hda.00 hda.01 hda.02", "hda.aa hda.ab hda.ac", "xaa xab xac", "xaaa xaab xaac",
        "x00 x01 x02", "x000 x001 x002", "hda_aa hda_ab hda_ac", "hda-aa hda-ab hda-ac", "hda.imgaa hda.imgab hda.imgac", "hda_00 hda_01 hda_02",
        "hda-00 hda-01 hda-02", "hda-001 hda-002 hda-003", "hda_01 hda_02 hda_03", "hda (1).img|hda (2).img|hda (3).img", "hda(1)|hda(2)|hda(3)",
        "hda.img|hda (2).img|hda (3).img", "hda|hda (2)|hda (3)", "data.img_aa data.img_ab data.img_ac"})
    void joinsAllCustomaryNames(String text) throws IOException {
        String[] names = text.split(text.contains("|") ? "\\|" : " ", -1);
        cut(disk, names);
        assertThat(opened(names[0])).containsExactly(names);
        try (Image image = Sources.open(folder.resolve(names[0]))) {
            assertThat(image.view(0, disk.length).copy(0, disk.length)).isEqualTo(disk);
            assertThat(image.claims(folder.resolve(names[2]))).isTrue();
        }
        for (int n = 1; n < names.length; n++) {
            assertThat(firstOf(names[n])).contains(names[0]);
            assertThat(opened(names[n])).startsWith(names[n]);
        }
        Opening alone = new Opening(false, Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), Opening.Waiting.NOBODY);
        try (Image image = Sources.open(folder.resolve(names[0]).toString(), alone)) {
            assertThat(image.size()).isEqualTo(PART);
        }
    }

    @Test
    void tellsWhatIsJoined() throws IOException {
        cut(disk, "xaa", "xab", "xac");
        List<Path> told = new ArrayList<>();
        Opening.Waiting waiting = new Opening.Waiting() {
            @Override
            public void decoded(String file, Opening.Place place, long decoded, OptionalLong size) {
                // nothing is
            }

            @Override
            public void joined(List<Path> parts) {
                told.addAll(parts);
            }
        };
        try (Image _ = Sources.open(folder.resolve("xaa").toString(), Opening.PLAIN.with(Optional.empty(), waiting))) {
            assertThat(told).hasSize(3);
        }
        told.clear();
        try (Image _ = Sources.open(folder.resolve("xab").toString(), Opening.PLAIN.with(Optional.empty(), waiting))) {
            assertThat(told).isEmpty();
        }
    }

    /** As split(1) names them, past the letter z and the number 89, where it takes longer ones. */
    @ParameterizedTest
    @CsvSource({"'', xaa", "-d, x00", "-a3, xaaa", "-d -a3, x000", "--numeric-suffixes=1, x01"})
    @Tag("realtool")
    void asSplitMakesThem(String options, String first) throws Exception {
        Files.write(folder.resolve("whole"), disk);
        String size = options.startsWith("--numeric") ? "65536" : "4096"; // where the first number is given, there are no longer ones
        assertThat(RealTool.named("sh", 1).run(folder, "-c", "split -b " + size + " " + options + " whole").status()).isZero();
        assertThat(opened(first)).hasSize(Math.ceilDiv(disk.length, Integer.parseInt(size)));
    }

    /** The first is whole by itself, although the names and the sizes are those of parts. */
    @ParameterizedTest
    @ValueSource(strings = {"xaa xab", "hda_00 hda_01", "hda-aa hda-ab", "hda (1).img|hda (2).img", "hda.img|hda (2).img"})
    void leavesApartWhatIsWhole(String text) throws IOException {
        String[] names = text.split(text.contains("|") ? "\\|" : " ", -1);
        byte[] whole = built("size 1048576\nmbr 1: 80 0/1/1 83 0/0/1 start 63 count 1000\n");
        for (String name : names) {
            Files.write(folder.resolve(name), whole);
        }
        assertThat(opened(names[0])).containsExactly(names[0]);
        assertThat(firstOf(names[1])).isEmpty();
        // Nor are two copies of the beginning of a disk one.
        for (String name : names) {
            Files.write(folder.resolve(name), Arrays.copyOf(disk, PART));
        }
        assertThat(opened(names[0])).containsExactly(names[0]);
        // Nor what says nothing of itself.
        Files.write(folder.resolve(names[0]), new byte[PART]);
        assertThat(opened(names[0])).containsExactly(names[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xaa xab xac", "hda_00 hda_01 hda_02"})
    void leavesApartWhatHasOtherSizes(String text) throws IOException {
        String[] names = text.split(" ", -1);
        cut(disk, names);
        Files.write(folder.resolve(names[1]), new byte[PART - 512]);
        assertThat(opened(names[0])).containsExactly(names[0]);
        Files.write(folder.resolve(names[1]), new byte[PART + 512]);
        assertThat(opened(names[0])).containsExactly(names[0]);
        Files.write(folder.resolve(names[1]), new byte[0]);
        assertThat(opened(names[0])).containsExactly(names[0]);
        cut(disk, names);
        Files.delete(folder.resolve(names[1]));
        assertThatThrownBy(() -> opened(names[0])).isInstanceOf(FileSystemException.class).hasMessageContaining("no " + names[1]);
    }

    /** Floppy disks that are numbered: names of parts, but each has a file system of its own that ends where the file does. */
    @Test
    void leavesNumberedDisksApart() throws IOException {
        Path floppy = ImageRecipe.named("floppy-fat12").buildIn(folder);
        for (String name : List.of("dos.001", "dos.002", "dos.003")) {
            Files.copy(floppy, folder.resolve(name));
        }
        assertThat(opened("dos.001")).containsExactly("dos.001");
        assertThat(firstOf("dos.002")).isEmpty();
        // One that is cut into parts is joined.
        cut(Files.readAllBytes(floppy), "cut_00", "cut_01");
        assertThat(opened("cut_00")).containsExactly("cut_00", "cut_01");
    }

    /** Of the beginning of a container the rest is needed, where that is not another. */
    @Test
    void joinsWhatWasCompressedBefore() throws IOException {
        byte[] noise = new byte[2 * PART];
        new Random(2).nextBytes(noise);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(noise);
        }
        cut(packed.toByteArray(), "backup.gz_aa", "backup.gz_ab", "backup.gz_ac");
        assertThat(opened("backup.gz_aa")).hasSize(3);
        try (Image image = Sources.open(folder.resolve("backup.gz_aa"))) {
            assertThat(image.size()).isEqualTo(noise.length);
        }
        byte[] other = packed.toByteArray();
        other[5] = 1; // another time
        Files.write(folder.resolve("other_00"), packed.toByteArray());
        Files.write(folder.resolve("other_01"), other);
        assertThat(opened("other_00")).hasSize(1);
    }
}
