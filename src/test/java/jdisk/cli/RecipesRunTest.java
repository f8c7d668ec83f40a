package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import jdisk.testing.RealTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed does, in a real shell, what it says: dd and nbdkit give the partition's bytes, names stay whole. */
@Tag("realtool")
final class RecipesRunTest {

    private static final List<String> NAMES = List.of("disk.img", "my disk.img", "it's.img", "-disk.img", "two\nlines.img", "k=v.img", "~",
            "LABEL=disk", "#1", "$HOME `id` \"x\" \\n.img", "esc\u001b[31m.img", "ends\n");

    private final Path folder;

    RecipesRunTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** An image of random bytes but for its table: of 512-byte sectors, partition 1 has an odd number and 2 is the last sector. */
    private Path disk(String name, long sector) throws IOException {
        Path image = ImageRecipe.parse("size " + 1000 * sector + "\nsector-size " + sector).build(folder.resolve(name));
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            byte[] bytes = new byte[(int) (999 * sector)];
            new Random(42).nextBytes(bytes);
            file.seek(sector);
            file.write(bytes);
        }
        ImageRecipe.parse("size " + 1000 * sector + "\nsector-size " + sector + "\nmbr 1: 00 0/1/1 83 0/0/1 start 63 count 257\n"
                + "mbr 2: 00 0/1/1 83 0/0/1 start 999 count 1").build(image);
        return image;
    }

    private static byte[] bytes(Path image, long sector, int first, int count) throws IOException {
        return Arrays.copyOfRange(Files.readAllBytes(image), (int) (first * sector), (int) ((first + count) * sector));
    }

    private String printed(String... arguments) {
        Outcome outcome = jdisk((Object[]) arguments);
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return outcome.out();
    }

    @ParameterizedTest
    @ValueSource(longs = {512, 4096})
    void ddCopiesThePartition(long sector) throws Exception {
        RealTool.named("dd", 3);
        Path image = disk("disk.img", sector);
        String size = Long.toString(sector);
        RealTool shell = RealTool.named("sh", 3);

        Outcome ran = shell.run(folder, "-c", printed("-b", size, image.toString(), "dd", "1"));
        assertThat(ran.err()).contains("257+0 records in", "257+0 records out");
        shell.run(folder, "-c", printed("-b", size, image.toString(), "dd", "2", "last sector"));
        shell.run(folder, "-c", printed("-b", size, image.toString(), "dd", "2", "-").strip() + " > piped");

        assertThat(Files.readAllBytes(folder.resolve("disk.img1"))).isEqualTo(bytes(image, sector, 63, 257));
        assertThat(Files.readAllBytes(folder.resolve("last sector"))).isEqualTo(bytes(image, sector, 999, 1));
        assertThat(Files.readAllBytes(folder.resolve("piped"))).isEqualTo(bytes(image, sector, 999, 1));
    }

    @Test
    void ddIsNotToldToEmptyTheImage() throws IOException {
        Path image = disk("disk.img", 512);
        Path link = Files.createSymbolicLink(folder.resolve("link"), image);
        for (Path same : List.of(image, link)) {
            Outcome outcome = jdisk(image, "dd", "1", same);
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).contains("is the image itself").hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {512, 4096})
    void nbdkitServesThePartition(long sector) throws Exception {
        RealTool.named("nbdkit", 2);
        RealTool.named("nbdcopy", 2);
        Path image = disk("k=v, disk.img", sector);
        for (int number : List.of(1, 2)) {
            String command = printed("-b", Long.toString(sector), image.toString(), "nbdkit", Integer.toString(number)).strip();
            Outcome ran = RealTool.named("sh", 1).run(folder, "-c", command + " -U - --run 'nbdcopy \"$uri\" - > served'");
            assertThat(ran.status()).as(ran.toString()).isZero();
            assertThat(Files.readAllBytes(folder.resolve("served")))
                    .isEqualTo(number == 1 ? bytes(image, sector, 63, 257) : bytes(image, sector, 999, 1));
        }
    }

    /** Each tool is told the name as it is, as a file: behind {@code ./} where it could be taken for anything else. */
    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash"})
    void namesStayWhole(String shell) throws Exception {
        RealTool real = RealTool.named(shell, 3 * NAMES.size());
        for (String name : NAMES) {
            // The program of this process cannot change its folder; the names at stake are those without one.
            String recipe = printed("--demo", "dmsetup") + printed("--demo", "losetup", "6") + printed("--demo", "mount", "6", "--", name);
            String mark = """
                    losetup() { printf '<%s>' losetup "$@" >> told; echo /dev/loop7; }
                    dmsetup() { printf '<%s>' dmsetup "$@" >> told; }
                    mount() { printf '<%s>' mount "$@" >> told; }
                    """;
            Files.deleteIfExists(folder.resolve("told"));
            Outcome ran = real.runReading(mark + recipe, folder, "-s");
            assertThat(ran).isEqualTo(new Outcome(0, "/dev/loop7\n", ""));
            String safe = name.startsWith("-") || name.contains("=") ? "./" + name : name;
            assertThat(Files.readString(folder.resolve("told")))
                    .contains("<dmsetup><create><--readonly><--table><0 7438032 linear /dev/loop7 63><hda.img1>")
                    .contains("<losetup><--read-only><--find><--show><--offset><3939941376><--sizelimit><929424384><hda.img>")
                    .endsWith("<-t><ext3><hda.img><" + safe + ">");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void namesOfImagesStayWhole(String shell) throws Exception {
        RealTool real = RealTool.named(shell, NAMES.size());
        for (String name : NAMES) {
            Path image = disk(name, 512);
            String recipe = printed(image.toString(), "losetup", "1") + printed(image.toString(), "dd", "2") + printed(image.toString(), "dmsetup");
            Outcome ran = real.runReading("losetup() { for last; do :; done; printf '<%s>' \"$last\" >&2; }\n"
                    + "dd() { printf '<%s>' \"$1\" \"$2\" >&2; }\ndmsetup() { for last; do :; done; printf '<%s>' \"$last\" >&2; }\n" + recipe,
                    folder, "-s");
            String number = Character.isDigit(name.charAt(name.length() - 1)) ? "p" : "";
            assertThat(ran.err()).isEqualTo("<" + image + "><if=" + image + "><of=" + name + number + "2><" + image + "><" + name + number
                    + "1><" + name + number + "2>");
        }
    }

    /** Notes are comments wherever the text is handed on to. */
    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash"})
    void notesDoNoHarm(String shell) throws Exception {
        String recipe = printed("--demo", "losetup", "5");
        assertThat(recipe).startsWith("# ");
        Path text = Files.writeString(folder.resolve("recipe"), recipe);
        String refused = jdisk("--demo", "mount", "5").out();
        Files.writeString(folder.resolve("refused"), refused);
        Outcome ran = RealTool.named(shell, 1).run(folder, "-c",
                "losetup() { echo \"$#\"; }; eval \"$(cat " + text + ")\"; eval \"$(cat refused)\"; echo $?");
        assertThat(ran).isEqualTo(new Outcome(0, "8\n0\n", ""));
    }

    /** A script stops at what cannot be done, and says where. */
    @Test
    void refusalInAScript() throws IOException {
        Path script = Files.writeString(folder.resolve("s.jdisk"), "mount 6\nmount 5\nmount 1\n");
        Outcome outcome = jdisk("-f", script, "--demo");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).contains(" -t ext3 ").endsWith("# partition 5 is swap space, there is nothing to mount; "
                + "'dd 5' copies it, 'hexdump 5' shows its start\n");
        assertThat(outcome.err()).startsWith(script + ":2: partition 5 is swap space").hasLineCount(1);
    }
}
