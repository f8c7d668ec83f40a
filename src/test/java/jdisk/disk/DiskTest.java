package jdisk.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import jdisk.image.BadSectors;
import jdisk.image.ForwardingImage;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import jdisk.label.Area;
import jdisk.label.Finding;
import jdisk.label.GeometryFinder;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.label.Recognition;
import jdisk.testing.GptDisk;
import jdisk.testing.ImageRecipe;
import jdisk.testing.SunSector;
import jdisk.unit.Extent;
import jdisk.unit.Geometry;
import jdisk.unit.GeometryChoice;
import org.junit.jupiter.api.Test;

/** An image is read as little as it takes, and what is made of it hangs together. */
final class DiskTest {

    private static final int SECTOR = 512;

    /** An image that counts how often each of its sectors is read. */
    private static final class Watched extends ForwardingImage {
        private final Map<Long, Integer> reads = new TreeMap<>();

        Watched(Image image) {
            super(image);
        }

        @Override
        public void read(long offset, ByteBuffer target) throws IOException {
            long end = Math.ceilDiv(offset + target.remaining(), SECTOR);
            for (long sector = offset / SECTOR; sector < end; sector++) {
                reads.merge(sector, 1, Integer::sum);
            }
            super.read(offset, target);
        }
    }

    private static Image image(GptDisk disk) {
        return image(disk.size(), disk.pieces());
    }

    private static Image image(long size, Map<Long, byte[]> pieces) {
        return new SparseMemoryImage("a.img", size, pieces);
    }

    /** Opens a disk, and holds that it reads no sector twice, and has read these. */
    private static Disk openOnce(Image image, long... sectors) throws IOException {
        Watched watched = new Watched(image);
        Disk disk = Disk.open(watched, Hints.NONE);
        assertThat(watched.reads.entrySet()).allMatch(read -> read.getValue() == 1);
        for (long sector : sectors) {
            assertThat(watched.reads).as("read at all").containsKey(sector);
        }
        assertThat(watched.reads.size()).as("sectors read").isLessThan((int) disk.sectors());
        return disk;
    }

    private static String ebr(long at, long first, long count) {
        return "ebr " + at + " 1: 00 0/1/1 83 0/0/1 start " + first + " count " + count;
    }

    private static String link(long at, long to, long count) {
        return "ebr " + at + " 2: 00 0/1/1 05 0/0/1 start " + to + " count " + count;
    }

