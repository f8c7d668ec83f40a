package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import jdisk.disk.DiskMap;
import jdisk.image.SparseMemoryImage;
import jdisk.listing.ListedDisk;
import jdisk.listing.MapListing;
import jdisk.listing.Messages;
import jdisk.listing.ModernListing;
import jdisk.testing.BsdSector;
import jdisk.testing.MacSectors;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads BSD disklabels and Apple partition maps, whole, doubtful and damaged at random. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BsdMacReaderTest {

    private static final long SECTORS = 100_000;
    private static final long SIZE = SECTORS * 512;
    private static final int DAMAGED = 4000;

    private static SparseMemoryImage image(Map<Long, byte[]> pieces) {
        return new SparseMemoryImage("a.img", SIZE, pieces);
    }

    private static Recognition probe(Map<Long, byte[]> pieces) throws IOException {
        return LabelProber.probe(image(pieces), SectorSize.DEFAULT, Optional.empty());
    }

    private static BsdLabel bsd(BsdSector sector) throws IOException {
        return (BsdLabel) label(Map.of(512L, sector.bytes()));
    }

    private static MacLabel mac(MacSectors sectors) throws IOException {
        return (MacLabel) label(sectors.pieces());
    }

    private static Label label(Map<Long, byte[]> pieces) throws IOException {
        if (probe(pieces) instanceof Recognition.Table(Label label)) {
            return label;
        }
        throw new AssertionError("no table: " + probe(pieces));
    }

    private static BsdSector twoSlices() {
        return new BsdSector().partition(0, 2048, 10_000, 7).partition(2, 0, SECTORS, 0).partition(3, 20_000, 80_000, 1);
    }

    private static MacSectors twoVolumes() {
        return new MacSectors(512).entry(1, 63, "Apple", "Apple_partition_map").entry(64, 936, "Mac", "Apple_HFS")
                .entry(1000, 99_000, "", "Apple_Free");
    }

    @Test
    void disklabel() throws IOException {
        BsdLabel label = bsd(twoSlices());
        assertThat(label.findings()).isEmpty();
        assertThat(label.kind()).isEqualTo(Label.Kind.BSD);
        assertThat(label.partitions()).extracting(BsdPartition::number).containsExactly(1, 3, 4);
        assertThat(label.partitions()).extracting(BsdPartition::letter).containsExactly('a', 'c', 'd');
        assertThat(label.partitions().getFirst().extent()).isEqualTo(new Extent(2048, 10_000));
        assertThat(label.partitions()).extracting(BsdPartition::role)
                .containsExactly(Partition.Role.DATA, Partition.Role.UNUSED, Partition.Role.DATA);
        assertThat(label.drive().slots()).isEqualTo(4);
        assertThat(label.drive().geometry().heads()).isEqualTo(8);
        assertThat(label.drive().rpm()).isEqualTo(3600);
    }

    /** Alphas keep the label in the first sector, behind their boot block. */
    @Test
    void disklabelInTheFirstSector() throws IOException {
        byte[] first = new byte[512];
        System.arraycopy(twoSlices().bytes(), 0, first, 64, 448);
        assertThat(((BsdLabel) label(Map.of(0L, first))).offset()).isEqualTo(64);
        assertThat(((BsdLabel) label(Map.of(0L, first))).findings()).isEmpty();
    }

    @Test
    void wrongChecksumOfADisklabel() throws IOException {
        assertThat(bsd(twoSlices().wrongChecksum()).findings()).containsExactly(new Finding.WrongChecksum(Label.Kind.BSD));
    }

    @Test
    void sliceBeyondTheEnd() throws IOException {
        assertThat(bsd(new BsdSector().partition(1, 90_000, 10_001, 7)).findings())
                .containsExactly(new Finding.BeyondEnd(2, new Extent(90_000, 10_001), SECTORS));
        assertThat(bsd(new BsdSector().partition(0, 0xffff_ffffL, 0xffff_ffffL, 7)).findings())
                .containsExactly(new Finding.BeyondEnd(1, new Extent(0xffff_ffffL, 0xffff_ffffL), SECTORS));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 23, 255, 65_535})
    void moreSlicesThanThereAre(int told) throws IOException {
        BsdLabel label = bsd(twoSlices().telling(told));
        assertThat(label.findings()).filteredOn(Finding.TooManyEntries.class::isInstance)
                .containsExactly(new Finding.TooManyEntries(told, 16));
        assertThat(label.partitions()).extracting(BsdPartition::number).containsExactly(1, 3, 4);
    }

    @Test
    void noSlices() throws IOException {
        assertThat(bsd(twoSlices().telling(0)).partitions()).isEmpty();
        assertThat(bsd(new BsdSector().telling(16)).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 132})
    void bothMarksOfADisklabelAreNeeded(int at) throws IOException {
        assertThat(probe(Map.of(512L, twoSlices().withoutMark(at).bytes()))).isEqualTo(new Recognition.Blank());
    }

    @Test
    void appleMap() throws IOException {
        MacLabel label = mac(twoVolumes());
        assertThat(label.findings()).isEmpty();
        assertThat(label.partitions()).containsExactly(
                new MacPartition(1, new Extent(1, 63), "Apple", "Apple_partition_map"),
                new MacPartition(2, new Extent(64, 936), "Mac", "Apple_HFS"),
                new MacPartition(3, new Extent(1000, 99_000), "", "Apple_Free"));
        assertThat(label.partitions()).extracting(MacPartition::role)
                .containsExactly(Partition.Role.TABLE, Partition.Role.DATA, Partition.Role.FREE);
    }

    /** Compact discs count in blocks of 2048 bytes; some only say so. */
    @Test
    void largeBlocks() throws IOException {
        MacSectors disc = new MacSectors(2048).entry(1, 15, "Apple", "Apple_partition_map").entry(16, 100, "Toast", "Apple_HFS");
        assertThat(mac(disc).partitions().getLast().extent()).isEqualTo(new Extent(64, 400));
        assertThat(mac(twoVolumes().tellingBlocksOf(2048)).partitions().get(1).extent()).isEqualTo(new Extent(64, 936));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 513, 1000, 65_535, 65_024})
    void blockSizesThatAreNone(int bytes) throws IOException {
        assertThat(mac(twoVolumes().tellingBlocksOf(bytes)).partitions()).hasSize(3);
        MacSectors astray = new MacSectors(1024).entry(1, 63, "Apple", "Apple_partition_map").tellingBlocksOf(bytes);
        assertThat(probe(astray.pieces())).isNotInstanceOf(Recognition.Table.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1025})
    void moreEntriesThanAreFollowed(int told) throws IOException {
        MacLabel label = mac(twoVolumes().telling(told));
        assertThat(label.partitions()).hasSize(3);
        assertThat(label.findings()).hasSize(2).first().isInstanceOfSatisfying(Finding.TooManyEntries.class,
                finding -> assertThat(finding.told()).isEqualTo(Integer.toUnsignedLong(told)));
        assertThat(label.findings().getLast()).isEqualTo(new Finding.EntryMissing(4));
    }

    @Test
    void entryWithoutItsMark() throws IOException {
        MacLabel label = mac(twoVolumes().withoutMark(2));
        assertThat(label.findings()).containsExactly(new Finding.EntryMissing(2));
        assertThat(label.partitions()).hasSize(1);
        assertThat(probe(twoVolumes().withoutMark(1).pieces())).isNotInstanceOf(Recognition.Table.class);
    }

    @Test
    void volumeBeyondTheEnd() throws IOException {
        assertThat(mac(twoVolumes().entry(0xffff_ffffL, 0xffff_ffffL, "far", "Apple_HFS")).findings())
                .containsExactly(new Finding.BeyondEnd(4, new Extent(0xffff_ffffL, 0xffff_ffffL), SECTORS));
    }

    @Test
    void namesAreShownVisibly() throws IOException {
        MacLabel label = mac(twoVolumes().entry(64, 1, "a\u001b[2J\n\u009b", "Apple\u0007\u0001_X"));
        assertThat(listings(label)).contains("[2J").doesNotContain("\u001b", "\u0007", "\u009b");
        assertThat(listings(bsd(twoSlices().typeName("x\u001b[31m\u0008")))).contains("[31m").doesNotContain("\u001b", "\b");
    }

    @Test
    void damagedAtRandom() throws IOException {
        int tables = 0;
        for (int seed = 0; seed < DAMAGED; seed++) {
            Random random = new Random(seed);
            Map<Long, byte[]> pieces = new HashMap<>(seed % 2 == 0 ? Map.of(512L, twoSlices().bytes()) : twoVolumes().pieces());
            for (int n = random.nextInt(12); n >= 0; n--) {
                byte[] piece = pieces.values().stream().skip(random.nextInt(pieces.size())).findFirst().orElseThrow();
                // The marks mostly stay, or nothing is tried; what counts stands in the first half.
                piece[random.nextInt(8) == 0 ? random.nextInt(512) : 2 + random.nextInt(254)] = (byte) random.nextInt();
            }
            try {
                if (probe(pieces) instanceof Recognition.Table(Label label)) {
                    tables++;
                    assertThat(label.findings()).hasSizeLessThan(20);
                    assertThat(listings(label).codePoints().filter(character -> character != '\n' && Character.isISOControl(character)))
                            .isEmpty();
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(tables).isGreaterThan(DAMAGED / 4);
    }

    /** All there is to say of a table. */
    private static String listings(Label label) {
        StringBuilder text = new StringBuilder();
        for (DisplayUnit unit : DisplayUnit.values()) {
            ListedDisk disk = new ListedDisk("a.img", SIZE, SectorSize.DEFAULT, new Geometry(8, 32, 64), unit, false, false,
                    new Visible(StandardCharsets.UTF_8));
            ModernListing modern = new ModernListing(disk);
            for (boolean details : new boolean[] {false, true}) {
                text.append(modern.partitions(label, Optional.empty(), details));
            }
            label.partitions().forEach(partition -> text.append(modern.information(label, partition)));
            text.append(MapListing.table(disk, DiskMap.of(Optional.of(label), List.of(), label.areas(SectorSize.DEFAULT), SectorSize.DEFAULT, SECTORS), Map.of(), Map.of()));
        }
        label.findings().forEach(finding -> text.append(Messages.doubt(finding)).append('\n'));
        return text.toString();
    }
}
