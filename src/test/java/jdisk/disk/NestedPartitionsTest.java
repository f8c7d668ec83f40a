package jdisk.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;
import jdisk.label.BsdLabel;
import jdisk.label.Finding;
import jdisk.label.Label;
import jdisk.label.NestedPartition;
import jdisk.label.Partition;
import jdisk.testing.BsdSector;
import jdisk.testing.GptDisk;
import jdisk.unit.Extent;
import org.junit.jupiter.api.Test;

/**
 * Partitions of tables within partitions: what the numbers of a disklabel within a partition count from: FreeBSD's from the slice, where partition c starts at 0 and the
 * slice does not; all others from the start of the disk.
 *
 * @see <a href="https://man.freebsd.org/cgi/man.cgi?query=bsdlabel&sektion=8">bsdlabel(8)</a>
 */
final class NestedPartitionsTest {
    private static final int SLICE = 63;

    private static BsdSector label(long whole) {
        return new BsdSector().partition(0, whole == 0 ? 0 : SLICE, 1000, 7).partition(2, whole, 10_000, 0)
                .partition(3, whole == 0 ? 2000 : SLICE + 2000, 500, 7).telling(8);
    }

    /** A disk with one partition of a type, and the label in its second sector. */
    private static Image disk(int type, BsdSector label) {
        ByteBuffer mbr = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        mbr.put(450, (byte) type).putInt(454, SLICE).putInt(458, 10_000).put(510, (byte) 0x55).put(511, (byte) 0xaa);
        return new SparseMemoryImage("a.img", 20_000L * 512, Map.of(0L, mbr.array(), (SLICE + 1) * 512L, label.bytes()));
    }

    private static List<Extent> extents(Image image) {
        return Disk.open(image, Hints.NONE).nestedPartitions().stream().map(NestedPartition::extent).toList();
    }

    @Test
    void ofFreeBsdFromTheSlice() {
        Disk disk = Disk.open(disk(0xa5, label(0)), Hints.NONE);
        assertThat(disk.nestedPartitions()).extracting(Partition::reference, Partition::extent, Partition::told).containsExactly(
                tuple("1:a", new Extent(SLICE, 1000), new Extent(0, 1000)),
                tuple("1:d", new Extent(SLICE + 2000, 500), new Extent(2000, 500)));
    }

    @Test
    void ofFreeBsdFromTheDiskWherePartitionCSaysSo() throws IOException {
        Disk disk = Disk.open(disk(0xa5, label(SLICE)), Hints.NONE);
        assertThat(disk.nestedPartitions()).extracting(Partition::extent)
                .containsExactly(new Extent(SLICE, 1000), new Extent(SLICE + 2000, 500));
        assertThat(disk.nested(disk.partitions().getFirst()).orElseThrow().findings()).isEmpty();
    }

    @Test
    void doubtedWherePartitionCSaysNeither() throws IOException {
        Disk disk = Disk.open(disk(0xa5, label(100)), Hints.NONE);
        Label label = disk.nested(disk.partitions().getFirst()).orElseThrow();
        assertThat(label.findings()).containsExactly(new Finding.WholeSliceElsewhere(100, SLICE));
        assertThat(((BsdLabel) label).base()).isZero();
        assertThat(disk.nestedFindings())
                .containsExactly(new Finding.NestedTable(1, new Finding.WholeSliceElsewhere(100, SLICE)));
        assertThat(disk.findings()).as("those of the disk's own table").isEmpty();
    }

    /** NetBSD and OpenBSD count from the start of the disk, even if c starts there. */
    @Test
    void ofOthersFromTheDisk() {
        for (int type : new int[] {0xa6, 0xa9}) {
            assertThat(extents(disk(type, label(0)))).containsExactly(new Extent(0, 1000), new Extent(2000, 500));
        }
    }

    @Test
    void inAGpt() {
        GptDisk disk = GptDisk.ofThree();
        // 516E7CB4-6ECF-11D6-8FF8-00022D09712B
        disk.copies().forEach(copy -> copy.entries().putInt(0, 0x516e7cb4).putShort(4, (short) 0x6ecf).putShort(6, (short) 0x11d6)
                .put(8, new byte[] {(byte) 0x8f, (byte) 0xf8, 0, 2, 0x2d, 9, 0x71, 0x2b}));
        Map<Long, byte[]> pieces = new TreeMap<>(disk.seal().pieces());
        pieces.put(2049L * 512, label(0).bytes());
        Disk opened = Disk.open(new SparseMemoryImage("a.img", disk.size(), pieces), Hints.NONE);
        assertThat(opened.nestedPartitions()).extracting(Partition::reference, Partition::extent).containsExactly(
                tuple("1:a", new Extent(2048, 1000)), tuple("1:d", new Extent(4048, 500)));
    }

    /** The VTOC of a Solaris for x86 in the second sector of its partition, which its slices are counted from. */
    private static byte[] vtoc(int mark, int slices) {
        ByteBuffer vtoc = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        vtoc.putInt(12, mark).putInt(16, 1).putShort(28, (short) 512).putShort(30, (short) slices);
        slice(vtoc, 0, 2, 100, 1000);
        slice(vtoc, 2, 5, 0, 10_000);
        slice(vtoc, 8, 1, 0, 50);
        return vtoc.array();
    }

