package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.testing.RandomTable;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finds the gaps that sfdisk finds, and none where there is a partition. */
final class FreeSpaceTest {

    private static final Geometry GEOMETRY = new Geometry(255, 63, 592);
    private static final long GRAIN = 2048;

    private static List<Extent> find(Image image, boolean dosCompatible) throws IOException {
        return FreeSpace.find(MbrReaderTest.read(image), image.size() / 512, SectorSize.DEFAULT, GEOMETRY, dosCompatible);
    }

    /** As {@code sfdisk -F} of util-linux 2.38.1 was recorded. */
    @Test
    void recordedGaps() throws IOException {
        assertThat(find(RecipeImage.named("laptop"), false)).containsExactly(new Extent(9_510_912, 3348));
        assertThat(find(RecipeImage.named("by-fdisk-2.38"), false)).isEmpty();
        assertThat(find(RecipeImage.named("logicals-unsorted"), false)).containsExactly(
                new Extent(485_376, 317_938), new Extent(1_288_192, 479_022), new Extent(2_574_336, 799_314),
                new Extent(3_375_104, 1_444_396));
        assertThat(find(RecipeImage.named("odd-sizes"), false)).containsExactly(
                new Extent(100_352, 99_648), new Extent(303_104, 196_897), new Extent(501_760, 98_241));
    }

    /** With a grain of one sector, all behind the only partition is free: 321300 to the last, 1606499. */
    @Test
    void grainOfDosCompatibilityMode() throws IOException {
        Image image = RecipeImage.of("size 822528000", "mbr 1: 00 0/1/1 83 19/254/63 start 63 count 321237");
        assertThat(find(image, true)).containsExactly(new Extent(321_300, 1_285_200));
        // On whole mebibytes: 157 × 2048 = 321536 is the first behind 321300.
        assertThat(find(image, false)).containsExactly(new Extent(321_536, 1_284_964));
        // The first track is kept free for the table.
        Image later = RecipeImage.of("size 822528000", "mbr 1: 00 20/0/1 83 99/254/63 start 321300 count 1285200");
        assertThat(find(later, true)).containsExactly(new Extent(63, 321_237));
        assertThat(find(later, false)).containsExactly(new Extent(2048, 319_252));
    }

    /** Behind the larger one, which ends last: 489 × 2048 = 1001472 is the first mebibyte behind 1000062. */
    @Test
    void partitionWithinAnother() throws IOException {
        Image image = RecipeImage.of("size 822528000", "mbr 1: 00 0/1/1 83 0/0/1 start 63 count 1000000",
                "mbr 2: 00 0/1/1 83 0/0/1 start 1000 count 1000");
        assertThat(find(image, false)).containsExactly(new Extent(1_001_472, 605_028));
    }

    @Test
    void emptyDisk() throws IOException {
        assertThat(find(RecipeImage.of("size 822528000", "signature 0"), false)).containsExactly(new Extent(2048, 1_604_452));
    }

    /** A gap without a whole grain between its aligned ends stays where it is; recorded from fdisk 2.38.1. */
    @Test
    void narrowGap() throws IOException {
        String partition = "mbr 1: 00 0/1/1 83 0/1/1 start 2048 count 518272\n";
        assertThat(find(RecipeImage.of("size " + 524_288L * 512, partition), false)).containsExactly(new Extent(520_320, 3968));
        assertThat(find(RecipeImage.of("size " + 524_289L * 512, partition), false)).containsExactly(new Extent(522_240, 2049));
    }

    /** Up to 4 MiB (8192 sectors) all but the first sector may be used; above, what begins on a mebibyte. */
    @Test
    void smallDisk() throws IOException {
        assertThat(find(RecipeImage.of("size 4194304", "signature 0"), false)).containsExactly(new Extent(1, 8191));
        assertThat(find(RecipeImage.of("size 4194816", "signature 0"), false)).containsExactly(new Extent(2048, 6145));
    }

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed <= 200, seed -> seed + 1);
    }

    /**
     * Holds for tables made up from a seed. A gap before a logical partition ends on that partition's first sector, not
     * before it: so fdisk counts, and so it is here.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void nothingFreeIsUsedAndLittleUnusedIsNotFree(long seed) throws IOException {
        Image image = RecipeImage.of(RandomTable.recipe("seed.img", seed));
        MbrLabel label = MbrReaderTest.read(image);
        long total = image.size() / 512;
        List<Extent> gaps = find(image, false);
        long free = 0;
        long end = 0;
        for (Extent gap : gaps) {
            assertThat(gap.count()).isPositive();
            assertThat(gap.first()).isGreaterThanOrEqualTo(Math.max(GRAIN, end));
            end = gap.end();
            assertThat(end).isLessThanOrEqualTo(total);
            free += gap.count();
            for (MbrPartition partition : label.partitions()) {
                Extent extent = partition.extent();
                boolean apart = gap.end() <= extent.first() + (partition.isLogical() ? 1 : 0) || extent.end() <= gap.first();
                assertThat(apart || label.isContainer(partition)).as("%s and partition %s", gap, partition).isTrue();
            }
        }
        long used = label.partitions().stream().filter(partition -> !label.isContainer(partition))
                .mapToLong(partition -> partition.extent().count()).sum();
        // At each partition at most, a grain is lost before and behind it, and a table's room.
        long lost = 3 * GRAIN * (label.partitions().size() + 1);
        assertThat(total - used - free).isBetween(-(long) label.slots().size(), lost);
    }
}
