package jdisk.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import jdisk.disk.Disk;
import jdisk.disk.DiskMap;
import jdisk.disk.Hints;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;
import jdisk.label.Partition;
import jdisk.probe.Contents;
import jdisk.testing.GptDisk;
import jdisk.text.Emphasis;
import jdisk.text.Page;
import jdisk.text.TextTable;
import org.junit.jupiter.api.Test;

/** The map as a table: what stands in which column, and what is cut where a window is narrow. */
final class MapListingTest {
    private static final int SECTORS = 1 << 20;

    private static final Page NARROW = new Page(Emphasis.NONE, OptionalInt.of(80));

    private static List<String> lines(GptDisk gpt, Page page, String label) throws IOException {
        Image image = new SparseMemoryImage("a.img", (long) SECTORS * GptDisk.SECTOR, gpt.pieces());
        Disk disk = Disk.open(image, Hints.NONE);
        List<DiskMap.Region> regions = disk.map();
        Map<Partition, Contents> contents = regions.stream().flatMap(region -> region.partition().stream())
                .collect(Collectors.toMap(partition -> partition, partition -> new Contents("ext4", "1.0", label, "")));
        return MapListing.table(Listed.of(disk, StandardCharsets.UTF_8).on(page), regions, contents, Map.of()).toString().lines().toList();
    }

    @Test
    void labelsAndNamesAreToldApart() throws IOException {
        GptDisk gpt = new GptDisk(SECTORS).partition(1, 2048, 4095, "its own name").partition(12, 4096, SECTORS - 35, "磁盘").seal();
        assertThat(lines(gpt, Page.PLAIN, "the label")).containsExactly(
                "No.   Start     End  Size Type             Content            Label     Name",
                "  -       0       0  512B table            MBR",
                "  -       1       1  512B table            GPT header",
                "  -       2      33   16K table            GPT entries",
                "  -      34    2047 1007K gap",
                "  1    2048    4095    1M Linux filesystem ext4               the label its own name",
                " 12    4096 1048541  510M Linux filesystem ext4               the label 磁盘",
                "  - 1048542 1048542  512B gap",
                "  - 1048543 1048574   16K table            GPT backup entries",
                "  - 1048575 1048575  512B table            GPT backup header");
    }

    /** Long ones are cut, the longest most; numbers never are. */
    @Test
    void fortyPartitionsFitAWindow() throws IOException {
        GptDisk gpt = new GptDisk(SECTORS);
        for (int n = 0; n < 40; n++) {
            gpt.partition(n + 1, 2048 + 20_000L * n, 2048 + 20_000L * n + 10_000, "данные раздела номер " + n);
        }
        List<String> lines = lines(gpt.seal(), NARROW, "a label of an ext4");
        assertThat(lines).hasSize(1 + 40 * 2 + 6).allMatch(line -> TextTable.width(line) <= 80);
        assertThat(lines.get(83)).startsWith(" 40  782048  792048   4.9M Linux file").contains(" ext4 ", " a label of", " данные раз");
    }
}
