package jdisk.recipe;

import static jdisk.recipe.Sample.image;
import static jdisk.recipe.Sample.label;
import static jdisk.recipe.Sample.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.RecipeImage;
import jdisk.label.MbrPartition;
import jdisk.testing.ImageRecipe;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Makes the devices that kpartx 0.9.4 makes, recorded with {@code kpartx -l} of the image, or, where it reads only devices so,
 * of a loop device with the image's size of sectors.
 *
 * <p>A recording is missing where it is of a chain of logical partitions that fdisk follows otherwise. A recorded partition that
 * lies on the device of another is moved to the image: the N-th device is /dev/dm-N, from 0.
 */
final class DeviceMapTest {

    private static final Pattern LINE = Pattern.compile("(\\S*?)(\\d+) : 0 (\\d+) (\\S+) (\\d+)");
    private static final Pattern NESTED = Pattern.compile("/dev/dm-(\\d+)");

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

    private static String listing(ImageFile image, MbrPartition... partitions) {
        return Sample.command(new DeviceMap(image, label(partitions), List.of()).listing());
    }

    private static Recipe commands(ImageFile image, MbrPartition... partitions) {
        return new DeviceMap(image, label(partitions), List.of()).commands();
    }

    private static String create(String table, String name) {
        return "dmsetup create --readonly --table \"0 " + table + "\" " + name;
    }

    @TestFactory
    List<DynamicTest> devicesOfKpartx() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        Path recordings = Path.of(Objects.requireNonNull(DeviceMapTest.class.getResource("/kpartx")).toURI());
        try (Stream<Path> files = Files.list(recordings)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".txt", "");
                tests.add(dynamicTest(name, () -> assertDevices(ImageRecipe.named(name), Files.readString(file))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }

    private static void assertDevices(ImageRecipe recipe, String recorded) throws IOException {
        Disk disk = Disk.open(RecipeImage.of(recipe), Hints.NONE);
        ImageFile image = new ImageFile(disk.name(), disk.bytes(), disk.sectorSize(), Sample.quoting(StandardCharsets.UTF_8));
        String listing = Sample.command(new DeviceMap(image, disk.label().orElseThrow(), List.of()).listing());
        assertThat(listing.lines()).allMatch(line -> line.contains(" " + disk.name() + " "));
        // That of the recording may be a loop device.
        String stem = recorded.startsWith("loop0p") ? "loop0p" : "";
        List<Line> ours = lines(listing).stream()
                .map(line -> stem.isEmpty() ? line : new Line(stem, line.number(), line.count(), line.start())).toList();
        assertThat(ours).containsExactlyInAnyOrderElementsOf(lines(recorded));
    }

    @Test
    void partitionWithoutSectorsHasNoDevice() {
        assertThat(listing(image("disk.img"), partition(1, 100, 100), partition(2, 300, 0))).isEqualTo("disk.img1 : 0 100 disk.img 100");
        assertThat(commands(image("disk.img"), partition(2, 300, 0)))
                .isEqualTo(new Recipe.Refusal("no partition can be made a device"));
    }

    /** Two sectors of 512 bytes, for a boot loader; of an image with larger ones, one of those. */
    @ParameterizedTest
    @ValueSource(ints = {0x05, 0x0f, 0x85})
    void extendedPartition(int type) {
        assertThat(listing(image("disk.img"), partition(2, type, 100, 800))).isEqualTo("disk.img2 : 0 2 disk.img 100");
        assertThat(listing(Sample.imageOf4096(), partition(2, type, 100, 800))).isEqualTo("disk.img2 : 0 8 disk.img 800");
    }

    /** Within an extended partition, an entry of such a type is data like any other. */
    @ParameterizedTest
    @ValueSource(ints = {0x05, 0x0f, 0x85})
    void logicalPartitionOfAnExtendedType(int type) {
        assertThat(listing(image("disk.img"), partition(5, type, 100, 800))).isEqualTo("disk.img5 : 0 800 disk.img 100");
    }

    /** Device-mapper counts in sectors of 512 bytes. */
    @Test
    void sectorsOf4096() {
        assertThat(listing(Sample.imageOf4096(), partition(1, 8, 3))).isEqualTo("disk.img1 : 0 24 disk.img 64");
        assertThat(new DeviceMap(Sample.imageOf4096(), label(partition(1, 8, 3)), List.of(Sample.inBlocks("xfs", 512), Sample.inBlocks("xfs", 4096)))
                .commands()).isEqualTo(commands(Sample.imageOf4096(), partition(1, 8, 3)));
        assertThat(new DeviceMap(Sample.imageOf4096(), label(partition(1, 8, 3)), List.of(Sample.inBlocks("xfs", 4096))).commands())
                .isEqualTo(new Recipe.Commands(List.of(),
                List.of("loop=$(losetup --read-only --find --show --sector-size 4096 disk.img)", create("24 linear $loop 64", "disk.img1")),
                true));
    }

    /** The listing tells of it as kpartx does; device-mapper refuses a device that leaves its disk. */
    @Test
    void cutPartition() {
        MbrPartition[] partitions = {partition(1, 900, 100), partition(2, 900, 101), partition(3, 1000, 1)};
        assertThat(listing(image("disk.img"), partitions)).isEqualTo(
                "disk.img1 : 0 100 disk.img 900\ndisk.img2 : 0 101 disk.img 900\ndisk.img3 : 0 1 disk.img 1000");
        assertThat(commands(image("disk.img"), partitions)).isEqualTo(new Recipe.Commands(
                List.of("partition 2 ends past the end of the image: it cannot be made a device",
                        "partition 3 ends past the end of the image: it cannot be made a device"),
                List.of("loop=$(losetup --read-only --find --show disk.img)", create("100 linear $loop 900", "disk.img1")), false));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            my disk      | 'my disk'      | 'my disk1'
            it's         | 'it'\\''s'     | 'it'\\''s1'
            say "a"      | 'say "a"'      | 'say "a"1'
            -r           | ./-r           | -- -r1
            k=v          | './k=v'        | 'k=v1'
            /a b/disk2   | '/a b/disk2'   | disk2p1
            """, delimiter = '|')
    void names(String path, String word, String device) {
        assertThat(commands(image(path), partition(1, 100, 100))).isEqualTo(new Recipe.Commands(List.of(),
                List.of("loop=$(losetup --read-only --find --show " + word + ")", create("100 linear $loop 100", device)), true));
    }

    /** What is listed is no command, and is not quoted; it drives no terminal either. */
    @Test
    void namesThatCannotBeShown() {
        assertThat(listing(image("a b"), partition(1, 100, 100))).isEqualTo("a b1 : 0 100 a b 100");
        assertThat(listing(image("a\u001bb"), partition(1, 100, 100))).isEqualTo("a\\x1bb1 : 0 100 a\\x1bb 100");
        assertThat(commands(image("a\u001bb"), partition(1, 100, 100))).isInstanceOfSatisfying(Recipe.Commands.class,
                recipe -> assertThat(recipe.commands()).containsExactly(
                        "loop=$(losetup --read-only --find --show \"$(printf 'a\\033b')\")",
                        create("100 linear $loop 100", "\"$(printf 'a\\033b1')\"")));
    }
}
