package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import jdisk.image.RecipeImage;
import jdisk.unit.Chs;
import jdisk.unit.Geometry;
import org.junit.jupiter.api.Test;

/** Finds what each fdisk finds in a table, and counts what is allocated as it does. */
final class VerifierTest {

    private static final long SECTORS = 1_606_500;
    private static final Geometry GEOMETRY = new Geometry(255, 63, 100);

    private static MbrLabel label(String... lines) throws IOException {
        return MbrReaderTest.read(RecipeImage.of("size 822528000\n" + String.join("\n", lines)));
    }

    private static Verification modern(MbrLabel label) {
        return Verifier.verify(label, Rules.MODERN, GEOMETRY, SECTORS);
    }

    private static final String[] SOUND = {
        "mbr 1: 80 0/1/1 83 19/254/63 start 63 count 321237",
        "mbr 2: 00 20/0/1 05 99/254/63 start 321300 count 1285200",
        "ebr 321300 1: 00 20/1/1 83 29/254/63 start 63 count 160587"};

    /** 2.12 counts the first sector, each data partition and a table for each logical: 1 + 321237 + 160587 + 1. */
    @Test
    void soundTableByClassicRules() throws IOException {
        Verification verification = Verifier.verify(label(SOUND), Rules.CLASSIC, GEOMETRY, SECTORS);
        assertThat(verification.allocated()).isEqualTo(481_826);
        assertThat(verification.capacity()).isEqualTo(SECTORS);
        assertThat(verification.findings().stream().filter(f -> !(f instanceof Finding.AddressDisagrees))).isEmpty();
    }

