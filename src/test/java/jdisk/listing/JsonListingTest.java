package jdisk.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.image.SparseMemoryImage;
import jdisk.label.Finding;
import jdisk.label.Rules;
import jdisk.testing.GptDisk;
import jdisk.testing.JsonTree;
import jdisk.testing.SunSector;
import jdisk.testing.TranscriptCase;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Writes what {@code sfdisk -J} of util-linux 2.38.1 was recorded to write, and each partition's number and bytes, and findings. */
final class JsonListingTest {

    private static final Set<String> OURS = Set.of("number", "offset", "bytes", "findings");

    private static String json(Image image) throws IOException {
        Disk disk = Disk.open(image, Hints.NONE);
        return json(disk, disk.findings());
    }

    private static String json(Disk disk, List<? extends Finding> findings) {
        StringBuilder text = new StringBuilder();
        new JsonListing(Listed.of(disk), false, text::append).table(disk.name(), disk.label().orElseThrow(), List.of(), findings, List.of());
        return text.toString();
    }

    private static String recorded(String name) throws IOException {
        try (InputStream file = JsonListingTest.class.getResourceAsStream("/transcripts/" + name + "/sfdisk.json")) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The JSON's partitions, each as its keys and values. */
    private static List<Map<?, ?>> partitions(String json) throws IOException {
        List<Map<?, ?>> partitions = new ArrayList<>();
        for (Object partition : (List<?>) at((Map<?, ?>) at((Map<?, ?>) JsonTree.read(json), "partitiontable"), "partitions")) {
            partitions.add((Map<?, ?>) partition);
        }
        return partitions;
    }

    private static Object at(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    @TestFactory
    List<DynamicTest> whatSfdiskWrote() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (TranscriptCase each : TranscriptCase.all()) {
            String text = recorded(each.name());
            if (!text.isEmpty()) {
                tests.add(dynamicTest(each.name(), () -> assertThat(JsonTree.without(JsonTree.read(json(RecipeImage.of(each.image()))), OURS))
                        .isEqualTo(JsonTree.read(text))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }

    /** The whole text, as it is indented: what sfdisk does not write stands where it belongs. */
    @Test
    void text() throws IOException {
        assertThat(json(RecipeImage.of("size 512000", "disk-id 0000beef", "mbr 1: 80 0/1/1 83 0/0/1 start 100 count 901"))).isEqualTo("""
                {
                   "partitiontable": {
                      "label": "dos",
                      "id": "0x0000beef",
                      "device": "disk.img",
                      "unit": "sectors",
                      "grain": "512",
                      "sectorsize": 512,
                      "partitions": [
                         {
                            "node": "disk.img1",
                            "start": 100,
                            "size": 901,
                            "offset": 51200,
                            "bytes": 461312,
                            "type": "83",
                            "bootable": true,
                            "number": 1
                         }
                      ]
                   },
                   "findings": [
                      {
                         "code": "beyond-end",
                         "message": "partition 1 ends 1 sector past the end of the image (1000 sectors): is the image complete?"
                      }
                   ]
                }
                """);
    }

    /** Sfdisk writes no list of partitions where there are none. */
    @Test
    void emptyTable() throws IOException {
        assertThat(at((Map<?, ?>) JsonTree.read(json(
                        new SparseMemoryImage("a.img", 10_000 * 512, Map.of(0L, new SunSector().bytes())))), "partitiontable"))
                .isEqualTo(Map.of("label", "\"sun\"", "device", "\"a.img\"", "unit", "\"sectors\"", "sectorsize", "512"));
    }

    /** Of what verifying brings as of what reading does. */
    @Test
    void findingsOfVerifying() throws IOException {
        Disk disk = Disk.open(RecipeImage.of("size 5120000", "mbr 1: 00 0/1/1 83 0/0/1 start 100 count 100",
                "mbr 2: 00 0/1/1 83 0/0/1 start 150 count 100"), Hints.NONE);
        assertThat(disk.findings()).isEmpty();
        Object findings = at((Map<?, ?>) JsonTree.read(json(disk, disk.verify(Rules.MODERN).findings())), "findings");
        assertThat((List<?>) findings).anySatisfy(finding -> {
            assertThat((Map<?, ?>) finding).hasSize(2);
            assertThat(at((Map<?, ?>) finding, "code")).isEqualTo("\"overlap\"");
            assertThat(at((Map<?, ?>) finding, "message")).asString().contains("1").contains("2");
        });
    }

    @Test
    void noFindings() throws IOException {
        assertThat(at((Map<?, ?>) JsonTree.read(json(RecipeImage.named("laptop"))), "findings")).isEqualTo(List.of());
    }

    /** Bits that have no name are null, as sfdisk has them; no bits at all are not told of. */
    @Test
    void attributes() throws IOException {
        GptDisk gpt = GptDisk.ofThree();
        for (GptDisk.Copy copy : gpt.copies()) {
            copy.entries().putLong(GptDisk.ATTRIBUTES, 1L << 3);
            copy.entries().putLong(GptDisk.ENTRY + GptDisk.ATTRIBUTES, 1);
        }
        List<Map<?, ?>> partitions = partitions(json(new SparseMemoryImage("a.img", gpt.size(), gpt.seal().pieces())));
        assertThat(at(partitions.getFirst(), "attrs")).isEqualTo("null");
        assertThat(at(partitions.get(1), "attrs")).isEqualTo("\"RequiredPartition\"");
        assertThat(partitions.get(2).containsKey("attrs")).isFalse();
    }

    /** A GPT's numbers have 64 bits and no sign; their bytes take more. */
    @Test
    void unsignedNumbers() throws IOException {
        GptDisk gpt = new GptDisk(65_536).partition(1, 0, -1, "all").partition(2, 1L << 63, (1L << 63) + 9, "far")
                .partition(3, 5000, 4000, "reversed");
        List<Map<?, ?>> partitions = partitions(json(new SparseMemoryImage("a.img", gpt.size(), gpt.pieces())));
        assertThat(at(partitions.get(1), "start")).isEqualTo("9223372036854775808");
        assertThat(at(partitions.get(1), "offset")).isEqualTo("4722366482869645213696");
        assertThat(at(partitions.get(1), "size")).isEqualTo("10");
        assertThat(at(partitions.get(1), "bytes")).isEqualTo("5120");
        assertThat(at(partitions.get(2), "size")).isEqualTo("0");
        assertThat(at(partitions.get(2), "bytes")).isEqualTo("0");
        assertThat(at(partitions.get(2), "offset")).isEqualTo("2560000");
    }

    @Test
    void sectorsOf4096() throws IOException {
        Image image = RecipeImage.of("size 67108864", "sector-size 4096", "mbr 1: 00 0/4/5 0c 0/69/5 start 256 count 4096");
        Disk disk = Disk.open(image, new Hints(Optional.of(new SectorSize(4096)), Optional.empty(), Hints.NONE.geometry(), Optional.empty()));
        Map<?, ?> partition = partitions(json(disk, List.of())).getFirst();
        assertThat(at(partition, "start")).isEqualTo("256");
        assertThat(at(partition, "offset")).isEqualTo("1048576");
        assertThat(at(partition, "bytes")).isEqualTo("16777216");
    }

    /** Right in every character set: what is not ASCII, and what drives a terminal, is escaped in JSON's own way. */
    @Test
    void namesAreAscii() throws IOException {
        String name = "\u017c\u001b[2J\"\\\u007f\u202e\ud83d\udcbe";
        GptDisk gpt = new GptDisk(65_536).partition(1, 2048, 4095, name);
        String json = json(new SparseMemoryImage("\u00f3.img", gpt.size(), gpt.pieces()));
        assertThat(json.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
        assertThat(at(partitions(json).getFirst(), "name")).isEqualTo("\"" + name + "\"");
        assertThat(at(partitions(json).getFirst(), "node")).isEqualTo("\"\u00f3.img1\"");
    }

    @Test
    void compact() throws IOException {
        Disk disk = Disk.open(RecipeImage.named("laptop"), Hints.NONE);
        StringBuilder text = new StringBuilder();
        new JsonListing(Listed.of(disk), true, text::append).table(disk.name(), disk.label().orElseThrow(), List.of(), List.of(), List.of());
        String line = text.toString();
        assertThat(line).hasLineCount(1).endsWith("}\n");
        assertThat(JsonTree.read(line)).isEqualTo(JsonTree.read(json(disk, List.of())));
    }
}
