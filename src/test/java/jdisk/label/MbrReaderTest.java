package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.unit.Chs;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the four entries of an MBR and follows a chain of EBRs that is in order, if not always as usual. */
final class MbrReaderTest {

    /** 100 cylinders of 255 heads and 63 sectors. */
    private static final String SIZE = "size 822528000";
    private static final String EXTENDED = "mbr 2: 00 20/0/1 05 99/254/63 start 321300 count 1285200";

    static MbrLabel read(Image image) throws IOException {
        return MbrReader.read(image, SectorSize.DEFAULT, image.view(0, 512));
    }

    private static MbrLabel read(String... lines) throws IOException {
        return read(RecipeImage.of(lines));
    }

    private static List<Extent> logicals(MbrLabel label) {
        return label.slots().subList(4, label.slots().size()).stream().map(MbrPartition::extent).toList();
    }

    @Test
    void primaries() throws IOException {
        MbrLabel label = read(SIZE, "disk-id deadbeef",
                "mbr 1: 80 0/1/1 83 19/254/63 start 63 count 321237",
                "mbr 2: 00 20/0/1 82 29/254/63 start 321300 count 160650",
                "mbr 4: a5 1023/254/63 a5 767/0/63 start 4294967295 count 4294967295");
        assertThat(label.kind()).isEqualTo(Label.Kind.DOS);
        assertThat(label.diskId()).isEqualTo(0xdeadbeefL);
        assertThat(label.slots()).extracting(MbrPartition::number).containsExactly(1, 2, 3, 4);
        assertThat(label.slots()).extracting(MbrPartition::isLogical).containsOnly(false);
        assertThat(label.partitions()).extracting(MbrPartition::number).containsExactly(1, 2, 4);
        assertThat(label.slots()).extracting(MbrPartition::extent).containsExactly(
                new Extent(63, 321_237), new Extent(321_300, 160_650), new Extent(0, 0),
                new Extent(4_294_967_295L, 4_294_967_295L));
        MbrEntry first = label.slots().getFirst().entry();
        assertThat(first).isEqualTo(
                new MbrEntry(0x80, new Chs(0, 1, 1), 0x83, new Chs(19, 254, 63), 63, 321_237));
        assertThat(first.isActive()).isTrue();
        assertThat(label.slots().get(1).entry().isActive()).isFalse();
        MbrEntry odd = label.slots().getLast().entry();
        assertThat(odd.bootFlag()).isEqualTo(0xa5);
        assertThat(odd.isActive()).isFalse();
        // The cylinder's two upper bits stand with the sector: 767 is 1011111111 in binary.
        assertThat(odd.first()).isEqualTo(new Chs(1023, 254, 63));
        assertThat(odd.last()).isEqualTo(new Chs(767, 0, 63));
        assertThat(label.chain()).isEmpty();
        assertThat(label.extended()).isZero();
    }

    @Test
    void soundTableHasNoDoubts() throws IOException {
        assertThat(read(SIZE, "mbr 1: 80 0/1/1 83 19/254/63 start 63 count 321237").findings()).isEmpty();
        assertThat(read(RecipeImage.named("laptop")).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "0f", "85"})
    void chainOfThree(String type) throws IOException {
        MbrLabel label = read(SIZE,
                "mbr 2: 00 20/0/1 " + type + " 99/254/63 start 321300 count 1285200",
                "ebr 321300 1: 00 20/1/1 83 29/254/63 start 63 count 160587",
                "ebr 321300 2: 00 30/0/1 " + type + " 39/254/63 start 160650 count 160650",
                "ebr 481950 1: 00 30/1/1 82 39/254/63 start 63 count 160587",
                "ebr 481950 2: 00 40/0/1 " + type + " 49/254/63 start 321300 count 160650",
                "ebr 642600 1: 00 40/1/1 07 49/254/63 start 63 count 160586");
        // A data entry counts from its own table, a link from the extended partition.
        assertThat(logicals(label)).containsExactly(
                new Extent(321_363, 160_587), new Extent(482_013, 160_587), new Extent(642_663, 160_586));
        assertThat(label.partitions()).extracting(MbrPartition::number).containsExactly(2, 5, 6, 7);
        assertThat(label.slots().get(4).isLogical()).isTrue();
        assertThat(label.chain()).extracting(MbrLabel.Ebr::sector).containsExactly(321_300L, 481_950L, 642_600L);
        assertThat(label.chain()).extracting(MbrLabel.Ebr::number).containsExactly(5, 6, 7);
        assertThat(label.extended()).isEqualTo(2);
        assertThat(label.isContainer(label.slots().get(1))).isTrue();
        assertThat(label.isContainer(label.slots().get(4))).isFalse();
        assertThat(label.findings()).isEmpty();
    }

