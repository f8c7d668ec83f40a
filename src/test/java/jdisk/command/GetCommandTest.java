package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jdisk.image.BadSectors;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.shell.Outcome;
import jdisk.shell.ScriptedConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.testing.RealTool;
import jdisk.text.Visible;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("realtool")
final class GetCommandTest {
    private final ScriptedConsole console = new ScriptedConsole();

    /** What was being copied is gone, and what is said tells so. */
    @Test
    void interrupted(@TempDir Path folder) throws IOException, InterruptedException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        for (int i = 0; i < 10; i++) {
            Files.write(tree.resolve("file" + i), new byte[2 << 20]);
        }
        Path file = Files.write(folder.resolve("part.img"), new byte[32 << 20]);
        RealTool.named("mke2fs", 1).run(folder, "-q", "-F", "-t", "ext2", "-d", tree.toString(), file.toString());
        Path out = Files.createDirectory(folder.resolve("out"));
        console.interrupt();
        try (Image image = FileImage.open(file)) {
            Session session = new Session(image, Session.Wishes.NONE, new Visible(StandardCharsets.UTF_8));
            Path script = Files.writeString(folder.resolve("script"), "get 0:/ " + out + "\n");
            Outcome outcome = new Shell(session, console, new CommandWords(session.visible())).runScript(script, true);
            assertThat(outcome).isEqualTo(Outcome.FAILED);
        }
        assertThat(console.warned()).contains("0 files, 0 bytes copied\n").endsWith("interrupted: the rest is not copied\n");
        try (Stream<Path> left = Files.walk(out)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private Outcome run(Image image, String... words) throws IOException {
        Session session = new Session(image, Session.Wishes.NONE, new Visible(StandardCharsets.UTF_8));
        return new Shell(session, console, new CommandWords(session.visible())).run(List.of(words));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** By itself as in a tree: status 3, no trace of it, and no advice of what only 'extract' can. */
    @ParameterizedTest
    @ValueSource(ints = {900_000, 3_000_000})
    void aFileThatCannotBeReadIsNotCopied(int size, @TempDir Path folder) throws IOException, InterruptedException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        Files.write(tree.resolve("big"), bytes);
        Files.writeString(tree.resolve("small"), "small");
        Path file = Files.write(folder.resolve("part.img"), new byte[32 << 20]);
        RealTool.named("mke2fs", 1).run(folder, "-q", "-F", "-t", "ext2", "-b", "1024", "-d", tree.toString(), file.toString());
        String block = RealTool.named("debugfs", 1).run(folder, "-R", "bmap /big 500", file.toString()).out().strip();
        Path out = Files.createDirectory(folder.resolve("out"));
        try (Image image = new BadSectors(FileImage.open(file), Long.parseLong(block) * 2 + 1)) {
            for (String[] how : new String[][] {{}, {"--hash=md5"}, {"--force"}}) {
                String[] words = Stream.concat(Stream.of("get", "0:/big", out.resolve("copy").toString()), Stream.of(how)).toArray(String[]::new);
                assertThat(run(image, words)).isEqualTo(Outcome.PROBLEMS);
                assertThat(names(out)).isEmpty();
                assertThat(console.warned()).endsWith("0:/big cannot be read, and is not copied: Input/output error\n").doesNotContain("--resume", "--on-error");
            }
            // What was there is not lost for what cannot be had.
            Files.writeString(out.resolve("copy"), "old");
            assertThat(run(image, "get", "0:/big", out.resolve("copy").toString(), "--force")).isEqualTo(Outcome.PROBLEMS);
            assertThat(out.resolve("copy")).hasContent("old");
            Files.delete(out.resolve("copy"));
            assertThat(run(image, "get", "0:/", out.resolve("all").toString())).isEqualTo(Outcome.PROBLEMS);
            assertThat(names(out.resolve("all"))).containsExactly("lost+found", "small");
            // The place is one of the file: block 500, of which the second sector is bad.
            assertThat(run(image, "extract", "0:/big", out.resolve("copy").toString())).isEqualTo(Outcome.FAILED);
            String where = "bytes 512512 to 513023 of 0:/big cannot be read";
            assertThat(console.warned()).contains(where + " (Input/output error); --on-error=zero puts zeros in such places").doesNotContain("of the image");
            assertThat(run(image, "extract", "0:/big", out.resolve("zeroed").toString(), "--on-error=zero")).isEqualTo(Outcome.PROBLEMS);
            assertThat(console.warned()).endsWith(where + ": zeros instead\n");
            Arrays.fill(bytes, 512_512, 513_024, (byte) 0);
            assertThat(out.resolve("zeroed")).hasBinaryContent(bytes);
        }
    }

    /** What a run that was killed has left is not gone on with: 'get' has no --resume. */
    @Test
    void whatIsThereAlready(@TempDir Path folder) throws IOException, InterruptedException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.writeString(tree.resolve("small"), "small");
        Path file = Files.write(folder.resolve("part.img"), new byte[1 << 20]);
        RealTool.named("mke2fs", 1).run(folder, "-q", "-F", "-t", "ext2", "-d", tree.toString(), file.toString());
        Path partial = Files.writeString(folder.resolve("copy.partial"), "sm");
        try (Image image = FileImage.open(file)) {
            assertThat(run(image, "get", "0:/small", folder.resolve("copy").toString())).isEqualTo(Outcome.FAILED);
            assertThat(console.warned()).endsWith("did not complete it; --force starts over\n").doesNotContain("--resume");
            assertThat(run(image, "get", "0:/small", folder.resolve("copy").toString(), "--force")).isEqualTo(Outcome.DONE);
        }
        assertThat(folder.resolve("copy")).hasContent("small");
        assertThat(partial).doesNotExist();
    }
}
