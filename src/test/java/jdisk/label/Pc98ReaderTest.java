package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.RecipeImage;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.ImageRecipe;
import jdisk.testing.MadeDisk;
import jdisk.testing.Pc98Sectors;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads tables of PC-98, whole, doubtful and damaged at random, and tells them from an MBR. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class Pc98ReaderTest {

    private static final long SECTORS = 100_000;
    private static final long SIZE = SECTORS * 512;

    /** A disk of 8 heads and 25 sectors, which the ends of its partitions tell. */
    private static Pc98Sectors toldInFull() {
        return new Pc98Sectors().entry(0, 0xa0, 0xa1, place(1, 0, 0), place(99, 7, 24), "MS-DOS 5.00")
                .entry(3, 0x20, 0x21, place(100, 0, 0), place(299, 7, 24), "DATA");
    }

    private static Pc98Sectors wholeCylinders() {
        return new Pc98Sectors().entry(0, 0xa0, 0xa1, place(1, 0, 0), place(99, 0, 0), "MS-DOS 5.00")
                .entry(1, 0x94, 0x44, place(100, 0, 0), place(299, 0, 0), "FreeBSD");
    }

    private static int[] place(int cylinder, int head, int sector) {
        return new int[] {cylinder, head, sector};
    }

    private static Disk open(Map<Long, byte[]> pieces) throws IOException {
        return Disk.open(new SparseMemoryImage("a.img", SIZE, pieces), Hints.NONE);
    }

    private static Pc98Label pc98(Pc98Sectors sectors) throws IOException {
        return (Pc98Label) open(sectors.pieces()).label().orElseThrow();
    }

    private static Hints given(int heads, int sectors) {
        return new Hints(Optional.empty(), Optional.empty(),
                new GeometryFinder.Given(OptionalLong.empty(), OptionalInt.of(heads), OptionalInt.of(sectors)), Optional.empty());
    }

    private static Label.Kind kind(Map<Long, byte[]> pieces) throws IOException {
        return open(pieces).label().orElseThrow().kind();
    }

    @Test
    void endsToldInFull() throws IOException {
        Pc98Label label = pc98(toldInFull());
        assertThat(label.findings()).isEmpty();
        assertThat(label.kind().id()).isEqualTo("pc98");
        assertThat(label.ownGeometry()).contains(new Geometry(8, 25, 500));
        assertThat(label.partitions()).extracting(Pc98Partition::number).containsExactly(1, 4);
        assertThat(label.partitions()).extracting(Pc98Partition::extent).containsExactly(new Extent(200, 19_800), new Extent(20_000, 40_000));
        assertThat(label.partitions()).extracting(Pc98Partition::name).containsExactly("MS-DOS 5.00", "DATA");
        assertThat(label.partitions()).extracting(Pc98Partition::typeName).containsExactly("FAT16", "FAT16");
        assertThat(label.partitions()).extracting(Pc98Partition::isBootable).containsExactly(true, false);
        assertThat(label.partitions()).extracting(Pc98Partition::isActive).containsExactly(true, false);
        assertThat(label.partitions().getFirst().type()).isEqualTo(0xa0a1);
        assertThat(label.areas(SectorSize.DEFAULT)).containsExactly(
                new Area(Area.Kind.PC98_BOOT_SECTOR, 0, 512), new Area(Area.Kind.PC98_PARTITION_TABLE, 512, 512));
    }

    @Test
    void nothingTellsTheGeometry() throws IOException {
        Pc98Label label = pc98(wholeCylinders());
        assertThat(label.findings()).as("whole cylinders of 200 sectors").containsExactly(new Finding.GeometryAssumed(8, 25));
        assertThat(label.partitions()).extracting(Pc98Partition::extent).containsExactly(new Extent(200, 19_800), new Extent(20_000, 40_000));
        Label odd = Disk.open(new SparseMemoryImage("a.img", 100_003 * 512L, wholeCylinders().pieces()), Hints.NONE).label().orElseThrow();
        assertThat(odd.findings().stream().map(Finding.class::cast)).as("no geometry fits").contains(new Finding.GeometryAssumed(8, 17));
        assertThat(odd.partitions()).extracting(Partition::extent).map(Extent.class::cast)
                .containsExactly(new Extent(136, 13_464), new Extent(13_600, 27_200));
        assertThat(label.partitions()).extracting(Pc98Partition::typeName).containsExactly("FAT16", "BSD");
        assertThat(pc98(new Pc98Sectors()).findings()).isEmpty();
        assertThat(pc98(new Pc98Sectors()).partitions()).isEmpty();
    }

    @Test
    void geometryThatIsGiven() throws IOException {
        Label label = Disk.open(new SparseMemoryImage("a.img", SIZE, wholeCylinders().pieces()), given(4, 32)).label().orElseThrow();
        assertThat(label.findings()).isEmpty();
        assertThat(label.partitions()).extracting(Partition::extent).map(Extent.class::cast)
                .containsExactly(new Extent(128, 12_672), new Extent(12_800, 25_600));
        Label other = Disk.open(new SparseMemoryImage("a.img", SIZE, toldInFull().pieces()), given(8, 32)).label().orElseThrow();
        assertThat(other.partitions().getFirst().extent()).isEqualTo(new Extent(256, 25_337));
    }

    /** A boot record stands where cylinders of this geometry have it. */
    @ParameterizedTest
    @CsvSource({"8, 17", "4, 32", "8, 25", "8, 32", "15, 63", "16, 63"})
    void geometryOfWhatIsThere(int heads, int sectors) throws IOException {
        Map<Long, byte[]> pieces = new TreeMap<>(
                new Pc98Sectors().entry(2, 0xa0, 0xa1, place(2, 0, 0), place(49, 0, 0), "x").pieces());
        byte[] boot = new byte[512];
        ByteBuffer.wrap(boot).put(0, (byte) 0xeb).put(1, (byte) 0x3c).put(2, (byte) 0x90).put(3, "NEC  5.0".getBytes(StandardCharsets.US_ASCII))
                .put(12, (byte) 2).put(13, (byte) 4).put(14, (byte) 1).put(16, (byte) 2).put(18, (byte) 2).put(20, (byte) 0x10).put(21, (byte) 0xf8)
                .put(22, (byte) 32).put(54, "FAT16   ".getBytes(StandardCharsets.US_ASCII)).putShort(510, (short) 0x55aa);
        pieces.put(2L * heads * sectors * 512, boot);
        Disk disk = open(pieces);
        assertThat(disk.label().orElseThrow().findings()).isEmpty();
        assertThat(disk.geometry().sectorsPerCylinder()).isEqualTo((long) heads * sectors);
        assertThat(disk.partitions().getFirst().extent()).isEqualTo(new Extent(2L * heads * sectors, 48L * heads * sectors));
    }

    /** Ends that disagree, or that a start does not fit in, tell nothing. */
    @Test
    void endsThatTellNothing() throws IOException {
        assertThat(pc98(toldInFull().entry(5, 0x20, 0x21, place(300, 0, 0), place(310, 3, 24), "")).findings())
                .contains(new Finding.GeometryAssumed(8, 25));
        assertThat(pc98(toldInFull().entry(5, 0x20, 0x21, place(300, 9, 0), place(310, 7, 24), "")).findings())
                .contains(new Finding.GeometryAssumed(8, 25));
        assertThat(pc98(toldInFull().entry(5, 0x20, 0x21, place(300, 0, 0), place(310, 0, 0), "")).findings()).isEmpty();
    }

    @Test
    void namesInJapanese() throws IOException {
        assertThat(pc98(toldInFull().entry(0, 0xa0, 0xa1, place(1, 0, 0), place(99, 7, 24), "\u0083f\u0081[\u0083^"))
                .partitions().getFirst().name()).isEqualTo("\u30c7\u30fc\u30bf");
        Disk disk = open(toldInFull().entry(0, 0xa0, 0xa1, place(1, 0, 0), place(99, 7, 24), "a\u001b[2J\n").pieces());
        assertThat(ListedInFull.text(disk)).contains("[2J").doesNotContain("\u001b");
    }

    @Test
    void partitionsThatMakeNoSense() throws IOException {
        Pc98Label label = pc98(toldInFull().entry(1, 0x20, 0x21, place(9, 0, 0), place(8, 7, 24), "back")
                .entry(2, 0x20, 0x21, place(499, 0, 0), place(500, 7, 24), "far"));
        assertThat(label.partitions()).hasSize(4);
        assertThat(label.findings()).containsExactly(
                new Finding.NumbersMakeNoSense(2), new Finding.BeyondEnd(3, new Extent(99_800, 400), SECTORS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"IPL1", "Linux 98", "GRUB/98 "})
    void loaders(String loader) throws IOException {
        assertThat(kind(toldInFull().put(4, loader).pieces())).isEqualTo(Label.Kind.PC98);
    }

    /** A loader may fill the sector up to its end, where an MBR has entries. */
    @Test
    void codeWhereAnMbrHasEntries() throws IOException {
        assertThat(kind(toldInFull().put(446, "\u00fa\u00be\u0000|No system\r\n").pieces())).isEqualTo(Label.Kind.PC98);
    }

    /** What its entries tell makes it an MBR, whatever its code is. */
    @Test
    void mbrWithTheMark() throws IOException {
        Map<Long, byte[]> pieces = toldInFull().pieces();
        byte[] first = pieces.values().iterator().next();
        ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).put(446, (byte) 0x80).put(450, (byte) 0x83).putInt(454, 2048).putInt(458, 4096);
        Label mbr = open(Map.of(0L, first)).label().orElseThrow();
        assertThat(mbr.kind()).isEqualTo(Label.Kind.DOS);
        assertThat(mbr.findings()).containsExactly(new Finding.AnotherTable(Label.Kind.PC98));
    }

    @Test
    void noMark() throws IOException {
        assertThat(kind(toldInFull().put(4, "IPL2").pieces())).isEqualTo(Label.Kind.DOS);
        assertThat(open(toldInFull().put(510, "\u0000\u0000").pieces()).label()).isEmpty();
        Hints asked = new Hints(Optional.empty(), Optional.of(Label.Kind.PC98), GeometryFinder.Given.NOTHING, Optional.empty());
        assertThat(Disk.open(new SparseMemoryImage("a.img", SIZE, toldInFull().put(510, "\u0000\u0000").pieces()), asked)
                .label().orElseThrow().findings()).containsExactly(new Finding.NoSignature(0));
        Hints large = new Hints(Optional.of(new SectorSize(2048)), Optional.of(Label.Kind.PC98), GeometryFinder.Given.NOTHING, Optional.empty());
        assertThat(Disk.open(new SparseMemoryImage("a.img", SIZE, toldInFull().pieces()), large).recognition())
                .isEqualTo(new Recognition.NotOfKind(Label.Kind.PC98));
    }

    /** No image of another kind is taken for one. */
    @Test
    void othersAreNone() throws Exception {
        for (String name : ImageRecipe.names()) {
            assertThat(Disk.open(RecipeImage.named(name), Hints.NONE).label().map(Label::kind)).as(name)
                    .isNotEqualTo(Optional.of(Label.Kind.PC98));
        }
    }

    @Test
    void damagedAtRandom() throws IOException {
        ListedInFull.damagedAtRandom(Label.Kind.PC98, 1500, 900, () -> new MadeDisk(SIZE, toldInFull().pieces()), (disk, random) -> {
            for (int n = 1 + random.nextInt(40); n > 0; n--) {
                disk.anyPiece(random)[512 + random.nextInt(512)] = (byte) random.nextInt();
            }
        });
    }
}
