package jdisk.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import jdisk.disk.DiskMap;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.image.SparseMemoryImage;
import jdisk.label.Label;
import jdisk.label.LabelProber;
import jdisk.label.Recognition;
import jdisk.testing.GptDisk;
import jdisk.testing.ImageRecipe;
import jdisk.text.Emphasis;
import jdisk.text.Page;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws a disk to scale; what belongs where is worked out here from the sectors of the recipes. */
final class MapDrawingTest {

    private static String drawn(Image image, int width, Charset charset) throws IOException {
        Recognition recognition = LabelProber.probe(image, SectorSize.DEFAULT, Optional.empty());
        Label label = ((Recognition.Table) recognition).label();
        Page page = new Page(Emphasis.NONE, width == 0 ? OptionalInt.empty() : OptionalInt.of(width));
        ListedDisk disk = new ListedDisk("a.img", image.size(), SectorSize.DEFAULT, new Geometry(255, 63, 592),
                DisplayUnit.SECTORS, false, false, new Visible(charset)).on(page);
        return MapDrawing.text(disk, label.partitions(), DiskMap.of(Optional.of(label), List.of(), label.areas(SectorSize.DEFAULT), SectorSize.DEFAULT, disk.sectors()));
    }

    /**
     * 59 columns, of them 19 for names and 39 for 9514260 sectors, 243955 each: partition 1 ends in column 30.49, the extended
     * one takes 30.49 to 38.98, 5 takes 30.49 to 31.54, and 6 begins at 31.54.
     */
    @Test
    void laptop() throws IOException {
        try (Image image = RecipeImage.named("laptop")) {
            assertThat(drawn(image, 60, StandardCharsets.US_ASCII)).isEqualTo("""
                                    0                                  4.5G
                1 HPFS/NTFS/exFAT   ##############################+
                2 Extended                                        [-------]
                 5 Linux swap / Sol                               ##
                 6 Linux                                           +#######
                gaps                .                             ..      .
                tables              ^                             ^^
                # partition   + under half a column   - extended
                . small gap   ^ table   a column is 119.1M
                """);
        }
    }

    @Test
    void blocksWhereThereAreSome() throws IOException {
        try (Image image = RecipeImage.named("laptop")) {
            assertThat(drawn(image, 60, StandardCharsets.UTF_8)).contains("1 HPFS/NTFS/exFAT   " + "█".repeat(30) + "▒\n");
            assertThat(drawn(image, 60, StandardCharsets.ISO_8859_1)).isEqualTo(drawn(image, 60, StandardCharsets.US_ASCII));
            assertThat(drawn(image, 0, StandardCharsets.UTF_8)).as("on a pipe").isEmpty();
        }
    }

    /** Each has a line of its own and a mark at least, in the order of the disk, and no line is too long. */
    @ParameterizedTest
    @ValueSource(ints = {1, 25, 40, 60, 80, 200, 100_000})
    void sixtyPartitions(int width) throws IOException {
        GptDisk gpt = new GptDisk(60 * 2048 + 4096);
        for (int number = 1; number <= 60; number++) {
            gpt.partition(number, number * 2048L, number * 2048L + 2047, "");
        }
        List<String> lines;
        try (Image image = new SparseMemoryImage("a.img", gpt.size(), gpt.pieces())) {
            lines = drawn(image, width, StandardCharsets.US_ASCII).lines().toList();
        }
        assertThat(lines).allMatch(line -> line.length() < Math.max(Math.min(width, 401), 25));
        List<Integer> starts = new ArrayList<>();
        for (int number = 1; number <= 60; number++) {
            String line = lines.get(number);
            assertThat(line).startsWith((number < 10 ? " " : "") + number + " ").matches(".* [#+]+");
            starts.add(Math.max(line.indexOf(" #"), line.indexOf(" +")));
        }
        assertThat(starts).isSorted();
    }

    /** No table there is a recipe of is too odd to be drawn. */
    @Test
    void allRecipes() throws Exception {
        for (String name : ImageRecipe.names()) {
            try (Image image = RecipeImage.named(name)) {
                if (LabelProber.probe(image, SectorSize.DEFAULT, Optional.empty()) instanceof Recognition.Table) {
                    String drawing = drawn(image, 72, StandardCharsets.US_ASCII);
                    assertThat(drawing.lines()).as(name).allMatch(line -> line.length() <= 71).anyMatch(line -> line.startsWith("tables"));
                }
            }
        }
    }

    /** A table that speaks of more than the image has. */
    @Test
    void beyondTheEnd() throws IOException {
        try (Image image = RecipeImage.named("beyond-end")) {
            assertThat(drawn(image, 60, StandardCharsets.US_ASCII)).contains("beyond").contains("x not in the image");
        }
    }
}
