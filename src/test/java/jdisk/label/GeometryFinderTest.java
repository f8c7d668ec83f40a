package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import jdisk.image.RecipeImage;
import jdisk.label.GeometryFinder.Given;
import jdisk.unit.Geometry;
import jdisk.unit.GeometryChoice;
import jdisk.unit.GeometryChoice.Origin;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes the geometry from the user, else from the places in the table, else from fdisk's default. */
final class GeometryFinderTest {

    private static final long SECTORS = 1_606_500;

    private static Optional<Label> label(String... lines) throws IOException {
        return Optional.of(MbrReaderTest.read(RecipeImage.of("size 822528000\n" + String.join("\n", lines))));
    }

    private static Optional<Label> named(String recipe) throws IOException {
        return Optional.of(MbrReaderTest.read(RecipeImage.named(recipe)));
    }

    private static GeometryChoice choice(int heads, int sectors, long cylinders, Origin origin) {
        return new GeometryChoice(new Geometry(heads, sectors, cylinders), origin, origin, Origin.SIZE);
    }

    @ParameterizedTest
    @CsvSource({"geometry-16-63, 464486400, 16, 63, 900", "geometry-4-17, 31334400, 4, 17, 900",
        "laptop, 4871301120, 255, 63, 592"})
    void tableMadeInItsGeometry(String recipe, long bytes, int heads, int sectors, long cylinders) throws IOException {
        long total = bytes / 512;
        GeometryChoice expected = choice(heads, sectors, cylinders, Origin.TABLE);
        assertThat(GeometryFinder.find(Rules.CLASSIC, Given.NOTHING, named(recipe), total)).isEqualTo(expected);
        assertThat(GeometryFinder.find(Rules.MODERN, Given.NOTHING, named(recipe), total)).isEqualTo(expected);
    }

    @Test
    void noTable() {
        GeometryChoice byDefault = choice(255, 63, 100, Origin.DEFAULT);
        assertThat(GeometryFinder.find(Rules.CLASSIC, Given.NOTHING, Optional.empty(), SECTORS)).isEqualTo(byDefault);
        assertThat(GeometryFinder.find(Rules.MODERN, Given.NOTHING, Optional.empty(), SECTORS)).isEqualTo(byDefault);
    }

    /** Sectors behind the last whole cylinder belong to none. */
    @ParameterizedTest
    @CsvSource({"16064, 0", "16065, 1", "32129, 1", "32130, 2", "9511519, 592"})
    void cylindersThatFit(long total, long cylinders) {
        assertThat(GeometryFinder.find(Rules.MODERN, Given.NOTHING, Optional.empty(), total).geometry().cylinders())
                .isEqualTo(cylinders);
    }

    @Test
    void classicWantsAllPrimariesToEndAlike() throws IOException {
        String first = "mbr 1: 00 0/1/1 83 19/15/32 start 32 count 10208";
        GeometryChoice table = choice(16, 32, SECTORS / 512, Origin.TABLE);
        GeometryChoice byDefault = choice(255, 63, 100, Origin.DEFAULT);
        assertThat(classic(first)).isEqualTo(table);
        assertThat(classic(first, "mbr 3: 00 20/0/1 83 500/15/32 start 10240 count 10240")).isEqualTo(table);
        assertThat(classic(first, "mbr 3: 00 20/0/1 83 500/14/32 start 10240 count 10240")).isEqualTo(byDefault);
        assertThat(classic(first, "mbr 3: 00 20/0/1 83 500/15/31 start 10240 count 10240")).isEqualTo(byDefault);
        // An entry without a type is none, and there is no sector 0.
        assertThat(classic(first, "mbr 3: 00 20/0/1 00 500/14/32 start 10240 count 10240")).isEqualTo(table);
        assertThat(classic("mbr 1: 00 0/1/1 83 19/15/0 start 32 count 10208")).isEqualTo(byDefault);
    }

    private static GeometryChoice classic(String... lines) throws IOException {
        return GeometryFinder.find(Rules.CLASSIC, Given.NOTHING, label(lines), SECTORS);
    }

    private static GeometryChoice modern(String... lines) throws IOException {
        return GeometryFinder.find(Rules.MODERN, Given.NOTHING, label(lines), SECTORS);
    }

    /**
     * One partition from 0/1/1 to 99/15/63 of 16 heads and 63 sectors is sector 63 to 100 × 1008 - 1. Its tracks begin at 63
     * and 100737: (63 × 15 - 100737 × 1) / (0 - 63 × 99) = 16 heads, and (0 - 63 × 99) / (0 - 99 × 1) = 63 sectors.
     */
    @Test
    void modernWorksItOutOfOnePartition() throws IOException {
        GeometryChoice table = choice(16, 63, SECTORS / 1008, Origin.TABLE);
        assertThat(modern("mbr 1: 00 0/1/1 83 99/15/63 start 63 count 100737")).isEqualTo(table);
        // A partition that ends within a cylinder tells modern fdisk as much, but not 2.12.
        String within = "mbr 1: 00 0/1/1 83 99/7/32 start 63 count 100202";
        assertThat(modern(within)).isEqualTo(table);
        assertThat(classic(within).geometry()).isEqualTo(Geometry.of(8, 32, SECTORS));
    }

