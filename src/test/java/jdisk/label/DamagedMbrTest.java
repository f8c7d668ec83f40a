package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import jdisk.image.BadSectors;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.testing.ImageRecipe;
import jdisk.unit.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads a damaged table as far as it goes, and names each doubt once. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a loop without an end cannot be interrupted
final class DamagedMbrTest {

    private static final long SECTORS = 1_606_500;
    private static final String DISK = """
            size 822528000
            mbr 2: 00 20/0/1 05 99/254/63 start 321300 count 1285200
            ebr 321300 1: 00 20/1/1 83 29/254/63 start 63 count 160587
            """;
    private static final String SECOND = "ebr 481950 1: 00 30/1/1 83 39/254/63 start 63 count 160587\n";
    private static final Extent FIRST_LOGICAL = new Extent(321_363, 160_587);
    private static final Extent SECOND_LOGICAL = new Extent(482_013, 160_587);

    private static MbrLabel read(String lines) throws IOException {
        return MbrReaderTest.read(RecipeImage.of(lines));
    }

    private static String link(long from, long to) {
        return "ebr " + from + " 2: 00 30/0/1 05 39/254/63 start " + (to - 321_300) + " count 160650\n";
    }

    private static List<Extent> logicals(MbrLabel label) {
        return label.slots().subList(4, label.slots().size()).stream().map(MbrPartition::extent).toList();
    }

    @Test
    void linkToItself() throws IOException {
        MbrLabel first = read(DISK + link(321_300, 321_300));
        assertThat(logicals(first)).containsExactly(FIRST_LOGICAL);
        assertThat(first.findings()).containsExactly(new Finding.ChainLoops(321_300, 321_300));
        MbrLabel second = read(DISK + link(321_300, 481_950) + SECOND + link(481_950, 481_950));
        assertThat(logicals(second)).containsExactly(FIRST_LOGICAL, SECOND_LOGICAL);
        assertThat(second.findings()).containsExactly(new Finding.ChainLoops(481_950, 481_950));
    }

    @Test
    void linkBackToTheFirst() throws IOException {
        MbrLabel label = read(DISK + link(321_300, 481_950) + SECOND + link(481_950, 321_300));
        assertThat(logicals(label)).containsExactly(FIRST_LOGICAL, SECOND_LOGICAL);
        assertThat(label.findings()).containsExactly(new Finding.ChainLoops(481_950, 321_300));
    }

    @Test
    void linkBackToTheOneBefore() throws IOException {
        MbrLabel label = read(DISK + link(321_300, 481_950) + SECOND + link(481_950, 642_600)
                + "ebr 642600 1: 00 40/1/1 83 49/254/63 start 63 count 160587\n" + link(642_600, 481_950));
        assertThat(logicals(label)).containsExactly(FIRST_LOGICAL, SECOND_LOGICAL, new Extent(642_663, 160_587));
        assertThat(label.findings()).containsExactly(new Finding.ChainLoops(642_600, 481_950));
    }

    /** It is followed: what lies there may still be somebody's partition. */
    @Test
    void linkOutsideTheExtendedPartition() throws IOException {
        MbrLabel label = read("size 822528000\n"
                + "mbr 2: 00 20/0/1 05 29/254/63 start 321300 count 160650\n"
                + "ebr 321300 1: 00 20/1/1 83 29/254/63 start 63 count 160587\n" + link(321_300, 481_950) + SECOND);
        assertThat(logicals(label)).containsExactly(FIRST_LOGICAL, SECOND_LOGICAL);
        assertThat(label.findings()).containsExactly(new Finding.LinkOutside(481_950));
    }

    @Test
    void linkBehindTheEnd() throws IOException {
        MbrLabel label = read(DISK + link(321_300, SECTORS));
        assertThat(logicals(label)).containsExactly(FIRST_LOGICAL);
        assertThat(label.findings()).containsExactly(new Finding.ChainBeyondEnd(SECTORS, SECTORS));
        MbrLabel last = read(DISK + link(321_300, SECTORS - 1) + "signature " + (SECTORS - 1));
        assertThat(last.findings()).as("the last sector is still there").isEmpty();
    }

    @Test
    void extendedPartitionBehindTheEnd() throws IOException {
        MbrLabel label = read("size 822528000\nmbr 1: 00 0/0/1 05 0/0/1 start 2000000 count 1000\n");
        assertThat(label.chain()).isEmpty();
        assertThat(label.findings()).containsExactly(
                new Finding.ChainBeyondEnd(2_000_000, SECTORS),
                new Finding.BeyondEnd(1, new Extent(2_000_000, 1000), SECTORS));
    }

