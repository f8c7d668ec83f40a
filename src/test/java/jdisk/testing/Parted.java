package jdisk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** GNU parted, which makes tables and says what it reads in others. */
public final class Parted {

    private final RealTool tool;
    private final int sectorSize;

    private Parted(RealTool tool, int sectorSize) {
        this.tool = tool;
        this.sectorSize = sectorSize;
    }

    /** Finds it, or skips the test. */
    public static Parted found() {
        return new Parted(RealTool.named("parted", 1), 512);
    }

    /** The same for disks whose sectors have so many bytes. */
    public Parted withSectorsOf(int bytes) {
        return new Parted(tool, bytes);
    }

    /**
     * A partition.
     *
     * @param start its first sector
     * @param count number of sectors
     */
    public record Row(int number, long start, long count, String name) { }

    /** Has it change a disk; commands with blanks between their words. */
    public void change(Path image, String commands) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-s", "-a", "none", image.toString()));
        arguments.addAll(Arrays.asList(commands.split(" ")));
        run(image, arguments);
    }

    /** What it reads. */
    public List<Row> read(Path image, String kind) throws IOException, InterruptedException {
        List<String> lines = run(image, List.of("-sm", image.toString(), "unit", "s", "print")).lines().toList();
        assertThat(lines.get(1)).contains(":" + kind + ":");
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            String[] cells = line.replaceAll(";$", "").split(":", -1);
            rows.add(new Row(Integer.parseInt(cells[0]), sectors(cells[1]), sectors(cells[3]), cells[5]));
        }
        return rows;
    }

    private static long sectors(String cell) {
        return Long.parseLong(cell.replace("s", ""));
    }

    private String run(Path image, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool.program().toString()));
        command.addAll(arguments);
        Outcome outcome = RealTool.outcomeOf(command, Objects.requireNonNull(image.getParent()),
                Map.of("LC_ALL", "C", "PARTED_SECTOR_SIZE", Integer.toString(sectorSize)), "");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return outcome.out();
    }

    /** What jdisk reads: the same columns of its JSON. */
    public static List<Row> readByJdisk(Path image, Object... options) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("-J"));
        arguments.addAll(List.of(options));
        arguments.add(image);
        Outcome outcome = Jdisk.jdisk(arguments.toArray());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<Row> rows = new ArrayList<>();
        for (Map<?, ?> partition : partitions(outcome.out())) {
            rows.add(new Row((int) number(partition, "number"), number(partition, "start"), number(partition, "size"), text(partition, "name")));
        }
        return rows;
    }

    /** The partitions of a table in JSON; an empty one has no list of them. */
    public static List<Map<?, ?>> partitions(String json) throws IOException {
        Map<?, ?> table = (Map<?, ?>) member(JsonTree.read(json), "partitiontable");
        List<Map<?, ?>> partitions = new ArrayList<>();
        List<?> listed = table.containsKey("partitions") ? (List<?>) member(table, "partitions") : List.of();
        listed.forEach(partition -> partitions.add((Map<?, ?>) partition));
        return partitions;
    }

    private static Object member(Object object, String name) {
        return Objects.requireNonNull(((Map<?, ?>) object).get(name), name);
    }

    private static String text(Map<?, ?> partition, String name) {
        return partition.containsKey(name) ? member(partition, name).toString().replaceAll("^\"|\"$", "") : "";
    }

    private static long number(Map<?, ?> object, String name) {
        return Long.parseLong(member(object, name).toString());
    }

    /** Checks that jdisk copies the sectors parted tells, and that its map leaves none out. */
    public void assertCopiesAndMaps(Path image, List<Row> rows, Object... options) throws IOException {
        for (Row row : rows) {
            Path copy = image.resolveSibling("copy-" + row.number());
            Files.deleteIfExists(copy);
            Outcome outcome = run(options, image, "extract", row.number(), copy);
            assertThat(outcome.status()).as(outcome.err()).isZero();
            try (var disk = Files.newByteChannel(image)) {
                var expected = java.nio.ByteBuffer.allocate(Math.toIntExact(row.count() * sectorSize));
                disk.position(row.start() * sectorSize).read(expected);
                assertThat(Arrays.equals(Files.readAllBytes(copy), expected.array())).as(row.toString()).isTrue();
            }
            assertThat(run(options, image, "offset", row.number()).out()).isEqualTo(row.start() * sectorSize + "\n");
        }
        assertMapsAll(run(options, image, "map", "--json").out(), Files.size(image) / sectorSize);
    }

    private static Outcome run(Object[] options, Object... rest) {
        List<Object> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(rest));
        return Jdisk.jdisk(arguments.toArray());
    }

    /** Checks that a map in JSON has every sector of the image. */
    public static void assertMapsAll(String json, long sectors) throws IOException {
        Map<Long, Long> stretches = new TreeMap<>();
        for (Object entry : (List<?>) member(JsonTree.read(json), "map")) {
            Map<?, ?> stretch = (Map<?, ?>) entry;
            stretches.merge(number(stretch, "start"), number(stretch, "end"), Math::max);
        }
        long next = 0;
        for (Map.Entry<Long, Long> stretch : stretches.entrySet()) {
            assertThat(stretch.getKey()).as("start of a stretch").isLessThanOrEqualTo(next);
            next = Math.max(next, stretch.getValue() + 1);
        }
        assertThat(next).isGreaterThanOrEqualTo(sectors);
    }
}