    private static void slice(ByteBuffer vtoc, int number, int tag, int first, int count) {
        int at = 72 + 12 * number;
        vtoc.putShort(at, (short) tag).putInt(at + 4, first).putInt(at + 8, count);
    }

    /** A disk with one partition of a type, and a sector somewhere in it. */
    private static Disk disk(int type, long sector, byte[] bytes) {
        ByteBuffer mbr = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        mbr.put(450, (byte) type).putInt(454, SLICE).putInt(458, 10_000).put(510, (byte) 0x55).put(511, (byte) 0xaa);
        return Disk.open(new SparseMemoryImage("a.img", 20_000L * 512, Map.of(0L, mbr.array(), sector * 512, bytes)), Hints.NONE);
    }

    /** Slice 2 stands for all of the partition; slices 8 and up are there only if the table says it has more than eight. */
    @Test
    void slicesOfSolaris() {
        for (int type : new int[] {0x82, 0xbf}) {
            assertThat(disk(type, SLICE + 1, vtoc(0x600ddeee, 16)).nestedPartitions())
                    .extracting(Partition::reference, Partition::extent, Partition::typeName).containsExactly(
                            tuple("1:s0", new Extent(SLICE + 100, 1000), "SunOS root"), tuple("1:s8", new Extent(SLICE, 50), "Boot"));
        }
        assertThat(disk(0xbf, SLICE + 1, vtoc(0x600ddeee, 8)).nestedPartitions())
                .extracting(Partition::reference).containsExactly("1:s0");
    }

    @Test
    void noSlicesWithoutTheMark() {
        assertThat(disk(0x82, SLICE + 1, vtoc(0x600ddeef, 16)).nestedPartitions()).isEmpty();
        assertThat(disk(0x83, SLICE + 1, vtoc(0x600ddeee, 16)).nestedPartitions()).isEmpty();
    }

    /** Entries as an MBR's in the first sector of the partition, counted from the start of the disk. */
    @Test
    void subpartitionsOfMinix() {
        ByteBuffer table = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        table.put(450, (byte) 0x81).putInt(454, SLICE + 1).putInt(458, 2000);
        table.put(466, (byte) 0x81).putInt(470, SLICE + 2001).putInt(474, 3000);
        table.put(482, (byte) 0x83).putInt(486, SLICE + 5001).putInt(490, 100);
        table.put(510, (byte) 0x55).put(511, (byte) 0xaa);
        assertThat(disk(0x81, SLICE, table.array()).nestedPartitions()).extracting(Partition::reference, Partition::extent)
                .containsExactly(tuple("1:s0", new Extent(SLICE + 1, 2000)), tuple("1:s1", new Extent(SLICE + 2001, 3000)));

        // A boot record may have anything there.
        table.put(450, (byte) 0x83);
        assertThat(disk(0x81, SLICE, table.array()).nestedPartitions()).isEmpty();
    }

    /** The map has them beside the partition they lie in, and leaves no sector out. */
    @Test
    void onTheMap() {
        assertThat(Disk.open(disk(0xa5, label(0)), Hints.NONE).map())
                .filteredOn(region -> region.kind() == DiskMap.Kind.PARTITION)
                .extracting(region -> region.partition().orElseThrow().reference())
                .containsExactly("1", "1:a", "1:d");
    }

    /** A chain whose partitions all have a label: so many of them are listed, and each by itself is there for who names it. */
    @Test
    void ofSoManyTables() {
        int links = Disk.NESTED_TABLES + 10;
        Map<Long, byte[]> pieces = new TreeMap<>();
        for (int link = 0; link <= links; link++) {
            ByteBuffer table = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
            long sector = link == 0 ? 0 : 10L + 4L * (link - 1);
            if (link > 0) {
                table.put(450, (byte) 0xa6).putInt(454, 1).putInt(458, 2);
                pieces.put((sector + 2) * 512, new BsdSector().partition(0, 5, 10, 7).bytes());
            }
            if (link < links) {
                int at = link == 0 ? 446 : 462;
                table.put(at + 4, (byte) 5).putInt(at + 8, link == 0 ? 10 : 4 * link).putInt(at + 12, link == 0 ? 1000 : 4);
            }
            table.put(510, (byte) 0x55).put(511, (byte) 0xaa);
            pieces.put(sector * 512, table.array());
        }
        Disk disk = Disk.open(new SparseMemoryImage("a.img", 2_000 * 512, pieces), Hints.NONE);
        assertThat(disk.dataPartitions()).hasSize(links);
        assertThat(disk.nestedPartitions()).hasSize(Disk.NESTED_TABLES);
        assertThat(disk.nestedPartitions(disk.dataPartitions().getLast())).hasSize(1);
    }

    @Test
    void noneWhereNoneIsOfABsd() {
        assertThat(extents(disk(0x83, label(0)))).isEmpty();
    }
}