    /**
     * A place past the last cylinder that fits is written as 1023/254/63. Taken for a place, that of sector 6460964, with
     * 0/1/1 for 63, would mean (6460902 - 63 × 254) / (63 × 1023) = 100 heads.
     */
    @Test
    void overflowedPlacesTellNothing() throws IOException {
        GeometryChoice byDefault = choice(255, 63, 100, Origin.DEFAULT);
        assertThat(modern("mbr 1: 00 0/1/1 83 1023/254/63 start 63 count 6460902")).isEqualTo(byDefault);
        assertThat(modern("mbr 1: 00 0/32/33 83 1023/254/63 start 2048 count 4294965247")).isEqualTo(byDefault);
        assertThat(modern("mbr 1: 00 1023/254/63 83 1023/255/63 start 2048 count 1000")).isEqualTo(byDefault);
        // A second partition whose places fit tells enough: 63 sectors, 255 heads.
        assertThat(modern("mbr 1: 00 0/1/1 83 19/254/63 start 63 count 321237",
                "mbr 2: 00 20/0/1 83 1023/254/63 start 321300 count 4000000000"))
                .isEqualTo(choice(255, 63, 100, Origin.TABLE));
    }

    @Test
    void impossiblePlacesTellNothing() throws IOException {
        GeometryChoice byDefault = choice(255, 63, 100, Origin.DEFAULT);
        assertThat(modern("mbr 1: 00 0/0/0 83 0/0/0 start 2048 count 1000")).isEqualTo(byDefault);
        assertThat(modern("mbr 1: 00 0/0/1 83 0/0/1 start 2048 count 1000")).isEqualTo(byDefault);
        // There is no sector 0 of a track, or this would be the track of sector 63, and 16 heads.
        assertThat(modern("mbr 1: 00 0/1/0 83 99/15/63 start 62 count 100738")).isEqualTo(byDefault);
    }

    @Test
    void optionsWin() throws IOException {
        Optional<Label> table = label("mbr 1: 00 0/1/1 83 99/15/63 start 63 count 100737");
        Given all = new Given(OptionalLong.of(5000), OptionalInt.of(7), OptionalInt.of(9));
        GeometryChoice chosen = new GeometryChoice(new Geometry(7, 9, 5000), Origin.OPTION, Origin.OPTION, Origin.OPTION);
        assertThat(GeometryFinder.find(Rules.CLASSIC, all, table, SECTORS)).isEqualTo(chosen);
        assertThat(GeometryFinder.find(Rules.MODERN, all, table, SECTORS)).isEqualTo(chosen);
        Given heads = new Given(OptionalLong.empty(), OptionalInt.of(8), OptionalInt.empty());
        GeometryChoice mixed = new GeometryChoice(
                new Geometry(8, 63, SECTORS / 504), Origin.OPTION, Origin.TABLE, Origin.SIZE);
        assertThat(GeometryFinder.find(Rules.MODERN, heads, table, SECTORS)).isEqualTo(mixed);
    }

    @ParameterizedTest
    @CsvSource({"laptop, true", "logicals-unsorted, true", "aligned-1mib, false", "by-fdisk-2.38, false",
        "empty-table, false", "raspberry-pi, false"})
    void madeOfCylinders(String recipe, boolean made) throws IOException {
        assertThat(isMadeOfCylinders(named(recipe), new Geometry(255, 63, 592))).isEqualTo(made);
    }

    @Test
    void madeOfOtherCylinders() throws IOException {
        assertThat(isMadeOfCylinders(named("geometry-16-63"), new Geometry(16, 63, 900))).isTrue();
        assertThat(isMadeOfCylinders(named("geometry-16-63"), new Geometry(255, 63, 56))).isFalse();
    }

    /** The first track may be left free, on any cylinder; nothing else of it. */
    @ParameterizedTest
    @CsvSource({"0, 32130, true", "63, 32067, true", "16065, 16065, true", "16128, 16002, true",
        "62, 32068, false", "64, 32066, false", "126, 32004, false", "63, 32066, false", "63, 32068, false"})
    void firstTrackMayBeFree(long start, long count, boolean made) throws IOException {
        Optional<Label> label = label("mbr 1: 00 0/1/1 83 1/254/63 start " + start + " count " + count,
                "mbr 2: 00 2/0/1 83 2/254/63 start 32130 count 16065");
        assertThat(isMadeOfCylinders(label, new Geometry(255, 63, 100))).isEqualTo(made);
    }

    /** With 4 heads and 32 sectors, a cylinder is 128 sectors, and each mebibyte (2048) is 16 of them. */
    @Test
    void mebibytesThatAreCylindersByChance() throws IOException {
        Geometry card = new Geometry(4, 32, 10_000);
        String second = "mbr 2: 00 0/0/1 83 0/0/1 start 4096 count 2048";
        assertThat(isMadeOfCylinders(label("mbr 1: 00 0/0/1 0c 0/0/1 start 2048 count 2048", second), card)).isFalse();
        assertThat(isMadeOfCylinders(label("mbr 1: 00 0/0/1 0c 0/0/1 start 32 count 4064", second), card)).isTrue();
        // Of sectors of 4096 bytes, a mebibyte takes 256.
        Optional<Label> large = label("mbr 1: 00 0/0/1 0c 0/0/1 start 256 count 256");
        assertThat(GeometryFinder.isMadeOfCylinders(large.orElseThrow(), card, new SectorSize(4096))).isFalse();
        assertThat(isMadeOfCylinders(large, card)).isTrue();
    }

    private static boolean isMadeOfCylinders(Optional<Label> label, Geometry geometry) {
        return GeometryFinder.isMadeOfCylinders(label.orElseThrow(), geometry, SectorSize.DEFAULT);
    }
}