    @Test
    void unreadableTable() throws IOException {
        Image whole = RecipeImage.of(DISK + link(321_300, 481_950) + SECOND);
        MbrLabel second = MbrReaderTest.read(new BadSectors(whole, 481_950L));
        assertThat(logicals(second)).containsExactly(FIRST_LOGICAL);
        assertThat(second.findings()).containsExactly(new Finding.ChainUnreadable(481_950, "Input/output error"));
        MbrLabel first = MbrReaderTest.read(new BadSectors(whole, 321_300L));
        assertThat(logicals(first)).isEmpty();
        assertThat(first.findings()).containsExactly(new Finding.ChainUnreadable(321_300, "Input/output error"));
    }

    @Test
    void tableWithoutItsSignature() throws IOException {
        MbrLabel label = read(DISK + link(321_300, 481_950) + SECOND + "no-signature 481950\nno-signature 0\n");
        assertThat(logicals(label)).containsExactly(FIRST_LOGICAL, SECOND_LOGICAL);
        assertThat(label.findings()).containsExactly(new Finding.NoSignature(0), new Finding.NoSignature(481_950));
    }

    /** Start and count are 32 bits each; what they add up to is not. */
    @Test
    void endPast32Bits() throws IOException {
        MbrLabel label = read("""
                size 822528000
                mbr 1: 00 0/1/1 83 0/0/0 start 4294967295 count 4294967295
                mbr 2: 00 20/0/1 05 99/254/63 start 321300 count 1285200
                ebr 321300 1: 00 20/1/1 83 29/254/63 start 4294967295 count 4294967295
                """);
        Extent primary = new Extent(4_294_967_295L, 4_294_967_295L);
        Extent logical = new Extent(321_300 + 4_294_967_295L, 4_294_967_295L);
        assertThat(label.slots().getFirst().extent().end()).isEqualTo(8_589_934_590L);
        assertThat(logicals(label)).containsExactly(logical);
        assertThat(logical.last()).isEqualTo(8_590_255_889L);
        assertThat(label.findings()).containsExactly(
                new Finding.BeyondEnd(1, primary, SECTORS), new Finding.BeyondEnd(5, logical, SECTORS));
    }

    @Test
    void partitionOneSectorPastTheEnd() throws IOException {
        String fits = "size 822528000\nmbr 1: 00 0/1/1 83 0/0/0 start 63 count 1606437\n";
        assertThat(read(fits).findings()).isEmpty();
        assertThat(read(fits.replace("1606437", "1606438")).findings())
                .containsExactly(new Finding.BeyondEnd(1, new Extent(63, 1_606_438), SECTORS));
        assertThat(read(fits.replace("822528000", "822527999")).findings()).containsExactly(
                new Finding.BeyondEnd(1, new Extent(63, 1_606_437), SECTORS - 1), new Finding.IncompleteSector(511));
    }

    /** A disk that is one chain: each sector is a table that holds a partition and leads to the next. */
    @Test
    void chainWithoutAnEnd() throws IOException {
        MbrLabel label = MbrReaderTest.read(new EndlessChain());
        assertThat(label.findings()).contains(new Finding.ChainTooLong(65_536)).hasSize(2);
        assertThat(label.chain()).hasSize(65_536);
        assertThat(label.slots()).hasSize(4 + 65_536);
        assertThat(label.slots().getLast().extent()).isEqualTo(new Extent(65_537, 1));
    }

    /** Sector n holds a partition in sector n + 1 and a link to that same sector. */
    private static final class EndlessChain implements Image {
        @Override
        public String name() {
            return "chain.img";
        }

        @Override
        public long size() {
            return 512L * 4_000_000_000L;
        }

        @Override
        public void read(long offset, ByteBuffer target) throws EOFException {
            long sector = offset / 512;
            String lines = sector == 0
                    ? "size 512\nmbr 1: 00 0/0/2 05 0/0/1 start 1 count 3999999999"
                    : "size 512\nmbr 1: 00 0/0/1 83 0/0/1 start 1 count 1\nmbr 2: 00 0/0/1 05 0/0/1 start " + sector + " count 2";
            target.put(ImageRecipe.parse(lines).pieces().get(0L));
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }
}
