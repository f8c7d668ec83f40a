package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.BadSectors;
import jdisk.image.RecipeImage;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.AmigaSectors;
import jdisk.testing.AtariSectors;
import jdisk.testing.ImageRecipe;
import jdisk.testing.MadeDisk;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads Atari tables, whole, doubtful and damaged at random. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AtariReaderTest {

    private static final int SECTORS = 100_000;
    private static final long SIZE = SECTORS * 512L;

    private static AtariSectors primaries() {
        return new AtariSectors(SECTORS).entry(0, 0, 0x81, "GEM", 2, 20_000).entry(0, 1, 0, "BGM", 20_002, 1000)
                .entry(0, 2, 1, "BGM", 30_000, 40_000).entry(0, 3, 0x11, "LNX", 70_000, 30_000);
    }

    /** Links count from 50000, partitions from their own root sector. */
    private static AtariSectors extended() {
        return new AtariSectors(SECTORS).entry(0, 0, 1, "GEM", 2, 20_000).entry(0, 1, 1, "XGM", 50_000, 30_000)
                .entry(0, 2, 1, "RAW", 80_000, 20_000)
                .entry(50_000, 0, 1, "BGM", 1, 9999).entry(50_000, 1, 1, "XGM", 10_000, 10_000)
                .entry(60_000, 0, 1, "BGM", 1, 9999).entry(60_000, 1, 1, "XGM", 20_000, 10_000)
                .entry(70_000, 2, 1, "SWP", 5, 9995);
    }

    private static Disk open(Map<Long, byte[]> pieces) throws IOException {
        return Disk.open(new SparseMemoryImage("a.img", SIZE, pieces), Hints.NONE);
    }

    private static AtariLabel atari(AtariSectors sectors) throws IOException {
        return (AtariLabel) open(sectors.pieces()).label().orElseThrow();
    }

    private static Optional<Label.Kind> kind(AtariSectors sectors) throws IOException {
        return open(sectors.pieces()).label().map(Label::kind);
    }

    private static Hints asked() {
        return new Hints(Optional.empty(), Optional.of(Label.Kind.ATARI), GeometryFinder.Given.NOTHING, Optional.empty());
    }

    @Test
    void primaryPartitions() throws IOException {
        AtariLabel label = atari(primaries().badSectors(1, 1).bootable());
        assertThat(label.findings()).isEmpty();
        assertThat(label.kind().id()).isEqualTo("atari");
        assertThat(label.partitions()).containsExactly(new AtariPartition(1, new Extent(2, 20_000), "GEM", 0x81),
                new AtariPartition(3, new Extent(30_000, 40_000), "BGM", 1), new AtariPartition(4, new Extent(70_000, 30_000), "LNX", 0x11));
        assertThat(label.partitions()).extracting(AtariPartition::isBootable).containsExactly(true, false, true);
        assertThat(label.partitions()).extracting(AtariPartition::typeName)
                .containsExactly("GEM GEMDOS under 16 MB", "BGM GEMDOS from 16 MB", "LNX Linux");
        assertThat(label.bootable()).isTrue();
        assertThat(label.diskSectors()).isEqualTo(SECTORS);
        assertThat(label.areas(SectorSize.DEFAULT))
                .containsExactly(new Area(Area.Kind.ATARI_ROOT_SECTOR, 0, 512), new Area(Area.Kind.ATARI_BAD_SECTOR_LIST, 512, 512));
        assertThat(atari(primaries()).bootable()).isFalse();
        assertThat(atari(primaries()).areas(SectorSize.DEFAULT)).hasSize(1);
    }

    @Test
    void extendedPartitions() throws IOException {
        AtariLabel label = atari(extended());
        assertThat(label.findings()).isEmpty();
        assertThat(label.partitions()).extracting(AtariPartition::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(label.partitions()).extracting(AtariPartition::extent).containsExactly(new Extent(2, 20_000),
                new Extent(50_001, 9999), new Extent(60_001, 9999), new Extent(70_005, 9995), new Extent(80_000, 20_000));
        assertThat(label.chain()).containsExactly(50_000L, 60_000L, 70_000L);
        assertThat(label.areas(SectorSize.DEFAULT)).contains(new Area(Area.Kind.ATARI_EXTENDED_ROOT_SECTOR, 60_000 * 512, 512));
    }

    @Test
    void extendedPartitionWithoutAny() throws IOException {
        AtariLabel label = atari(new AtariSectors(SECTORS).entry(0, 0, 1, "GEM", 2, 20_000).entry(0, 1, 1, "XGM", 50_000, 30_000)
                .entry(0, 2, 1, "RAW", 80_000, 20_000).entry(50_000, 0, 0, "BGM", 1, 1));
        assertThat(label.partitions()).extracting(AtariPartition::number).containsExactly(1, 2);
        assertThat(label.findings()).isEmpty();
    }

    @Test
    void entriesOfIcd() throws IOException {
        AtariSectors table = primaries().icd(0, 1, "RAW", 21_002, 100).icd(1, 1, "UNX", 21_200, 100).icd(2, 0, "LNX", 21_300, 100)
                .icd(7, 1, "LNX", 21_400, 100);
        assertThat(atari(table).partitions()).extracting(AtariPartition::number).containsExactly(1, 3, 4, 5, 12);
        assertThat(atari(table.icd(0, 0, "UNX", 21_002, 100)).partitions()).hasSize(3);
        AtariSectors both = extended().icd(0, 1, "RAW", 21_002, 100);
        assertThat(atari(both).partitions()).as("with extended ones").hasSize(5);
    }

    @Test
    void emptyTableOfParted() throws IOException {
        AtariSectors table = new AtariSectors(SECTORS);
        for (int slot = 0; slot < 4; slot++) {
            assertThat(kind(table)).isEmpty();
            table.entry(0, slot, 0, "PAR", 0x54454441, 0x54415249);
        }
        assertThat(atari(table).partitions()).isEmpty();
        assertThat(atari(table).findings()).isEmpty();
    }

    /** What lies about in a first sector is no table, but with an entry that makes sense. */
    @ParameterizedTest
    @CsvSource({"0, GEM, 2, 100", "2, GEM, 2, 100", "1, GE., 2, 100", "1, 'G M', 2, 100", "1, \u00c4EM, 2, 100", "1, GEM, 0, 100",
        "1, GEM, 2, 0", "1, GEM, 2, 99999", "1, GEM, 100000, 1", "1, GEM, -1, 2", "1, GEM, 2, -1"})
    void entriesThatMakeNoSense(int flags, String id, int start, int count) throws IOException {
        assertThat(kind(new AtariSectors(SECTORS).entry(0, 1, flags, id, start, count))).isEmpty();
        assertThat(kind(new AtariSectors(SECTORS).entry(0, 1, 1, "GEM", 2, 99_998))).contains(Label.Kind.ATARI);
    }

    /** One good entry is enough, and the others are shown with it. */
    @Test
    void badEntriesBesideAGoodOne() throws IOException {
        AtariLabel label = atari(new AtariSectors(SECTORS).entry(0, 0, 1, "\u0001\u001b[", 0, 7).entry(0, 1, 1, "GEM", 2, 100)
                .entry(0, 2, 1, "BGM", 99_999, 2).entry(0, 3, 1, "RAW", -1, -1));
        assertThat(label.partitions()).hasSize(4);
        assertThat(label.findings()).containsExactly(new Finding.NumbersMakeNoSense(1),
                new Finding.BeyondEnd(3, new Extent(99_999, 2), SECTORS),
                new Finding.BeyondEnd(4, new Extent(0xffff_ffffL, 0xffff_ffffL), SECTORS));
    }

    @Test
    void asksForATableOfAnImageCutShort() throws IOException {
        SparseMemoryImage image = new SparseMemoryImage("a.img", 1024, primaries().pieces());
        assertThat(Disk.open(image, Hints.NONE).label()).isEmpty();
        assertThat(Disk.open(image, asked()).label().orElseThrow().findings()).hasSize(3);
    }

    @Test
    void sectorsOfAnotherSize() throws IOException {
        Hints large = new Hints(Optional.of(new SectorSize(4096)), Optional.of(Label.Kind.ATARI), GeometryFinder.Given.NOTHING, Optional.empty());
        assertThat(Disk.open(new SparseMemoryImage("a.img", SIZE, primaries().pieces()), large).recognition())
                .isEqualTo(new Recognition.NotOfKind(Label.Kind.ATARI));
    }

    @Test
    void chainsThatLoop() throws IOException {
        AtariLabel label = atari(extended().entry(70_000, 3, 1, "XGM", 10_000, 1));
        assertThat(label.findings()).containsExactly(new Finding.ChainLoops(70_000, 60_000));
        assertThat(label.partitions()).hasSize(5);
        assertThat(atari(extended().entry(50_000, 1, 1, "XGM", 0, 1)).findings()).containsExactly(new Finding.ChainLoops(50_000, 50_000));
        AtariSectors two = extended().entry(0, 2, 1, "XGM", 50_000, 1);
        assertThat(atari(two).findings()).containsExactly(new Finding.ChainLoops(50_000, 50_000));
    }

    @Test
    void chainsThatLeadAstray() throws IOException {
        assertThat(atari(extended().entry(60_000, 1, 1, "XGM", -1, 1)).findings())
                .containsExactly(new Finding.ChainBeyondEnd(50_000 + 0xffff_ffffL, SECTORS));
        assertThat(atari(extended().entry(60_000, 1, 1, "XGM", 31_000, 1)).findings())
                .containsExactly(new Finding.LinkOutside(81_000), new Finding.EmptyTable(81_000));
        assertThat(atari(extended().entry(60_000, 1, 1, "BGM", 20_000, 1)).findings()).containsExactly(new Finding.ExtraData(60_000));
        AtariLabel label = atari(extended().entry(60_000, 0, 0, "BGM", 1, 9999));
        assertThat(label.findings()).containsExactly(new Finding.EmptyTable(60_000));
        assertThat(label.partitions()).extracting(AtariPartition::id).containsExactly("GEM", "BGM", "SWP", "RAW");
    }

    @Test
    void chainThatIsTooLong() throws IOException {
        AtariSectors table = new AtariSectors(SECTORS).entry(0, 0, 1, "XGM", 2, 90_000);
        for (int n = 0; n < 5000; n++) {
            table.entry(2 + n, 0, 1, "GEM", 10_000 + n, 1).entry(2 + n, 1, 1, "XGM", n + 1, 1);
        }
        assertThat(atari(table).partitions()).hasSize(4096);
        assertThat(atari(table).findings()).containsExactly(new Finding.ChainTooLong(4096));
    }

    @Test
    void unreadableLink() throws IOException {
        BadSectors image = new BadSectors(new SparseMemoryImage("a.img", SIZE, extended().pieces()), 60_000L);
        Label label = Disk.open(image, Hints.NONE).label().orElseThrow();
        assertThat(label.partitions()).hasSize(3);
        assertThat(label.findings()).singleElement().isInstanceOf(Finding.ChainUnreadable.class);
    }

    /** Its checksum may be that of an MBR by chance; what stands where an MBR has entries decides. */
    @Test
    void endsAsAnMbrDoes() throws IOException {
        assertThat(kind(primaries().ending(0x55aa))).contains(Label.Kind.ATARI);
        assertThat(kind(extended().ending(0x55aa))).contains(Label.Kind.ATARI);
        // An entry of an MBR whose numbers make sense, little-endian at 446, and one of an Atari's in its bytes 462 and on.
        byte[] both = new byte[512];
        ByteBuffer.wrap(both).put(450, (byte) 0x83).put(455, (byte) 8).put(459, (byte) 8).putShort(510, (short) 0x55aa)
                .put(490, (byte) 1).put(491, (byte) 'G').put(492, (byte) 'E').put(493, (byte) 'M').putInt(494, 2).putInt(498, 1);
        assertThat(open(Map.of(0L, both)).label().orElseThrow().kind()).isEqualTo(Label.Kind.ATARI);
        // On a disk this large, the letters are a place an MBR can tell as well.
        byte[] table = new byte[512];
        ByteBuffer.wrap(table).put(450, (byte) 0x83).put(454, (byte) 1).put(455, (byte) 'G').put(456, (byte) 'E').put(457, (byte) 'M')
                .putInt(458, 2).putInt(462, 1).put(466, (byte) 0x82).put(471, (byte) 8).put(475, (byte) 8).putShort(510, (short) 0x55aa);
        Label mbr = Disk.open(new SparseMemoryImage("a.img", 700L << 30, Map.of(0L, table)), Hints.NONE).label().orElseThrow();
        assertThat(mbr.kind()).isEqualTo(Label.Kind.DOS);
        assertThat(mbr.findings()).containsExactly(new Finding.AnotherTable(Label.Kind.ATARI));
        both[490] = 0;
        assertThat(open(Map.of(0L, both)).label().orElseThrow().kind()).isEqualTo(Label.Kind.DOS);
    }

    @Test
    void comesBeforeARigidDiskBlock() throws IOException {
        Map<Long, byte[]> pieces = new TreeMap<>(new AmigaSectors(512, 9, 1000, 5, 17).pieces());
        pieces.putAll(primaries().pieces());
        assertThat(open(pieces).label().orElseThrow().kind()).isEqualTo(Label.Kind.ATARI);
    }

    /** No image of another kind is taken for one. */
    @Test
    void othersAreNone() throws Exception {
        for (String name : ImageRecipe.names()) {
            assertThat(Disk.open(RecipeImage.named(name), Hints.NONE).label().map(Label::kind)).as(name)
                    .isNotEqualTo(Optional.of(Label.Kind.ATARI)).isNotEqualTo(Optional.of(Label.Kind.AMIGA));
        }
    }

    @Test
    void damagedAtRandom() throws IOException {
        ListedInFull.damagedAtRandom(Label.Kind.ATARI, 1500, 500, () -> new MadeDisk(SIZE, extended().pieces()), (disk, random) -> {
            for (int n = random.nextInt(3); n >= 0; n--) {
                ByteBuffer.wrap(disk.anyPiece(random)).putInt(454 + 12 * random.nextInt(4), 0x0158_474d)
                        .putInt(458 + 12 * random.nextInt(4), (int) (disk.anyPlace(random) / 512) - 50_000 * random.nextInt(2));
            }
        });
    }
}
