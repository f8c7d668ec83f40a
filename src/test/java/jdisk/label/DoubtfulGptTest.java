package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdisk.disk.Disk;
import jdisk.disk.DiskMap;
import jdisk.disk.Hints;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.GptDisk;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;

/** GPTs that are not as the specification has them, and still are what somebody looks for. */
final class DoubtfulGptTest {
    private static final long SECTORS = 65_536;

    private static Disk open(GptDisk disk) {
        return Disk.open(new SparseMemoryImage("a.img", disk.size(), disk.pieces()), Hints.NONE);
    }

    private static Disk insisting(Image image) {
        return Disk.open(image, new Hints(Optional.empty(), Optional.of(Label.Kind.GPT), GeometryFinder.Given.NOTHING, Optional.empty()));
    }

    private static byte[] sectorOf(String text) {
        byte[] sector = new byte[512];
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, sector, 0, text.length());
        return sector;
    }

    /** fdisk asks for the type of the protective entry only. */
    @Test
    void protectiveEntryAnywhere() {
        GptDisk elsewhere = GptDisk.ofThree();
        elsewhere.mbrEntry(1, 0xee, 2048, SECTORS - 1);
        assertThat(open(elsewhere).partitions()).hasSize(3);
        GptDisk third = GptDisk.ofThree();
        third.mbrEntry(1, 0, 0, 0).mbrEntry(3, 0xee, 1, SECTORS - 1);
        assertThat(open(third).partitions()).hasSize(3);
    }

    /** The longest entry there can be is no partition that runs past the end. */
    @Test
    void protectiveEntryAsLongAsCanBeTold() {
        GptDisk disk = GptDisk.ofThree();
        disk.mbrEntry(1, 0xee, 1, 0xffff_ffffL);
        disk.copies().forEach(copy -> copy.header().putInt(GptDisk.HEADER_CRC, 1));
        assertThat(open(disk).findings()).containsExactly(
                new Finding.BothCopiesFaulty(Finding.Fault.HEADER_CRC, Finding.Fault.HEADER_CRC, true));
    }

    /** Both headers are wrong and the entries are right: the partitions are shown to whoever asks for them. */
    @Test
    void wholeEntriesUnderWrongHeaders() {
        GptDisk disk = GptDisk.ofThree();
        disk.copies().forEach(copy -> copy.header().put(GptDisk.DISK_GUID, (byte) 'X'));
        Disk insisted = insisting(new SparseMemoryImage("a.img", disk.size(), disk.pieces()));
        assertThat(insisted.partitions()).extracting(Partition::extent)
                .containsExactly(new Extent(2048, 2048), new Extent(4096, 4096), new Extent(10_240, 2048));
        assertThat(insisted.findings()).containsExactly(new Finding.HeadersDoubtful());
        // Entries that are wrong, too, are shown to nobody.
        disk.copies().forEach(copy -> copy.entries().put(0, (byte) 1));
        Image image = new SparseMemoryImage("a.img", disk.size(), disk.pieces());
        assertThat(insisting(image).label()).isEmpty();
        assertThat(Disk.open(image, Hints.NONE).findings()).containsExactly(
                new Finding.BothCopiesFaulty(Finding.Fault.HEADER_CRC, Finding.Fault.HEADER_CRC, false));
    }

    /** A drive that was labelled and never used has headers that tell no entries. */
    @Test
    void noEntries() {
        GptDisk disk = new GptDisk(SECTORS);
        disk.copies().forEach(copy -> copy.header().putInt(GptDisk.ENTRY_COUNT, 0));
        Disk opened = open(disk.seal());
        assertThat(opened.label()).map(Label::kind).contains(Label.Kind.GPT);
        assertThat(opened.partitions()).isEmpty();
        assertThat(opened.findings()).isEmpty();
    }

    /** A second copy that leads to the first one's entries is none. */
    @Test
    void backupOfThePrimarysEntries() {
        GptDisk disk = GptDisk.ofThree();
        disk.backup().header().putLong(GptDisk.ENTRIES_LBA, 2);
        assertThat(open(disk.seal()).findings()).containsExactly(new Finding.EntriesShared(2));
    }

    /** The backup's own header says where its entries are, with room between them and it. */
    @Test
    void backupWithReservedRoom() {
        GptDisk disk = GptDisk.ofThree();
        disk.copies().forEach(copy -> copy.header().putInt(GptDisk.ENTRY_COUNT, 9));
        Disk opened = open(disk.seal());
        assertThat(opened.findings()).isEmpty();
        assertThat(opened.map()).filteredOn(region -> region.table().equals(Optional.of(Area.Kind.GPT_BACKUP_ENTRIES)))
                .extracting(DiskMap.Region::extent).containsExactly(new Extent(SECTORS - 33, 3));
    }

    /** Virtual disks of fixed size have one more sector, which is not one of the disk. */
    @Test
    void footerOfAVirtualDisk() {
        GptDisk disk = GptDisk.ofThree();
        Map<Long, byte[]> pieces = new TreeMap<>(disk.pieces());
        pieces.put(disk.size(), sectorOf("conectix"));
        Disk opened = Disk.open(new SparseMemoryImage("a.vhd", disk.size() + 512, pieces), Hints.NONE);
        assertThat(opened.findings()).containsExactly(new Finding.Footer(SECTORS));
        assertThat(opened.findings()).noneMatch(Finding.OfReading::isDamage);
        pieces.put(disk.size(), sectorOf("connected"));
        assertThat(Disk.open(new SparseMemoryImage("a.vhd", disk.size() + 512, pieces), Hints.NONE).findings()).containsExactly(
                new Finding.BackupNotAtEnd(SECTORS - 1, SECTORS), new Finding.ProtectiveSizeDiffers(SECTORS - 1, SECTORS));
    }

    @Test
    void theEndOfADisk() {
        GptDisk disk = GptDisk.ofThree();
        byte[] header = disk.pieces().get((SECTORS - 1) * 512);
        for (long sectors : new long[] {1, 2, 40}) {
            Image end = new SparseMemoryImage("end.img", sectors * 512, Map.of((sectors - 1) * 512, header));
            assertThat(Disk.open(end, Hints.NONE).recognition()).isEqualTo(new Recognition.EndOfDisk(SECTORS - 1));
        }
    }

    /** Nothing was written to the first sector: there is no MBR for the map to show. */
    @Test
    void withoutAnMbr() {
        GptDisk disk = GptDisk.ofThree();
        Map<Long, byte[]> pieces = new TreeMap<>(disk.pieces());
        pieces.remove(0L);
        Disk opened = Disk.open(new SparseMemoryImage("a.img", disk.size(), pieces), Hints.NONE);
        assertThat(opened.map().getFirst().kind()).isEqualTo(DiskMap.Kind.GAP);
        assertThat(opened.map().getFirst().extent()).isEqualTo(new Extent(0, 1));
    }

    /** Of two headers, as for two sizes of sectors, the sound one counts, and the other is named. */
    @Test
    void twoSectorSizes() {
        GptDisk small = GptDisk.ofThree();
        small.primary().header().putInt(GptDisk.HEADER_CRC, 1);
        Map<Long, byte[]> pieces = new TreeMap<>();
        pieces.put(0L, small.pieces().get(0L));
        pieces.put(512L, small.pieces().get(512L));
        GptDisk large = new GptDisk(SECTORS / 8).partition(1, 256, 511, "new");
        large.pieces().forEach((at, bytes) -> {
            // The primary header's entries are in the second sector after it, whatever the size of sectors.
            if (at > 0) {
                pieces.put(at * 8, bytes);
            }
        });
        Disk opened = Disk.open(new SparseMemoryImage("a.img", small.size(), pieces), Hints.NONE);
        assertThat(opened.sectorSizeChoice()).isEqualTo(
                new SectorSizeFinder.Choice(new SectorSize(4096), SectorSizeFinder.Origin.GPT));
        assertThat(opened.partitions()).extracting(Partition::extent).containsExactly(new Extent(256, 256));
        assertThat(opened.findings()).contains(new Finding.AnotherHeader(512));
    }

    /** Hybrid discs have an Apple map, too. */
    @Test
    void besideAnAppleMap() {
        GptDisk disk = GptDisk.ofThree();
        Map<Long, byte[]> pieces = new TreeMap<>(disk.pieces());
        ByteBuffer.wrap(pieces.get(0L)).put(0, (byte) 'E').put(1, (byte) 'R').putShort(2, (short) 2048);
        byte[] entries = pieces.get(1024L);
        ByteBuffer map = ByteBuffer.wrap(entries).order(ByteOrder.BIG_ENDIAN);
        // The third sector of 512 bytes after the header: entries 9 to 12, of which the GPT uses none.
        map.put(1024, (byte) 'P').put(1025, (byte) 'M').putInt(1028, 1).putInt(1032, 1).putInt(1036, 1);
        disk.primary().entries().put(0, entries);
        disk.backup().entries().put(0, entries);
        disk.mbr().put(0, pieces.get(0L));
        Disk opened = open(disk.seal());
        assertThat(opened.label()).map(Label::kind).contains(Label.Kind.GPT);
        assertThat(opened.findings()).contains(new Finding.AnotherTable(Label.Kind.MAC));
    }

    /** As fdisk 2.38.1 finds them of a disk that lost its last sector. */
    @Test
    void verifiedWithoutItsLastSector() {
        GptDisk disk = GptDisk.ofThree();
        Image cut = new SparseMemoryImage("a.img", disk.size() - 512, disk.pieces().entrySet().stream()
                .filter(piece -> piece.getKey() < disk.size() - 512)
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertThat(Disk.open(cut, Hints.NONE).verify(Rules.MODERN).findings())
                .containsExactly(new Finding.BackupMisplaced(), new Finding.DiskTooSmall());
        assertThat(open(disk).verify(Rules.MODERN).findings()).isEmpty();
    }

    /** A header that says it is its own backup leads to no second copy; the one at the end is found all the same. */
    @Test
    void backupAtItself() {
        GptDisk disk = GptDisk.ofThree();
        disk.primary().header().putLong(GptDisk.ALTERNATE_LBA, 1);
        assertThat(open(disk.seal()).findings()).isEmpty();
        disk.backup().header().putInt(0, 0);
        assertThat(open(disk).findings()).containsExactly(new Finding.BackupFaulty(Finding.Fault.MISSING));
    }

    /** A logical partition with sectors and no type is empty; the first of several, too. */
    @Test
    void emptyLogicalPartitions() {
        Image image = RecipeImage.of("size 5120000", "mbr 1: 00 0/1/1 05 0/0/1 start 1001 count 8000",
                "ebr 1001 1: 00 0/1/1 83 0/0/1 start 63 count 900", "ebr 1001 2: 00 0/1/1 05 0/0/1 start 1001 count 1000",
                "ebr 2002 1: 00 0/1/1 00 0/0/1 start 63 count 800");
        Disk disk = Disk.open(image, Hints.NONE);
        assertThat(disk.verify(Rules.MODERN).findings()).containsExactly(new Finding.EmptyLogical(6));
    }
}
