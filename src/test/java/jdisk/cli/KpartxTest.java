package jdisk.cli;

import static jdisk.testing.Jdisk.jdisk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints the table of kpartx 0.9.4, recorded with {@code kpartx -l} of the image, or, where it reads only devices so, of a
 * loop device with the image's size of sectors.
 *
 * <p>A recording is missing where it is of a chain of logical partitions that fdisk follows otherwise. A recorded partition that lies on the device of another is moved to the image: the N-th device is /dev/dm-N, from 0.
 */
final class KpartxTest {

    private static final Pattern LINE = Pattern.compile("(\\S*?)(\\d+) : 0 (\\d+) (\\S+) (\\d+)");
    private static final Pattern NESTED = Pattern.compile("/dev/dm-(\\d+)");

    private final Path folder;

    KpartxTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A line of the table, without the name of the image. */
    private record Line(String stem, int number, long count, long start) { }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            Matcher nested = NESTED.matcher(matcher.group(4));
            long on = nested.matches() ? lines.get(Integer.parseInt(nested.group(1))).start() : 0;
            lines.add(new Line(matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)),
                    on + Long.parseLong(matcher.group(5))));
        }
        return lines;
    }

    @TestFactory
    List<DynamicTest> sameDevices() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        Path recordings = Path.of(Objects.requireNonNull(KpartxTest.class.getResource("/kpartx")).toURI());
        try (Stream<Path> files = Files.list(recordings)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".txt", "");
                tests.add(dynamicTest(name, () -> sameDevices(name, Files.readString(file))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }

    private void sameDevices(String name, String recorded) throws IOException {
        Path image = ImageRecipe.named(name).buildIn(folder);
        Outcome outcome = jdisk(image, "kpartx");
        assertThat(outcome.status()).isZero();
        // The device is the image as it was named; that of the recording was named in its own folder, or was a loop device.
        assertThat(outcome.out().lines()).allMatch(line -> line.contains(" " + image + " "));
        String stem = recorded.startsWith("loop0p") ? "loop0p" : "";
        List<Line> ours = lines(outcome.out()).stream()
                .map(line -> stem.isEmpty() ? line : new Line(stem, line.number(), line.count(), line.start())).toList();
        assertThat(ours).containsExactlyInAnyOrderElementsOf(lines(recorded));
    }

    @Test
    void partitionsWithoutSectorsHaveNoDevice() throws IOException {
        Path image = ImageRecipe.parse("size 512000\nmbr 1: 00 0/1/1 83 0/0/1 start 100 count 100\n"
                + "mbr 2: 00 0/1/1 83 0/0/1 start 300 count 0").buildIn(folder);
        assertThat(jdisk(image, "kpartx").out()).isEqualTo("disk.img1 : 0 100 " + image + " 100\n");
    }
}
