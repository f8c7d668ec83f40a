package jdisk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Pattern;
import jdisk.testing.ImageRecipe;
import jdisk.testing.SystemCalls;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the image for reading alone, whatever is asked for. */
@Tag("realtool")
final class NeverWritesIT {

    private static final Pattern READ_ONLY_OPEN =
            Pattern.compile("open(at|at2)?\\((?!.*(O_TRUNC|O_CREAT|O_RDWR|O_WRONLY)).*O_RDONLY.*");
    private static final Pattern LOOKS_ONLY = Pattern.compile("(execve|stat|lstat|newfstatat|fstatat64|statx|access"
            + "|faccessat2?|readlink|readlinkat|getxattr|lgetxattr|statfs)\\(.*");

    private final Path folder;
    private final Path image;

    NeverWritesIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        image = ImageRecipe.named("geometry-4-17").build(folder.resolve("small.img"));
    }

    @Test
    void listing() throws Exception {
        assertOnlyReads("", "-l", "small.img");
        assertOnlyReads("", "--style=modern", "-x", "small.img");
    }

    @Test
    void shellWithAChangedGeometry() throws Exception {
        assertOnlyReads("p|u|p|v|i|1|F|x|p|c|100|h|8|s|32|p|v|e|d|D|r|p|q", "small.img");
    }

    @Test
    void writingKeys() throws Exception {
        assertOnlyReads("d|1|n|p|t|83|a|1|o|g|G|s|w|x|b|1|f|i|0xdeadbeef|F|w|q", "small.img");
    }

    @Test
    void hexdump() throws Exception {
        assertOnlyReads("", "small.img", "hexdump", "@0", "2");
    }

    private void assertOnlyReads(String typed, String... arguments) throws IOException, InterruptedException {
        byte[] before = Files.readAllBytes(image);
        FileTime changed = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(image, changed);

        // All calls that take a path: one that could write shows, however it comes about. What is only open for
        // reading cannot be written through its descriptor.
        List<String> calls = SystemCalls.in(folder)
                .of("%file", List.of(typed.split("\\|", -1)), arguments).stream()
                .filter(call -> call.contains("small.img\"")).toList();

        assertThat(calls).anyMatch(READ_ONLY_OPEN.asMatchPredicate());
        assertThat(calls).allMatch(READ_ONLY_OPEN.asMatchPredicate().or(LOOKS_ONLY.asMatchPredicate()));
        assertThat(Files.getLastModifiedTime(image)).isEqualTo(changed);
        assertThat(Files.readAllBytes(image)).isEqualTo(before);
    }
}
