package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.BadSectors;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.AmigaSectors;
import jdisk.testing.MacSectors;
import jdisk.testing.MadeDisk;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads Amiga rigid disk blocks and their lists, whole, doubtful and damaged at random. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AmigaReaderTest {

    private static final int DOS_1 = 0x444f_5301;
    private static final int DOS_3 = 0x444f_5303;
    private static final int PFS_3 = 0x5046_5303;
    /** 1000 cylinders of 5 heads and 17 sectors. */
    private static final long SECTORS = 85_000;
    private static final long SIZE = SECTORS * 512;

    /** Three partitions; the list does not follow the disk. */
    private static AmigaSectors three() {
        return new AmigaSectors(512, 0, 1000, 5, 17).partition(9, "DH0", 2, 99, DOS_3, 1).partition(4, "Work", 100, 499, PFS_3, 0)
                .partition(20, "Spare", 500, 999, 0x4c4e_5800, 2);
    }

    private static Disk open(Map<Long, byte[]> pieces) throws IOException {
        return Disk.open(new SparseMemoryImage("a.img", SIZE, pieces), Hints.NONE);
    }

    private static AmigaLabel amiga(AmigaSectors sectors) throws IOException {
        return (AmigaLabel) open(sectors.pieces()).label().orElseThrow();
    }

    @Test
    void partitions() throws IOException {
        AmigaLabel label = amiga(three());
        assertThat(label.findings()).isEmpty();
        assertThat(label.kind().id()).isEqualTo("amiga");
        assertThat(label.partitions()).extracting(AmigaPartition::extent)
                .containsExactly(new Extent(170, 8330), new Extent(8500, 34_000), new Extent(42_500, 42_500));
        assertThat(label.partitions()).extracting(AmigaPartition::name).containsExactly("DH0", "Work", "Spare");
        assertThat(label.partitions()).extracting(AmigaPartition::typeName)
                .containsExactly("DOS\\3 FFS international", "PFS\\3 PFS3", "LNX\\0 Linux");
        assertThat(label.partitions()).extracting(AmigaPartition::isBootable).containsExactly(true, false, false);
        assertThat(label.ownGeometry()).contains(new Geometry(5, 17, 1000));
        assertThat(label.drive().vendor()).isEqualTo("MAXTOR  ");
        assertThat(label.areas(SectorSize.DEFAULT)).containsExactly(new Area(Area.Kind.AMIGA_RIGID_DISK_BLOCK, 0, 512),
                new Area(Area.Kind.AMIGA_PARTITION_BLOCK, 9 * 512, 512), new Area(Area.Kind.AMIGA_PARTITION_BLOCK, 4 * 512, 512),
                new Area(Area.Kind.AMIGA_PARTITION_BLOCK, 20 * 512, 512));
    }

    @Test
    void noPartitions() throws IOException {
        AmigaLabel label = amiga(new AmigaSectors(512, 3, 1000, 5, 17));
        assertThat(label.partitions()).isEmpty();
        assertThat(label.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15})
    void firstBlocksAreSearched(int place) throws IOException {
        AmigaSectors table = new AmigaSectors(512, place, 1000, 5, 17).partition(30, "DH0", 2, 99, DOS_3, 1);
        assertThat(amiga(table).partitions()).hasSize(1);
        assertThat(amiga(table).offset()).isEqualTo(place * 512L);
    }

    @Test
    void noOthersAreSearched() throws IOException {
        AmigaSectors table = new AmigaSectors(512, 16, 1000, 5, 17).partition(30, "DH0", 2, 99, DOS_3, 1);
        assertThat(open(table.pieces()).recognition()).isEqualTo(new Recognition.Blank());
    }

    @ParameterizedTest
    @CsvSource({"1024, 0", "2048, 2", "4096, 2", "4096, 15"})
    void largeBlocks(int blockBytes, int place) throws IOException {
        AmigaSectors table = new AmigaSectors(blockBytes, place, 100, 2, 8).partition(20, "DH0", 10, 19, DOS_1, 0);
        Disk disk = open(table.pieces());
        assertThat(disk.sectorSizeChoice()).isEqualTo(
                new SectorSizeFinder.Choice(new SectorSize(blockBytes), SectorSizeFinder.Origin.RIGID_DISK_BLOCK));
        assertThat(disk.label().orElseThrow().partitions().getFirst().extent()).isEqualTo(new Extent(160, 160));
        // In sectors of another size, the same bytes.
        Label other = Disk.open(new SparseMemoryImage("a.img", SIZE, table.pieces()), new Hints(
                Optional.of(SectorSize.DEFAULT), Optional.empty(), GeometryFinder.Given.NOTHING, Optional.empty())).label().orElseThrow();
        assertThat(other.partitions().getFirst().extent()).isEqualTo(new Extent(160L * blockBytes / 512, 160L * blockBytes / 512));
        assertThat(other.ownGeometry()).isEmpty();
    }

    /** The Amiga and Linux count in the partition's own cylinders. */
    @Test
    void cylindersOfThePartitionItself() throws IOException {
        AmigaLabel label = amiga(three().telling(4, 140, 1).telling(4, 148, 32));
        assertThat(label.partitions().get(1).extent()).isEqualTo(new Extent(3200, 12_800));
    }

    @Test
    void blockSizeThatMakesNoSense() throws IOException {
        assertThat(amiga(three().telling(16, 0)).partitions()).hasSize(3);
        assertThat(amiga(three().telling(16, 0x7fff_ffff)).blockBytes()).isEqualTo(512);
    }

    @Test
    void wrongChecksums() throws IOException {
        Map<Long, byte[]> pieces = new TreeMap<>(three().pieces());
        flipABit(pieces, 0);
        flipABit(pieces, 4 * 512);
        Label label = open(pieces).label().orElseThrow();
        assertThat(label.findings()).containsExactly(new Finding.WrongChecksum(Label.Kind.AMIGA), new Finding.WrongEntryChecksum(2));
        assertThat(label.partitions()).hasSize(3);
        assertThat(amiga(three()).findings()).isEmpty();
    }

    private static void flipABit(Map<Long, byte[]> pieces, long offset) {
        Objects.requireNonNull(pieces.get(offset))[200] ^= 1;
    }

    /** The sum covers as many words as the block says, which may be anything. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, 129, Integer.MIN_VALUE})
    void checksumOverNoWords(int words) throws IOException {
        assertThat(amiga(three().telling(4, 4, words)).findings()).containsExactly(new Finding.WrongEntryChecksum(2));
    }

    @Test
    void listThatLoops() throws IOException {
        AmigaLabel label = amiga(three().telling(20, 16, 4));
        assertThat(label.findings()).containsExactly(new Finding.ListBroken(4, 4, Finding.Break.LOOPS));
        assertThat(label.partitions()).hasSize(3);
        assertThat(amiga(three().telling(9, 16, 9)).findings()).containsExactly(new Finding.ListBroken(2, 9, Finding.Break.LOOPS));
    }

    @Test
    void listThatLeadsNowhere() throws IOException {
        assertThat(amiga(three().telling(20, 16, 0)).findings()).containsExactly(new Finding.ListBroken(4, 0, Finding.Break.NO_ENTRY));
        assertThat(amiga(three().telling(28, 21)).findings()).containsExactly(new Finding.ListBroken(1, 21, Finding.Break.NO_ENTRY));
        assertThat(amiga(three().telling(4, 16, -2)).findings())
                .containsExactly(new Finding.ListBroken(3, 0xffff_fffeL, Finding.Break.BEYOND_END));
        assertThat(amiga(three().telling(4, 16, (int) SECTORS)).partitions()).hasSize(2);
    }

    @Test
    void listThatIsTooLong() throws IOException {
        AmigaSectors table = new AmigaSectors(512, 0, 1000, 5, 17);
        for (int n = 0; n < 1030; n++) {
            table.partition(100 + n, "X", 400 + n % 100, 400 + n % 100, DOS_3, 0);
        }
        assertThat(amiga(table).partitions()).hasSize(1024);
        assertThat(amiga(table).findings()).containsExactly(new Finding.ListBroken(1025, 1124, Finding.Break.TOO_LONG));
    }

    @Test
    void unreadableBlocks() throws IOException {
        SparseMemoryImage image = new SparseMemoryImage("a.img", SIZE, new AmigaSectors(512, 2, 1000, 5, 17)
                .partition(9, "DH0", 2, 99, DOS_3, 1).partition(40, "Work", 100, 499, PFS_3, 0).pieces());
        Label label = Disk.open(new BadSectors(image, 24L, 40L), Hints.NONE).label().orElseThrow();
        assertThat(label.partitions()).hasSize(1);
        assertThat(label.findings()).containsExactly(new Finding.ListBroken(2, 40, Finding.Break.UNREADABLE));
    }

    @ParameterizedTest
    @CsvSource({"140, 0", "148, 0", "168, 1", "140, -1", "164, -1", "168, -1"})
    void numbersThatMakeNoSense(int at, int number) throws IOException {
        AmigaSectors table = three().telling(9, at, number);
        if (at == 140 && number == -1) {
            table.telling(9, 148, -1);
        }
        AmigaLabel label = amiga(table);
        assertThat(label.partitions()).extracting(AmigaPartition::number).containsExactly(1, 2, 3);
        if (at == 168 && number == -1) {
            assertThat(label.findings()).containsExactly(
                    new Finding.BeyondEnd(1, new Extent(170, 0x1_0000_0000L * 85 - 170), SECTORS));
        } else {
            assertThat(label.findings()).containsExactly(new Finding.NumbersMakeNoSense(1));
            assertThat(label.partitions().getFirst().extent().isEmpty()).isTrue();
        }
    }

    @Test
    void partitionPastTheEnd() throws IOException {
        assertThat(amiga(three().telling(20, 168, 1000)).findings())
                .containsExactly(new Finding.BeyondEnd(3, new Extent(42_500, 42_585), SECTORS));
    }

    @ParameterizedTest
    @CsvSource({"64, -1", "68, 0", "68, 70000", "72, -1", "72, 0"})
    void geometryThatIsNone(int at, int number) throws IOException {
        AmigaSectors table = three().telling(at, number);
        boolean counts = at == 64;
        assertThat(amiga(table).ownGeometry().isPresent()).isEqualTo(counts);
        assertThat(amiga(table).partitions().getFirst().extent()).isEqualTo(new Extent(170, 8330));
    }

    @Test
    void longNamesAndStrangeTypes() throws IOException {
        AmigaSectors table = new AmigaSectors(512, 0, 1000, 5, 17).partition(9, "x".repeat(31), 2, 99, 0x5c20_ff41, 0);
        table.telling(9, 36, 0xff1b_5b32);
        AmigaPartition partition = amiga(table).partitions().getFirst();
        assertThat(partition.name()).hasSize(31);
        assertThat(partition.type()).isEqualTo("\\92\\32\\255A");
        assertThat(partition.typeName()).isEqualTo("\\92\\32\\255A");
        assertThat(ListedInFull.text(open(table.pieces()))).doesNotContain("\u001b").contains("[2");
    }

    /** Every other table wins: the first blocks may hold what was there before. */
    @Test
    void othersComeFirst() throws IOException {
        Map<Long, byte[]> pieces = new TreeMap<>(new AmigaSectors(512, 9, 1000, 5, 17).partition(12, "DH0", 2, 99, DOS_3, 1).pieces());
        pieces.putAll(new MacSectors(512).entry(1, 63, "Apple", "Apple_partition_map").pieces());
        assertThat(open(pieces).label().orElseThrow().kind()).isEqualTo(Label.Kind.MAC);
        byte[] empty = new byte[512];
        empty[510] = 0x55;
        empty[511] = (byte) 0xaa;
        pieces.put(0L, empty);
        Label mbr = open(pieces).label().orElseThrow();
        assertThat(mbr.kind()).isEqualTo(Label.Kind.DOS);
        assertThat(mbr.findings()).containsExactly(new Finding.AnotherTable(Label.Kind.AMIGA));
    }

    @Test
    void damagedAtRandom() throws IOException {
        ListedInFull.damagedAtRandom(Label.Kind.AMIGA, 1500, 500, () -> new MadeDisk(SIZE, three().pieces()), (disk, random) -> {
            for (int n = random.nextInt(3); n >= 0; n--) {
                ByteBuffer.wrap(disk.anyPiece(random)).putInt(random.nextBoolean() ? 16 : 28, (int) (disk.anyPlace(random) / 512));
            }
        });
    }
}
