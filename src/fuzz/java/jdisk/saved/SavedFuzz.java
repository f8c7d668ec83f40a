package jdisk.saved;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.RecipeImage;
import jdisk.text.Visible;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads saved listings that a fuzzer writes, and compares a disk with them: each ends, and what is said is fit to print. */
final class SavedFuzz {
    private static final Visible VISIBLE = new Visible(StandardCharsets.UTF_8);
    private static final Disk DISK = Disk.open(RecipeImage.named("laptop"), Hints.NONE);

    static Stream<byte[]> listings() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/saved"))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream().map(SavedFuzz::bytes);
        }
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @MethodSource("listings")
    @FuzzTest(maxDuration = "10m")
    void compare(byte[] input) {
        List<SavedTable> tables = SavedTable.parse(new String(input, StandardCharsets.UTF_8));
        assertThat(tables).hasSizeLessThanOrEqualTo(input.length + 1);
        for (SavedTable table : tables) {
            for (String line : Comparison.differences(DISK, table, "saved", VISIBLE)) {
                assertThat(line.codePoints().filter(Character::isISOControl)).as(line).isEmpty();
            }
        }
    }
}