    /** Sectors count in the image's own size; the table takes the first 512 bytes of one. */
    @Test
    void sectorsOfAnotherSize() throws IOException {
        Image image = RecipeImage.of("sector-size 4096", "size 40960000",
                "mbr 1: 00 0/1/1 05 99/254/63 start 1000 count 8000",
                "ebr 1000 1: 00 0/1/1 83 0/1/1 start 8 count 100");
        MbrLabel label = MbrReader.read(image, new SectorSize(4096), image.view(0, 512));
        assertThat(logicals(label)).containsExactly(new Extent(1008, 100));
        assertThat(label.findings()).isEmpty();
        MbrLabel misread = read(image);
        assertThat(logicals(misread)).as("nothing stands at byte 512000").isEmpty();
    }

    @Test
    void dataAndLinkInTheLastTwoEntries() throws IOException {
        MbrLabel label = read(SIZE, EXTENDED,
                "ebr 321300 3: 00 20/1/1 83 29/254/63 start 63 count 160587",
                "ebr 321300 4: 00 30/0/1 05 39/254/63 start 160650 count 160650",
                "ebr 481950 4: 00 30/1/1 82 39/254/63 start 63 count 160587");
        assertThat(logicals(label)).containsExactly(new Extent(321_363, 160_587), new Extent(482_013, 160_587));
        assertThat(label.findings()).isEmpty();
    }

    @Test
    void linkBeforeData() throws IOException {
        MbrLabel label = read(SIZE, EXTENDED,
                "ebr 321300 1: 00 30/0/1 05 39/254/63 start 160650 count 160650",
                "ebr 321300 2: 00 20/1/1 83 29/254/63 start 63 count 160587",
                "ebr 481950 1: 00 30/1/1 82 39/254/63 start 63 count 160587");
        assertThat(logicals(label)).containsExactly(new Extent(321_363, 160_587), new Extent(482_013, 160_587));
        assertThat(label.findings()).isEmpty();
    }

    @Test
    void moreEntriesThanOneOfEachKind() throws IOException {
        MbrLabel label = read(SIZE, EXTENDED,
                "ebr 321300 1: 00 20/1/1 83 29/254/63 start 63 count 1000",
                "ebr 321300 2: 00 30/0/1 05 39/254/63 start 160650 count 160650",
                "ebr 321300 3: 00 20/1/1 82 29/254/63 start 2000 count 1000",
                "ebr 321300 4: 00 30/0/1 05 39/254/63 start 321300 count 160650",
                "ebr 481950 1: 00 30/1/1 82 39/254/63 start 63 count 160587");
        assertThat(logicals(label)).containsExactly(new Extent(321_363, 1000), new Extent(482_013, 160_587));
        assertThat(label.findings()).containsExactly(new Finding.ExtraData(321_300), new Finding.ExtraLink(321_300));
    }

    @Test
    void emptyTableInTheMiddle() throws IOException {
        MbrLabel label = read(SIZE, EXTENDED,
                "ebr 321300 1: 00 20/1/1 83 29/254/63 start 63 count 160587",
                "ebr 321300 2: 00 30/0/1 05 39/254/63 start 160650 count 160650",
                "ebr 481950 2: 00 40/0/1 05 49/254/63 start 321300 count 160650",
                "ebr 642600 1: 00 40/1/1 83 49/254/63 start 63 count 160587");
        assertThat(logicals(label)).containsExactly(new Extent(321_363, 160_587), new Extent(642_663, 160_587));
        assertThat(label.chain()).extracting(MbrLabel.Ebr::number).containsExactly(5, 0, 6);
        assertThat(label.findings()).containsExactly(new Finding.EmptyTable(481_950));
    }

