package jdisk.cli;

import static jdisk.testing.Complaint.assertOneLine;
import static jdisk.testing.Jdisk.jdisk;
import static jdisk.testing.Jdisk.typing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdisk.testing.ImageRecipe;
import jdisk.testing.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts for every sector: with the disk's size, and with what mmls of the Sleuth Kit 4.11.1 was recorded to say. */
final class MapTest {

    private static final Pattern MMLS_ROW =
            Pattern.compile("\\d{3}:  (\\S+)\\s+(\\d{10})   (\\d{10})   \\d{10}   (.*)");

    private final Path folder;

    MapTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A stretch as the JSON tells it; the first and the last sector are within. */
    private record Stretch(String kind, long start, long end) {

        boolean holds(long sector) {
            return start <= sector && sector <= end;
        }
    }

    @TestFactory
    List<DynamicTest> everySectorIsAccountedFor() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        int tables = 0;
        for (String name : ImageRecipe.names()) {
            ImageRecipe recipe = ImageRecipe.named(name);
            Path image = recipe.build(folder.resolve(name + ".img"));
            Outcome map = jdisk(image, "map", "--json");
            if (map.status() != 0) {
                assertThat(map.out()).isEmpty();
                continue;
            }
            tables++;
            tests.add(dynamicTest(name, () -> {
                assertCovers(stretches(map.out()), recipe.size() / recipe.sectorSize());
                Outcome table = jdisk("-J", image);
                if (table.status() == 0) {
                    assertHoldsThePartitions(stretches(map.out()), table.out());
                }
            }));
        }
        assertThat(tables).as("images with a table").isGreaterThan(40);
        return tests;
    }

    /** Between any two borders there is something, and more than one thing only where partitions or tables meet. */
    private static void assertCovers(List<Stretch> map, long sectors) {
        assertThat(map).isSortedAccordingTo((one, other) -> Long.compare(one.start(), other.start()));
        TreeSet<Long> borders = new TreeSet<>(List.of(0L, sectors));
        map.forEach(stretch -> {
            assertThat(stretch.start()).as(stretch.toString()).isLessThanOrEqualTo(stretch.end());
            borders.add(stretch.start());
            borders.add(stretch.end() + 1);
        });
        long end = borders.last();
        for (long at : borders.headSet(end)) {
            List<String> here = map.stream().filter(stretch -> stretch.holds(at)).map(Stretch::kind).toList();
            if (here.contains("gap")) {
                assertThat(here).as("a gap at sector " + at).containsExactly("gap");
                assertThat(at).isLessThan(sectors);
            } else if (at < sectors) {
                assertThat(here).as("sector " + at).isNotEmpty().allMatch(kind -> kind.matches("table|partition"));
            } else {
                assertThat(here).as("sector " + at + " past the end").contains("beyond");
            }
        }
        long farthest = map.stream().filter(stretch -> !stretch.kind().equals("beyond")).mapToLong(Stretch::end).max().orElseThrow();
        assertThat(map.stream().filter(stretch -> stretch.kind().equals("beyond")).toList())
                .isEqualTo(farthest < sectors ? List.of() : List.of(new Stretch("beyond", sectors, farthest)));
        // No gap is told in two halves.
        List<Stretch> gaps = map.stream().filter(stretch -> stretch.kind().equals("gap")).toList();
        for (int n = 1; n < gaps.size(); n++) {
            assertThat(gaps.get(n).start()).isGreaterThan(gaps.get(n - 1).end() + 1);
        }
    }

    /** A partition of the map has the place the table gives it. */
    private static void assertHoldsThePartitions(List<Stretch> map, String table) throws IOException {
        List<Stretch> listed = new ArrayList<>();
        long start = -1;
        try (JsonParser json = new JsonFactory().createParser(table)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isNumeric() && json.currentName().equals("start")) {
                    start = json.getBigIntegerValue().longValue();
                } else if (token.isNumeric() && json.currentName().equals("size")) {
                    listed.add(new Stretch("partition", start, start + json.getBigIntegerValue().longValue() - 1));
                }
            }
        }
        assertThat(listed).containsAll(map.stream().filter(stretch -> stretch.kind().equals("partition")).toList());
    }

    /** Without the partitions of tables within partitions, which the tool that is compared with does not look into. */
    private static List<Stretch> stretches(String text) throws IOException {
        List<Stretch> all = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            boolean nested = false;
            String kind = "";
            long start = -1;
            long end = -1;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.END_OBJECT && !kind.isEmpty()) {
                    if (!nested) {
                        all.add(new Stretch(kind, start, end));
                    }
                    kind = "";
                    nested = false;
                } else if (token.isScalarValue()) {
                    switch (json.currentName()) {
                        case "kind" -> kind = json.getText();
                        case "nested" -> nested = true;
                        case "start" -> start = json.getLongValue();
                        case "end" -> end = json.getLongValue();
                        default -> { }
                    }
                }
            }
        }
        return all;
    }

    @TestFactory
    Stream<DynamicTest> bordersAreThoseOfMmls() throws Exception {
        Path recordings = Path.of(Objects.requireNonNull(MapTest.class.getResource("/mmls")).toURI());
        try (Stream<Path> files = Files.list(recordings)) {
            List<String> names = files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList();
            return names.stream().map(name -> dynamicTest(name, () -> compareWithMmls(name)));
        }
    }

    /**
     * Mmls counts sectors of a table as unallocated as well, does not know the backup of a GPT, takes the free entries of
     * an Apple map and the unused ones of a BSD disklabel for partitions, and forgets, behind a short partition, the
     * longer one around it.
     */
    private void compareWithMmls(String name) throws IOException {
        ImageRecipe recipe = ImageRecipe.named(name);
        List<Stretch> map = stretches(jdisk(recipe.buildIn(folder), "map", "--json").out());
        List<Stretch> recorded = recorded(name);
        List<Stretch> partitions = ofKind(recorded, "partition");
        assertThat(partitions).as("mmls knows partitions").isNotEmpty();
        assertThat(ofKind(map, "partition")).containsExactlyInAnyOrderElementsOf(partitions);
        for (Stretch table : ofKind(recorded, "table")) {
            assertThat(ofKind(map, "table")).as(table.toString())
                    .anyMatch(stretch -> stretch.start() <= table.start() && table.end() <= stretch.end());
        }
        long sectors = recipe.size() / recipe.sectorSize();
        assertThat(outside(partitions, ofKind(map, "gap|table"), sectors))
                .isEqualTo(outside(partitions, ofKind(recorded, "gap|table"), sectors));
    }

    private static List<Stretch> ofKind(List<Stretch> map, String kind) {
        return map.stream().filter(stretch -> stretch.kind().matches(kind)).toList();
    }

    /** The sectors of these stretches that no partition has, as runs that do not meet. */
    private static List<Stretch> outside(List<Stretch> partitions, List<Stretch> stretches, long sectors) {
        TreeSet<Long> borders = new TreeSet<>(List.of(0L, sectors));
        Stream.concat(partitions.stream(), stretches.stream()).forEach(stretch -> {
            borders.add(stretch.start());
            borders.add(stretch.end() + 1);
        });
        List<Stretch> runs = new ArrayList<>();
        for (long at : borders.headSet(sectors)) {
            if (stretches.stream().anyMatch(stretch -> stretch.holds(at))
                    && partitions.stream().noneMatch(partition -> partition.holds(at))) {
                boolean goesOn = !runs.isEmpty() && runs.getLast().end() == at - 1;
                long start = goesOn ? runs.removeLast().start() : at;
                runs.add(new Stretch("", start, Objects.requireNonNull(borders.higher(at)) - 1));
            }
        }
        return runs;
    }

    private static List<Stretch> recorded(String name) throws IOException {
        List<Stretch> recorded = new ArrayList<>();
        try (InputStream found = Objects.requireNonNull(MapTest.class.getResourceAsStream("/mmls/" + name + ".txt"))) {
            for (String line : new String(found.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                Matcher row = MMLS_ROW.matcher(line);
                if (row.matches() && !isContainer(row.group(4))) {
                    recorded.add(new Stretch(kind(row.group(1), row.group(4)),
                            Long.parseLong(row.group(2)), Long.parseLong(row.group(3))));
                }
            }
        }
        return recorded;
    }

    /** Extended partitions, and the slice that stands for the whole disk. */
    private static boolean isContainer(String what) {
        return what.contains("Extended (") || what.startsWith("backup (");
    }

    private static String kind(String slot, String what) {
        if (slot.startsWith("-") || what.startsWith("Apple_Free") || what.startsWith("Unused")) {
            return "gap";
        }
        return slot.equals("Meta") || what.equals("Apple_partition_map") ? "table" : "partition";
    }

    /** Numbers are those of the recipe: the disk has 9514260 sectors, and chain sectors where its links say. */
    @Test
    void lines() throws IOException {
        Path laptop = ImageRecipe.named("laptop").buildIn(folder);
        Outcome map = jdisk(laptop, "map");
        assertThat(map.status()).isZero();
        assertThat(map.err()).isEmpty();
        assertThat(map.out().lines().map(line -> line.strip().split(" +", -1))
                .map(words -> words[0] + " " + words[1] + " " + words[2] + " " + words[3] + " " + words[4])).containsExactly(
                        "No. Start End Size Type", "- 0 0 512B table", "- 1 62 31K gap", "1 63 7438094 3.5G HPFS/NTFS/exFAT",
                        "- 7438095 7438095 512B table", "- 7438096 7438157 31K gap", "5 7438158 7695134 125.5M Linux",
                        "- 7695135 7695135 512B table", "- 7695136 7695197 31K gap", "6 7695198 9510479 886.4M Linux",
                        "- 9510480 9514259 1.8M gap");
        assertThat(map.out().lines()).as("blanks at an end").noneMatch(line -> line.endsWith(" "));
        assertThat(typing("map", "q").run(laptop).out()).as("in the shell").contains(map.out());
        Path script = Files.writeString(folder.resolve("map.jdisk"), "map\nmap --json\n");
        assertThat(jdisk("-f", script, laptop).out()).as("in a script")
                .isEqualTo(map.out() + jdisk(laptop, "map", "--json").out());
    }

    @ParameterizedTest
    @CsvSource({"whole-ext4, 16383, ext4", "floppy-fat12, 2879, vfat"})
    void fileSystemWithoutATable(String recipe, long last, String type) throws IOException {
        Path image = ImageRecipe.named(recipe).buildIn(folder);
        assertThat(jdisk(image, "map").out()).containsPattern("(?m)^ *0 +0 +" + last + " .* whole image +" + type);
        assertThat(stretches(jdisk(image, "map", "--json").out())).containsExactly(new Stretch("partition", 0, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeros"})
    void withoutATable(String recipe) throws IOException {
        Path image = ImageRecipe.named(recipe).buildIn(folder);
        assertOneLine(jdisk(image, "map"), 1, image.toString());
        assertOneLine(jdisk(image, "map", "--json"), 1, image.toString());
    }

    @Test
    void wordsThatDoNotBelong() throws IOException {
        Path laptop = ImageRecipe.named("laptop").buildIn(folder);
        for (String word : new String[] {"6", "--xml", "--json=yes"}) {
            Outcome outcome = jdisk(laptop, "map", word);
            assertThat(outcome.status()).as(word + outcome).isIn(1, 2);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).isNotBlank();
        }
    }
}
