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
 * What the numbers of a disklabel within a partition count from: FreeBSD's from the slice, where partition c starts at 0 and the
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

    /** The map has them beside the partition they lie in, and leaves no sector out. */
    @Test
    void onTheMap() {
        assertThat(Disk.open(disk(0xa5, label(0)), Hints.NONE).map())
                .filteredOn(region -> region.kind() == DiskMap.Kind.PARTITION)
                .extracting(region -> region.partition().orElseThrow().reference())
                .containsExactly("1", "1:a", "1:d");
    }

    @Test
    void noneWhereNoneIsOfABsd() {
        assertThat(extents(disk(0x83, label(0)))).isEmpty();
    }
}