    /** util-linux adds the 62 sectors between the first and the first partition's. */
    @Test
    void soundTableByModernRules() throws IOException {
        Verification verification = modern(label(SOUND));
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.allocated()).isEqualTo(481_826 + 62);
        assertThat(verification.capacity()).isEqualTo(SECTORS);
        // An extended partition in the first slot is no data partition: nothing before it counts.
        MbrLabel extendedFirst = label("mbr 1: 00 20/0/1 05 99/254/63 start 321300 count 1285200", SOUND[2]);
        assertThat(modern(extendedFirst).allocated()).isEqualTo(1 + 160_587 + 1);
    }

    /** 2.12 has whole cylinders to allocate, util-linux all sectors. */
    @Test
    void capacity() throws IOException {
        Geometry smaller = new Geometry(255, 63, 50);
        assertThat(Verifier.verify(label(SOUND), Rules.CLASSIC, smaller, SECTORS).capacity()).isEqualTo(50 * 16_065);
        assertThat(Verifier.verify(label(SOUND), Rules.MODERN, smaller, SECTORS).capacity()).isEqualTo(SECTORS);
    }

    @Test
    void overlaps() throws IOException {
        MbrLabel label = MbrReaderTest.read(RecipeImage.named("overlapping"));
        // 1: 63 to 642599; 2 and 4: 481950 to 963899; 3: 160650 to 240974.
        assertThat(modern(label).findings()).containsExactly(
                new Finding.Overlap(1, 2), new Finding.Overlap(1, 3), new Finding.Overlap(1, 4), new Finding.Overlap(2, 4));
    }

    @Test
    void neighboursDoNotOverlap() throws IOException {
        String first = "mbr 1: 00 0/1/1 83 19/254/63 start 63 count 1000";
        assertThat(modern(label(first, "mbr 2: 00 0/1/1 83 0/0/1 start 1063 count 10")).findings()).isEmpty();
        assertThat(modern(label(first, "mbr 2: 00 0/1/1 83 0/0/1 start 1062 count 10")).findings())
                .containsExactly(new Finding.Overlap(1, 2));
        assertThat(modern(label(first, "mbr 2: 00 0/1/1 83 0/0/1 start 53 count 10")).findings()).isEmpty();
        assertThat(modern(label(first, "mbr 2: 00 0/1/1 83 0/0/1 start 53 count 11")).findings())
                .containsExactly(new Finding.Overlap(1, 2));
        assertThat(modern(label(first, "mbr 2: 00 0/1/1 83 0/0/1 start 500 count 0")).findings()).isEmpty();
    }

    /** 50 partitions in one place make 50 × 49 / 2 = 1225 pairs. */
    @Test
    void noMoreThanAThousandOverlapsAreTold() throws IOException {
        for (Verification verification : crowded(50)) {
            assertThat(verification.findings().stream().filter(Finding.Overlap.class::isInstance)).hasSize(1000);
            assertThat(verification.findings()).contains(new Finding.MoreOverlaps(1000));
        }
    }

    /** 45 in one place and 5 in another make 45 × 44 / 2 + 5 × 4 / 2 = 1000 pairs: all of them are told. */
    @Test
    void aThousandOverlapsAreNotMore() throws IOException {
        for (Verification verification : crowded(45)) {
            assertThat(verification.findings().stream().filter(Finding.Overlap.class::isInstance)).hasSize(1000);
            assertThat(verification.findings()).doesNotHaveAnyElementsOfTypes(Finding.MoreOverlaps.class);
        }
    }

    /** What both styles find in a table of 50 logical partitions, of which the first so many lie in one place, the others in another. */
    private static List<Verification> crowded(int together) throws IOException {
        String[] lines = new String[101];
        lines[0] = "mbr 2: 00 20/0/1 05 99/254/63 start 321300 count 1285200";
        for (int n = 0; n < 50; n++) {
            int at = 321_300 + n;
            int start = (n < together ? 1000 : 5000) - n;
            lines[2 * n + 1] = "ebr " + at + " 1: 00 0/0/1 83 0/0/1 start " + start + " count 100";
            lines[2 * n + 2] = n == 49 ? "" : "ebr " + at + " 2: 00 0/0/1 05 0/0/1 start " + (n + 1) + " count 100";
        }
        return List.of(modern(label(lines)), Verifier.verify(label(lines), Rules.CLASSIC, GEOMETRY, SECTORS));
    }

    @Test
    void logicalOutsideItsExtendedPartition() throws IOException {
        String extended = "mbr 2: 00 20/0/1 05 29/254/63 start 321300 count 160650";
        String inside = "ebr 321300 1: 00 20/1/1 83 29/254/63 start 63 count 160587";
        assertThat(modern(label(extended, inside)).findings()).isEmpty();
        assertThat(modern(label(extended, inside.replace("160587", "160588"))).findings())
                .containsExactly(new Finding.OutsideExtended(5, 2));
    }

    @Test
    void orderOfEntries() throws IOException {
        String later = "mbr 1: 00 20/0/1 83 29/254/63 start 321300 count 160650";
        String earlier = "mbr 3: 00 10/0/1 83 19/254/63 start 160650 count 160650";
        assertThat(Verifier.isInClassicOrder(label(later))).isTrue();
        assertThat(Verifier.isInClassicOrder(label(later, earlier))).isFalse();
        assertThat(Verifier.isInOrder(label(later, earlier).partitions())).isFalse();
        // The logical partition lies before a primary one: 2.12 asks each kind apart.
        MbrLabel mixed = label("mbr 1: 00 20/0/1 05 29/254/63 start 321300 count 160650",
                "mbr 3: 00 40/0/1 83 49/254/63 start 642600 count 160650",
                "ebr 321300 1: 00 20/1/1 83 29/254/63 start 63 count 160587");
        assertThat(Verifier.isInClassicOrder(mixed)).isTrue();
        assertThat(Verifier.isInOrder(mixed.partitions())).isFalse();
        assertThat(Verifier.isInOrder(Collections.emptyList())).isTrue();
    }

    /** Sector 63 of 255/63 is 0/1/1, and 321299 is 19/254/63. */
    @Test
    void placesOfAPrimary() throws IOException {
        assertThat(placesOf("mbr 1: 00 0/1/1 83 19/254/63 start 63 count 321237")).isEmpty();
        assertThat(placesOf("mbr 1: 00 0/2/1 83 19/254/63 start 63 count 321237"))
                .containsExactly(new Finding.BeginningDiffers(1, new Chs(0, 2, 1), new Chs(0, 1, 1)));
        assertThat(placesOf("mbr 1: 00 0/1/1 83 18/254/63 start 63 count 321237"))
                .containsExactly(new Finding.EndingDiffers(1, new Chs(18, 254, 63), new Chs(19, 254, 63)));
        assertThat(placesOf("mbr 1: 00 0/1/1 83 19/253/63 start 63 count 321174"))
                .containsExactly(new Finding.NotAtCylinderEnd(1));
        assertThat(placesOf("mbr 1: 00 0/1/1 83 19/254/62 start 63 count 321236"))
                .containsExactly(new Finding.NotAtCylinderEnd(1));
    }

    private static List<Finding.OfVerifying> placesOf(String line) throws IOException {
        return MbrVerifier.classicAddresses(label(line).slots().getFirst(), GEOMETRY);
    }

    @Test
    void placesOfALogicalAreNotAsked() throws IOException {
        MbrLabel label = label(SOUND[1], "ebr 321300 1: 00 0/0/1 83 0/0/1 start 63 count 160587");
        assertThat(MbrVerifier.classicAddresses(label.slots().getLast(), GEOMETRY)).isEmpty();
    }

    /** util-linux asks after places only in DOS compatibility mode. */
    @Test
    void placesThatDoNotExist() throws IOException {
        MbrLabel label = label("mbr 1: 00 0/1/1 83 100/255/63 start 63 count 321237");
        assertThat(modern(label).findings()).isEmpty();
        assertThat(Verifier.verify(label, Rules.MODERN_DOS, GEOMETRY, SECTORS).findings()).contains(
                new Finding.AddressOutsideGeometry(1, Finding.Axis.HEAD, 256, 255),
                new Finding.AddressOutsideGeometry(1, Finding.Axis.CYLINDER, 101, 100),
                new Finding.EndingDiffers(1, new Chs(100, 255, 63), new Chs(19, 254, 63)));
        assertThat(Verifier.verify(label, Rules.MODERN_DOS, new Geometry(256, 62, 101), SECTORS).findings()).contains(
                new Finding.AddressOutsideGeometry(1, Finding.Axis.SECTOR, 63, 62));
    }
}
