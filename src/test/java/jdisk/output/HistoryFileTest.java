package jdisk.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import jdisk.image.Image;
import jdisk.source.Sources;
import jdisk.testing.ImageRecipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keeps commands for their user alone, whole, and never in the image. */
final class HistoryFileTest {

    private final Path folder;
    private final Path disk;
    private final Path path;

    HistoryFileTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.disk = ImageRecipe.named("laptop").buildIn(folder);
        this.path = folder.resolve("state/jdisk/history");
    }

    private HistoryFile history() throws IOException {
        try (Image image = Sources.open(disk)) {
            return new HistoryFile(path, image);
        }
    }

    @Test
    void keepsCommandsInTheirOrder() throws IOException {
        HistoryFile history = history();
        for (String command : List.of("p", "offset 6", "offset 6", "größe 'a b'")) {
            history.append(command);
        }
        assertThat(history().lines()).containsExactly("p", "offset 6", "größe 'a b'");
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        history().append("p");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        history().append("v");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
    }

    /** Each writer's commands come out whole and in its order. */
    @Test
    void manyShellsAtATime() throws Exception {
        List<Thread> shells = IntStream.range(0, 8).mapToObj(shell -> Thread.ofPlatform().unstarted(() -> {
            try {
                HistoryFile history = history();
                for (int i = 0; i < 100; i++) {
                    history.append("shell" + shell + " " + i + " " + "x".repeat(200));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        })).toList();
        shells.forEach(Thread::start);
        for (Thread shell : shells) {
            shell.join();
        }
        List<String> lines = history().lines();
        assertThat(lines).hasSize(800).allMatch(line -> line.matches("shell\\d \\d+ x{200}"));
        for (int shell = 0; shell < 8; shell++) {
            String name = "shell" + shell + " ";
            assertThat(lines.stream().filter(line -> line.startsWith(name)).map(line -> Integer.parseInt(line.split(" ", -1)[1])))
                    .isSorted();
        }
    }

    @Test
    void isShortenedWhenItIsLong() throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, Collections.nCopies(400_000, "offset 6"));
        Files.writeString(path, "size 5\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(history().lines()).hasSize(2_000).endsWith("size 5");
        assertThat(Files.size(path)).isLessThan(20_000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        try (var files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    /** What lies in the history's place and is not one is not cut to what could be lines of one. */
    @Test
    void isNotShortenedWhereSomethingElseLies() throws IOException {
        Files.createDirectories(path.getParent());
        byte[] other = new byte[3 << 20];
        for (int at = 0; at < other.length; at += 10) {
            other[at] = '\n';
        }
        Files.write(path, other);
        assertThat(history().lines()).isEmpty();
        assertThat(path).hasBinaryContent(other);
        // The image itself, even where it is text.
        byte[] text = "p\n".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Files.write(path, text);
        try (Image image = Sources.open(path)) {
            assertThat(new HistoryFile(path, image).lines()).isEmpty();
        }
        assertThat(path).hasBinaryContent(text);
    }

    @Test
    void rubbishIsPassedOver() throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 'x', '\n', 27, '[', '2', 'J', '\n', '\n', 'p', '\n'});
        assertThat(history().lines()).containsExactly("p");
    }

    /** By whatever name: not a byte of an image changes. */
    @Test
    void neverIsTheImage() throws IOException {
        long before = Files.getLastModifiedTime(disk).toMillis();
        long size = Files.size(disk);
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, disk);
        history().append("p");
        Files.delete(path);
        Files.createLink(path, disk);
        history().append("p");
        assertThat(Files.size(disk)).isEqualTo(size);
        assertThat(Files.getLastModifiedTime(disk).toMillis()).isEqualTo(before);
    }

    @Test
    @Timeout(20)
    void whatIsNoFileIsLeftAlone() throws Exception {
        for (String way : List.of("mkdir -p state/jdisk/history", "mkfifo state/jdisk/history", "touch state")) {
            Path here = Files.createDirectory(folder.resolve("way" + way.length()));
            Files.createDirectories(here.resolve(way.equals("touch state") ? "." : "state/jdisk"));
            new ProcessBuilder("sh", "-c", way).directory(here.toFile()).start().waitFor();
            try (Image image = Sources.open(disk)) {
                HistoryFile history = new HistoryFile(here.resolve("state/jdisk/history"), image);
                history.append("p");
                assertThat(history.lines()).isEmpty();
            }
        }
    }

    @Test
    void anEndlessCommandIsForgotten() throws IOException {
        history().append("p");
        char[] many = new char[100_000];
        Arrays.fill(many, 'x');
        history().append(new String(many));
        assertThat(history().lines()).containsExactly("p");
    }
}