    /** A recipe's lines for so many logical partitions of 1000 sectors, the extended one of which starts at this sector. */
    private static List<String> chain(long extended, int count) {
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            lines.add(ebr(extended + n * 1000L, 63, 900));
            if (n < count - 1) {
                lines.add(link(extended + n * 1000L, (n + 1) * 1000L, 1000));
            }
        }
        return lines;
    }

    /** A floppy disk of 1.44 MB; what the user gives comes first. */
    @Test
    void floppyDiskHasTheGeometryOfItsBootRecord() throws IOException {
        String boot = "bytes 0: eb 3c 90 4d 53 44 4f 53 35 2e 30 00 02 01 01 00 02 e0 00 40 0b f0 09 00 12 00 02 00";
        Disk disk = Disk.open(RecipeImage.of("size 1474560", boot, "bytes 510: 55 aa"), Hints.NONE);
        assertThat(disk.geometry()).isEqualTo(new Geometry(2, 18, 80));
        assertThat(disk.geometryChoice().heads().why()).isEqualTo("from the boot record");
        assertThat(disk.geometryChoice().cylinders()).isEqualTo(GeometryChoice.Origin.SIZE);
        GeometryFinder.Given given = new GeometryFinder.Given(OptionalLong.empty(), OptionalInt.of(16), OptionalInt.empty());
        Disk other = Disk.open(RecipeImage.of("size 1474560", boot, "bytes 510: 55 aa"),
                new Hints(Optional.empty(), Optional.empty(), given, Optional.empty()));
        assertThat(other.geometry().heads()).isEqualTo(16);
        String none = boot.substring(0, boot.length() - 17) + "00 00 00 00 00 00";
        Disk nothing = Disk.open(RecipeImage.of("size 1474560", none, "bytes 510: 55 aa"), Hints.NONE);
        assertThat(nothing.geometry().heads()).isEqualTo(Geometry.DEFAULT_HEADS);
    }

    @Test
    void gptWithBothCopiesIsReadOnce() throws IOException {
        Disk disk = openOnce(image(GptDisk.ofThree()), 0, 1, 33, 65_503, 65_535);
        assertThat(disk.findings()).isEmpty();
        assertThat(disk.label().map(Label::kind)).contains(Label.Kind.GPT);
        assertThat(disk.partitions()).hasSize(3);
    }

    /** Both what protects the GPT and the chain of a table beside it. */
    @Test
    void hybridMbrWithAChainIsReadOnce() throws IOException {
        GptDisk gpt = GptDisk.ofThree().mbrEntry(2, 0x05, 20_000, 20_000);
        Map<Long, byte[]> pieces = new HashMap<>(gpt.pieces());
        List<String> lines = new ArrayList<>(List.of("size " + gpt.size()));
        lines.addAll(chain(20_000, 20));
        ImageRecipe.parse(String.join("\n", lines)).pieces().forEach(pieces::putIfAbsent);
        Disk disk = openOnce(image(gpt.size(), pieces), 0, 1, 20_000, 39_000, 65_535);
        assertThat(disk.findings()).containsExactly(new Finding.HybridMbr());
        assertThat(disk.label().flatMap(Label::protective).orElseThrow().partitions()).hasSize(22);
    }

    @Test
    void sixtyLogicalPartitionsAreReadOnce() throws IOException {
        List<String> lines = new ArrayList<>(List.of("size 51200000", "mbr 1: 00 0/1/1 05 0/0/1 start 2048 count 70000"));
        lines.addAll(chain(2048, 60));
        Disk disk = openOnce(RecipeImage.of(lines.toArray(String[]::new)), 0, 2048, 2048 + 59_000);
        assertThat(disk.dataPartitions()).hasSize(60);
    }

    /** Where the map has tables is where the areas are. */
    private static void assertTablesAreAreas(Disk disk) {
        List<Extent> areas = disk.areas().stream().map(area -> area.sectors(disk.sectorSize())).toList();
        assertThat(disk.map().stream().filter(region -> region.kind() == DiskMap.Kind.TABLE).map(DiskMap.Region::extent))
                .containsExactlyInAnyOrderElementsOf(areas);
        assertThat(disk.map().stream().flatMap(region -> region.table().stream()))
                .containsExactlyInAnyOrderElementsOf(disk.areas().stream().map(Area::kind).toList());
    }

    @Test
    void soundGptHasItsBackupAtTheEnd() throws IOException {
        Disk disk = Disk.open(image(GptDisk.ofThree()), Hints.NONE);
        assertTablesAreAreas(disk);
        assertThat(disk.areas()).containsExactly(
                new Area(Area.Kind.PROTECTIVE_MBR, 0, 512), new Area(Area.Kind.GPT_HEADER, 512, 512),
                new Area(Area.Kind.GPT_ENTRIES, 1024, 16_384),
                new Area(Area.Kind.GPT_BACKUP_ENTRIES, 65_503 * 512, 16_384), new Area(Area.Kind.GPT_BACKUP_HEADER, 65_535 * 512, 512));
    }

    /** The primary tells where the backup was, which nobody has any more. */
    @Test
    void backupOfACutGptIsNotThere() throws IOException {
        GptDisk gpt = GptDisk.ofThree();
        Map<Long, byte[]> pieces = new HashMap<>(gpt.pieces());
        pieces.keySet().removeIf(offset -> offset >= 60_000 * SECTOR);
        Disk disk = Disk.open(image(60_000 * SECTOR, pieces), Hints.NONE);
        assertTablesAreAreas(disk);
        assertThat(disk.areas()).extracting(Area::kind)
                .containsExactly(Area.Kind.PROTECTIVE_MBR, Area.Kind.GPT_HEADER, Area.Kind.GPT_ENTRIES);
        assertThat(disk.map().getLast().extent()).as("the map ends with the image").isEqualTo(new Extent(12_288, 60_000 - 12_288));
        assertThat(disk.map()).noneMatch(region -> region.kind() == DiskMap.Kind.BEYOND);
    }

    /** A backup's own header says where its entries are: nothing obliges them to lie in front of it. */
    @Test
    void entriesOfTheBackupAreElsewhere() throws IOException {
        GptDisk gpt = GptDisk.ofThree();
        gpt.backup().header().putLong(GptDisk.ENTRIES_LBA, 60_000);
        gpt.backup().sealHeader();
        Map<Long, byte[]> pieces = new HashMap<>(gpt.pieces());
        byte[] entries = pieces.remove(65_503L * SECTOR);
        assertThat(entries).isNotNull();
        pieces.put(60_000L * SECTOR, entries);
        Disk disk = Disk.open(image(gpt.size(), pieces), Hints.NONE);
        assertThat(disk.findings()).isEmpty();
        assertTablesAreAreas(disk);
        assertThat(disk.areas()).contains(new Area(Area.Kind.GPT_BACKUP_ENTRIES, 60_000 * 512, 16_384),
                new Area(Area.Kind.GPT_BACKUP_HEADER, 65_535 * 512, 512));
        assertThat(disk.map().stream().filter(region -> region.kind() == DiskMap.Kind.GAP).map(DiskMap.Region::extent))
                .as("where they usually are is nothing").contains(new Extent(60_032, 5503));
    }

    /** A Sun's partitions lie on cylinders, so that they are elsewhere in another geometry: of another disk. */
    @Test
    void withGeometryIsAnotherDisk() throws IOException {
        byte[] sector = new SunSector().partition(1, 60, 1000, 2, 0).bytes();
        Disk disk = Disk.open(image(10_000 * SECTOR, Map.of(0L, sector)), Hints.NONE);
        assertThat(disk.geometry()).isEqualTo(new Geometry(4, 25, 100));
        Disk other = disk.withGeometry(disk.geometryChoice().withHeads(8));
        assertThat(other.geometry()).isEqualTo(new Geometry(8, 25, 100));
        assertThat(other.partitions()).extracting(Partition::extent).containsExactly(new Extent(12_000, 1000));
        assertThat(other.findings()).hasSize(1);
        assertThat(other.image()).isSameAs(disk.image());
        assertThat(disk.geometry()).isEqualTo(new Geometry(4, 25, 100));
        assertThat(disk.partitions()).extracting(Partition::extent).containsExactly(new Extent(6000, 1000));
        assertThat(disk.findings()).isEmpty();
    }

    @Test
    void slicePastAnyEnd() throws IOException {
        Disk disk = Disk.open(image(10_000 * SECTOR, Map.of()), Hints.NONE);
        for (Extent extent : List.of(new Extent(10_000, 1), new Extent(1L << 60, 1L << 60), new Extent(Long.MAX_VALUE - 5, 5),
                new Extent(Long.MAX_VALUE, 0), new Extent(1L << 54, 1))) {
            Slice slice = disk.slice(extent);
            assertThat(slice.size()).as(extent.toString()).isZero();
            assertThat(slice.viewUpTo(0, 512).length()).isZero();
        }
        Slice cut = disk.slice(new Extent(9_999, 100));
        assertThat(cut.size()).isEqualTo(512);
        assertThat(cut.length()).isEqualTo(100 * 512);
        assertThat(disk.slice(new Extent(0, Long.MAX_VALUE)).size()).as("as far as it is there").isEqualTo(disk.bytes());
    }

    /** Sectors are read several at a time; one that is bad keeps none of the others from being read. */
    @Test
    void unreadableSectorBesideATable() throws IOException {
        Image gpt = new BadSectors(image(GptDisk.ofThree()), 34L, 65_500L);
        assertThat(Disk.open(gpt, Hints.NONE).findings()).isEmpty();
        Image mbr = RecipeImage.of("size 5120000", "mbr 1: 00 0/1/1 05 0/0/1 start 1001 count 8000",
                ebr(1001, 63, 900), link(1001, 1001, 1000), ebr(2002, 63, 800));
        Disk disk = Disk.open(new BadSectors(mbr, 1L, 7L, 1000L, 1002L, 2001L, 2003L, 9999L), Hints.NONE);
        assertThat(disk.findings()).isEmpty();
        assertThat(disk.dataPartitions()).extracting(Partition::extent).containsExactly(new Extent(1064, 900), new Extent(2065, 800));
    }

    /** A GPT has two copies for this; which one is lost is told. */
    @Test
    void unreadableCopyOfAGpt() throws IOException {
        for (long sector : new long[] {1, 2, 20}) {
            Disk disk = Disk.open(new BadSectors(image(GptDisk.ofThree()), sector), Hints.NONE);
            assertThat(disk.findings()).containsExactly(new Finding.PrimaryFaulty(Finding.Fault.UNREADABLE));
            assertThat(disk.partitions()).hasSize(3);
        }
        for (long sector : new long[] {65_503, 65_520, 65_535}) {
            Disk disk = Disk.open(new BadSectors(image(GptDisk.ofThree()), sector), Hints.NONE);
            assertThat(disk.findings()).containsExactly(new Finding.BackupFaulty(Finding.Fault.UNREADABLE));
            assertThat(disk.partitions()).hasSize(3);
        }
        assertThat(Disk.open(new BadSectors(image(GptDisk.ofThree()), 1L, 65_535L), Hints.NONE).findings())
                .anyMatch(Finding.BothCopiesFaulty.class::isInstance);
    }

    /** The backup is found without the MBR, and without the primary. */
    @Test
    void unreadablePrimaryOfAGptWithoutAnMbr() throws IOException {
        Map<Long, byte[]> pieces = new HashMap<>(GptDisk.ofThree().pieces());
        pieces.remove(0L);
        Disk disk = Disk.open(new BadSectors(image(GptDisk.ofThree().size(), pieces), 1L), Hints.NONE);
        assertThat(disk.findings())
                .containsExactly(new Finding.PrimaryFaulty(Finding.Fault.UNREADABLE), new Finding.NoProtectiveMbr());
    }

    /** An image is not said to be empty where nobody could look. */
    @Test
    void unreadableSectorWhereATableCouldBe() throws IOException {
        for (long sector : new long[] {0, 1}) {
            Disk disk = Disk.open(new BadSectors(image(10_000 * SECTOR, Map.of()), sector), Hints.NONE);
            assertThat(disk.recognition()).isEqualTo(new Recognition.Unreadable(sector, "Input/output error"));
            assertThat(disk.findings()).isEmpty();
        }
    }

    /** Whatever table there is: without its first sector, the image opens all the same, and it is said once why it has none. */
    @Test
    void unreadableFirstSector() throws IOException {
        Image image = new BadSectors(RecipeImage.named("laptop"), 0L);
        Disk disk = Disk.open(image, Hints.NONE);
        assertThat(disk.recognition()).isEqualTo(new Recognition.Unreadable(0, "Input/output error"));
        assertThat(disk.label()).isEmpty();
        for (Label.Kind kind : Label.Kind.values()) {
            Hints only = new Hints(Optional.empty(), Optional.of(kind), Hints.NONE.geometry(), Optional.empty());
            assertThat(Disk.open(image, only).label()).as(kind.id()).isEmpty();
        }
    }

    /** A GPT needs its first sector for nothing, so that it is listed, and the bad sector is named once. */
    @Test
    void unreadableFirstSectorOfAGpt() throws IOException {
        Disk disk = Disk.open(new BadSectors(image(GptDisk.ofThree()), 0L), Hints.NONE);
        assertThat(disk.partitions()).hasSize(3);
        assertThat(disk.findings()).containsExactly(new Finding.FirstUnreadable("Input/output error"));
    }

    /** The loader of a PC-98 has a table after it; read as an MBR it would be one of nonsense. */
    @Test
    void unreadableTableOfAPc98() throws IOException {
        byte[] loader = new byte[SECTOR];
        System.arraycopy("IPL1".getBytes(StandardCharsets.US_ASCII), 0, loader, 4, 4);
        loader[510] = 0x55;
        loader[511] = (byte) 0xaa;
        loader[450] = 0x07;
        loader[446] = 0x33;
        Disk disk = Disk.open(new BadSectors(image(10_000 * SECTOR, Map.of(0L, loader)), 1L), Hints.NONE);
        assertThat(disk.recognition()).isEqualTo(new Recognition.Unreadable(1, "Input/output error"));
    }

    /** A table's own sector is another matter, and is told. */
    @Test
    void unreadableTable() throws IOException {
        Image mbr = RecipeImage.of("size 5120000", "mbr 1: 00 0/1/1 05 0/0/1 start 1001 count 8000",
                ebr(1001, 63, 900), link(1001, 1001, 1000), ebr(2002, 63, 800));
        Disk disk = Disk.open(new BadSectors(mbr, 2002L), Hints.NONE);
        assertThat(disk.findings()).containsExactly(new Finding.ChainUnreadable(2002, "Input/output error"));
        assertThat(disk.dataPartitions()).extracting(Partition::number).containsExactly(5);
    }
}
