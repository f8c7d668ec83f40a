package jdisk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import jdisk.image.CountedImage;
import jdisk.image.Image;
import jdisk.image.Progress;
import jdisk.image.SparseMemoryImage;
import jdisk.label.Label;
import jdisk.testing.AmigaSectors;
import jdisk.testing.BsdSector;
import jdisk.testing.MacSectors;
import jdisk.testing.SgiSector;
import jdisk.testing.SunSector;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that nothing leads to: of a disk within the disk, copied to another place, or of a kind that is not the disk's. */
final class LostTablesTest {
    private static final Progress NOBODY = Progress.until(() -> false);

    private static Search.Result search(Image image) {
        return Search.run(image, new Search.Plan(SectorSize.DEFAULT, 0, image.size()), NOBODY);
    }

    /** The tables that are found, a line each: its sector, its kind, the sector it counts from, the first sectors of its partitions. */
    private static List<String> tables(Image image) {
        return search(image).tables().stream().map(LostTablesTest::line).toList();
    }

    private static List<String> tables(LostDisk disk) {
        return tables(disk.image());
    }

    private static String line(TableHit hit) {
        String kind = hit.table().kind() == Label.Kind.DOS ? hit.table().isLink() ? "EBR" : "MBR" : hit.table().kind().title();
        return hit.start() / 512 + " " + kind + " " + hit.reading().start() / 512 + " "
                + hit.reading().partitions().stream().map(partition -> partition.first() / 512 + "+" + partition.count() / 512).toList();
    }

    /** A disk of three partitions, the last of them logical. */
    private static LostDisk mbrDisk() {
        return new LostDisk(20_000).text(0, "some code").entry(0, 0, 6, 63, 3000).entry(0, 1, 6, 4000, 3000).entry(0, 2, 5, 8000, 8000)
                .entry(8000, 0, 6, 63, 3000)
                .fat(63, 2880, 1, "one").fat(4000, 2880, 2, "two").fat(8063, 2880, 3, "three");
    }

    @Test
    void anMbrOfADiskWithinTheDisk() {
        Search.Result result = search(new LostDisk(60_000).disk(10_001, mbrDisk().pieces()).image());
        assertThat(result.tables()).map(LostTablesTest::line)
                .containsExactly("10001 MBR 10001 [10064+3000, 14001+3000]", "18001 EBR 18001 [18064+3000]");
        // As long as their tables say, and not as their boot records do.
        assertThat(result.hits()).map(hit -> hit.start() / 512 + "+" + hit.length() / 512)
                .containsExactly("10064+3000", "14001+3000", "18064+3000");
        assertThat(result.hits().getFirst().table()).hasValue(10_001 * 512L);
    }