    /** A link in the place where the partition is sought is still no partition. */
    @Test
    void tableWithNothingButALinkInItsFirstEntry() throws IOException {
        MbrLabel label = read(SIZE, EXTENDED,
                "ebr 321300 1: 00 30/0/1 05 39/254/63 start 160650 count 160650",
                "ebr 481950 1: 00 30/1/1 83 39/254/63 start 63 count 160587");
        assertThat(logicals(label)).containsExactly(new Extent(482_013, 160_587));
        assertThat(label.findings()).containsExactly(new Finding.EmptyTable(321_300));
    }

    /** As fdisk makes an extended partition before anything is in it. */
    @Test
    void extendedPartitionWithNothingInIt() throws IOException {
        MbrLabel label = read(SIZE, EXTENDED, "signature 321300");
        assertThat(logicals(label)).isEmpty();
        assertThat(label.chain()).hasSize(1);
        assertThat(label.isContainer(label.slots().get(1))).isTrue();
        assertThat(label.findings()).isEmpty();
    }

    @Test
    void secondExtendedPartition() throws IOException {
        MbrLabel label = read(SIZE,
                "mbr 1: 00 20/0/1 05 39/254/63 start 321300 count 321300",
                "mbr 3: 00 40/0/1 0f 99/254/63 start 642600 count 963900",
                "ebr 321300 1: 00 20/1/1 83 29/254/63 start 63 count 160587",
                "ebr 642600 1: 00 40/1/1 83 49/254/63 start 63 count 160587");
        assertThat(label.extended()).isEqualTo(1);
        assertThat(logicals(label)).containsExactly(new Extent(321_363, 160_587));
        assertThat(label.findings()).containsExactly(new Finding.ExtraExtended(3));
    }

    @Test
    void extendedPartitionAtSectorZero() throws IOException {
        MbrLabel label = read(SIZE, "mbr 1: 00 0/0/1 05 99/254/63 start 0 count 1606500");
        assertThat(label.chain()).isEmpty();
        assertThat(label.isContainer(label.slots().getFirst())).isFalse();
        assertThat(label.findings()).containsExactly(new Finding.ExtendedAtZero(1));
    }

    /** 5 to 61 are 57 partitions: 60 is the greatest number fdisk knows. */
    @Test
    void oneMoreThanFdiskLists() throws IOException {
        assertThat(chainOf(56).findings()).isEmpty();
        assertThat(chainOf(57).findings()).containsExactly(new Finding.MoreThanFdiskLists(58));
        assertThat(chainOf(57).findings().getFirst().isDamage()).isFalse();
    }

    private static MbrLabel chainOf(int logicals) throws IOException {
        String[] lines = new String[2 * logicals + 1];
        lines[0] = SIZE + "\n" + EXTENDED;
        for (int n = 0; n < logicals; n++) {
            int at = 321_300 + 100 * n;
            lines[2 * n + 1] = "ebr " + at + " 1: 00 0/0/1 83 0/0/1 start 1 count 99";
            lines[2 * n + 2] = n + 1 == logicals ? "" : "ebr " + at + " 2: 00 0/0/1 05 0/0/1 start " + 100 * (n + 1) + " count 100";
        }
        return read(lines);
    }

    @Test
    void diskLargerThanATableCanTell() throws IOException {
        String table = "mbr 1: 00 0/1/1 83 1023/254/63 start 63 count 1000";
        assertThat(read("size " + 512L * 4_294_967_295L, table).findings()).isEmpty();
        List<Finding.OfReading> findings = read("size " + 512L * 4_294_967_296L, table).findings();
        assertThat(findings).containsExactly(new Finding.DiskTooLarge(4_294_967_296L));
        assertThat(findings.getFirst().isDamage()).isFalse();
    }
}