    @Test
    void anMbrThatWasCopied() {
        LostDisk disk = mbrDisk().disk(17, Map.of(0L, Objects.requireNonNull(mbrDisk().pieces().get(0L)))).wipe(0, 1);
        assertThat(tables(disk)).containsExactly("17 MBR 0 [63+3000, 4000+3000]", "8000 EBR 8000 [8063+3000]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void anMbrInOtherSectors(int bytes) {
        int times = bytes / 512;
        LostDisk inner = new LostDisk(40_000).text(0, "some code").entry(0, 0, 6, 63, 1000).entry(0, 1, 6, 2000, 1000)
                .fat(63 * times, 2880, 1, "one").fat(2000 * times, 2880, 2, "two");
        assertThat(tables(new LostDisk(60_000).disk(10_001, inner.pieces()))).containsExactly("10001 MBR 10001 [%d+%d, %d+%d]".formatted(
                10_001 + 63 * times, 1000 * times, 10_001 + 2000 * times, 1000 * times));
    }

    /** Only an EBR is left of what it tells of. */
    @Test
    void anMbrIsProvedByAnEbr() {
        LostDisk inner = mbrDisk().wipe(63, 40).wipe(4000, 40);
        assertThat(tables(new LostDisk(60_000).disk(10_001, inner.pieces())))
                .containsExactly("10001 MBR 10001 [10064+3000, 14001+3000]", "18001 EBR 18001 [18064+3000]");
    }

    /** What is in a partition need not be something that is searched for. */
    @Test
    void anMbrIsProvedByWhatIsKnown() {
        LostDisk inner = new LostDisk(9000).text(0, "some code").entry(0, 0, 0x83, 63, 3000).text(63 * 512 + 1024, "\u0010 \u00f5\u00f2");
        assertThat(tables(new LostDisk(60_000).disk(10_001, inner.pieces()))).containsExactly("10001 MBR 10001 [10064+3000]");
    }

    @Test
    void anMbrThatLeadsToNothingIsNone() {
        LostDisk disk = mbrDisk().wipe(63, 40).wipe(4000, 40).wipe(8000, 100);
        assertThat(tables(new LostDisk(60_000).disk(10_001, disk.pieces()))).isEmpty();
    }

    @Test
    void entriesThatAreNonsenseAreNone() {
        for (int at : new int[] {446, 446 + 8, 446 + 12, 446 + 16, 446 + 48}) {
            byte[] code = Objects.requireNonNull(mbrDisk().pieces().get(0L)).clone();
            for (int i = at; i < at + 4; i++) {
                code[i] = (byte) (at == 446 || at > 446 + 12 ? 'x' : 0);
            }
            LostDisk disk = new LostDisk(60_000).disk(10_001, mbrDisk().pieces()).disk(10_001, Map.of(0L, code));
            assertThat(tables(disk)).as("byte %d", at).containsExactly("18001 EBR 18001 [18064+3000]");
        }
    }

    /** The code of a boot record may have such bytes there, and its own volume where they say. */
    @Test
    void aBootRecordIsNoMbr() {
        LostDisk disk = new LostDisk(60_000).fat(10_000, 2880, 1, "f").entry(10_000, 0, 6, 5000, 3000).fat(15_000, 2880, 2, "g");
        Search.Result result = search(disk.image());
        assertThat(result.tables()).isEmpty();
        assertThat(result.hits()).hasSize(2);
    }

    @Test
    void aGptOfADiskWithinTheDisk() {
        LostDisk inner = new LostDisk(20_000).gpt(1, 2, 19_999, 2048, 9999).gpt(19_999, 19_967, 1, 2048, 9999).luks(2048);
        Search.Result result = search(new LostDisk(60_000).disk(10_001, inner.pieces()).image());
        assertThat(result.tables()).map(LostTablesTest::line)
                .containsExactly("10002 GPT 10001 [12049+7952]", "30000 GPT 10001 [12049+7952]");
        assertThat(result.hits()).map(hit -> hit.start() / 512 + "+" + hit.length() / 512).containsExactly("12049+7952");
    }

    /** The front of the disk is not in the image: the header at its end counts from before that. */
    @Test
    void aGptOfWhichTheFrontIsMissing() {
        Map<Long, byte[]> pieces = new LostDisk(20_000).gpt(19_999, 19_967, 1, 12_048, 16_999).luks(12_048).pieces();
        LostDisk end = new LostDisk(10_000);
        pieces.forEach((at, piece) -> end.disk((int) (at / 512) - 10_000, Map.of(0L, piece)));
        Search.Result result = search(end.image());
        assertThat(result.tables()).map(LostTablesTest::line).containsExactly("9999 GPT -10000 [2048+4952]");
        assertThat(result.hits()).map(hit -> hit.start() / 512 + "+" + hit.length() / 512).containsExactly("2048+4952");
    }

    @Test
    void aGptWithAWrongChecksumIsNone() {
        Map<Long, byte[]> inner = new LostDisk(20_000).gpt(1, 2, 19_999, 2048, 9999).pieces();
        for (long sector : new long[] {1, 2}) {
            byte[] piece = Objects.requireNonNull(inner.get(sector * 512)).clone();
            piece[60] ^= 1;
            LostDisk disk = new LostDisk(60_000).disk(10_001, inner).disk(10_001 + (int) sector, Map.of(0L, piece));
            assertThat(tables(disk)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"512, 0", "512, 7", "512, 15", "2048, 2", "4096, 0"})
    void anAmigaRigidDiskBlock(int blockBytes, int place) {
        AmigaSectors table = new AmigaSectors(blockBytes, place, 64 * 512 / blockBytes, 4, 32).partition(40, "DH0", 3, 3, 0x444f_5303, 1)
                .partition(31, "System", 4, 4, 0x444f_5303, 0);
        LostDisk disk = new LostDisk(60_000).disk(10_001, table.pieces());
        int cylinder = 128 * blockBytes / 512;
        assertThat(tables(disk)).containsExactly("%d Amiga 10001 [%d+%d, %d+%d]".formatted(
                10_001 + place * blockBytes / 512, 10_001 + 3 * cylinder, cylinder, 10_001 + 4 * cylinder, cylinder));
        // Nothing without the list that it leads to, or with a wrong checksum in that.
        assertThat(tables(new LostDisk(60_000).disk(10_001, table.pieces()).wipe(10_001 + 31L * blockBytes / 512, 1))).isEmpty();
        table.telling(31, 164, 5);
        Map<Long, byte[]> pieces = table.pieces();
        Objects.requireNonNull(pieces.get(31L * blockBytes))[250] ^= 1;
        assertThat(tables(new LostDisk(60_000).disk(10_001, pieces))).isEmpty();
    }

    @Test
    void aTableWithAnotherKindOfLabel() {
        byte[] sgi = new SgiSector().drive(100, 4, 32).partition(1, 4000, 3000, 0x83).partition(11, 0, 9000, 6).bytes();
        byte[] sun = new SunSector().geometry(100, 4, 32).partition(1, 40, 3072, 0x83, 0).bytes();
        Map<Long, byte[]> mac = new MacSectors(512).entry(1, 63, "map", "Apple_partition_map").entry(4000, 3000, "a", "Apple_HFS").pieces();
        assertThat(tables(new LostDisk(60_000).disk(10_001, Map.of(0L, sgi)))).containsExactly("10001 SGI 10001 [14001+3000]");
        assertThat(tables(new LostDisk(60_000).disk(10_001, Map.of(0L, sun)))).containsExactly("10001 Sun 10001 [15121+3072]");
        assertThat(tables(new LostDisk(60_000).disk(10_001, mac))).containsExactly("10002 Apple 10001 [14001+3000]");
        // A copy, told by what lies where it says.
        assertThat(tables(new LostDisk(60_000).disk(10_001, Map.of(0L, sgi)).fat(4000, 2880, 1, "f"))).containsExactly("10001 SGI 0 [4000+3000]");
        assertThat(tables(new LostDisk(60_000).disk(10_001, Map.of(0L, sun)).fat(5120, 2880, 1, "f"))).containsExactly("10001 Sun 0 [5120+3072]");
    }

    @Test
    void whatHasAWrongChecksumHasToTellOfSomething() {
        byte[] sgi = new SgiSector().drive(100, 4, 32).partition(1, 4000, 3000, 0x83).wrongChecksum().bytes();
        byte[] sun = new SunSector().geometry(100, 4, 32).partition(1, 40, 3072, 0x83, 0).vtoc(0, 8, 0).bytes();
        byte[] bsd = new BsdSector().partition(0, 4000, 3000, 7).wrongChecksum().bytes();
        for (byte[] sector : List.of(sgi, sun, bsd)) {
            assertThat(tables(new LostDisk(60_000).disk(10_001, Map.of(0L, sector)))).isEmpty();
        }
        Map<Long, byte[]> mac = new MacSectors(512).entry(1, 63, "map", "Apple_partition_map").entry(4000, 3000, "a", "Apple_HFS").pieces();
        assertThat(tables(new LostDisk(60_000).disk(10_001, mac).wipe(10_003, 1))).isEmpty();
        assertThat(tables(new LostDisk(60_000).disk(10_001, Map.of(0L, sun)).fat(15_121, 2880, 1, "f")))
                .containsExactly("10001 Sun 10001 [15121+3072]");
    }

    @Test
    void aBsdDisklabel() {
        byte[] relative = new BsdSector().partition(0, 100, 3000, 7).partition(2, 0, 9000, 0).bytes();
        byte[] absolute = new BsdSector().partition(0, 10_100, 3000, 7).partition(2, 10_000, 9000, 0).bytes();
        assertThat(tables(new LostDisk(60_000).disk(10_001, Map.of(0L, relative)))).containsExactly("10001 BSD 10000 [10100+3000]");
        assertThat(tables(new LostDisk(60_000).disk(10_001, Map.of(0L, absolute)))).containsExactly("10001 BSD 0 [10100+3000]");
        assertThat(tables(new LostDisk(60_000).disk(10_000, Map.of(64L, relative)))).containsExactly("10000 BSD 10000 [10100+3000]");
        // Where it counts from another place than it seems, what lies there tells.
        assertThat(tables(new LostDisk(60_000).disk(10_001, Map.of(0L, relative)).fat(100, 2880, 1, "f")))
                .containsExactly("10001 BSD 0 [100+3000]");
    }

    /** However many sectors look like tables, those that prove themselves are kept, and time and memory are bounded. */
    @Test
    void manyThatLookLikeTables() {
        LostDisk disk = new LostDisk(60_000).gpt(59_999, 59_967, 1, 50_000, 50_100);
        Random random = new Random(1);
        for (int sector = 1; sector < 50_000; sector++) {
            disk.text(sector * 512, "code").entry(sector, 0, 0x83, 1 + random.nextInt(60_000), 100);
        }
        SparseMemoryImage whole = disk.image();
        CountedImage image = new CountedImage(whole);
        Search.Result result = search(image);
        assertThat(result.tables()).map(LostTablesTest::line).contains("59999 GPT 0 [50000+101]");
        assertThat(result.hits()).isEmpty();
        assertThat(image.reads()).isLessThan(2_000_000);
    }
}
