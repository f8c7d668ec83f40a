package jdisk.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import jdisk.image.BadSectors;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import jdisk.probe.MadeVolumes.Made;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Recognises every format, and nothing where there is none. */
final class ContentsProbeTest {

    private static Made made(String name) {
        return Objects.requireNonNull(MadeVolumes.all().get(name));
    }

    private static Optional<Contents> expected(Made made) {
        return Optional.of(made.expected()).filter(found -> !found.type().isEmpty());
    }

    /** What is found; without the size of blocks, where none is expected. */
    private static Optional<Contents> told(Slice volume, Made made) throws IOException {
        return ContentsProbe.at(volume).map(found -> made.expected().blockBytes() == 0 ? found.withBlocks(0) : found);
    }

    @TestFactory
    List<DynamicTest> everyFormat() {
        return MadeVolumes.all().entrySet().stream().map(each -> dynamicTest(each.getKey(), () -> {
            Image image = each.getValue().volume().image();
            assertThat(told(Slice.of(image, 0, image.size()), each.getValue())).isEqualTo(expected(each.getValue()));
            assertThat(ContentsProbe.all(Slice.of(image, 0, image.size()))).hasSizeLessThan(2);
        })).toList();
    }

    /** At an odd place of a larger image, between bytes that are none of its own. */
    @TestFactory
    List<DynamicTest> withinAnImage() {
        long offset = 63 * 512;
        return MadeVolumes.all().entrySet().stream().map(each -> dynamicTest(each.getKey(), () -> {
            MadeVolume volume = each.getValue().volume();
            TreeMap<Long, byte[]> pieces = new TreeMap<>();
            volume.pieces().forEach((at, bytes) -> pieces.put(offset + at, bytes));
            // RAID members are told by their ends, too.
            made("md-0.90").volume().pieces().forEach((at, bytes) -> pieces.put(offset + volume.size() + at, bytes));
            Image image = new SparseMemoryImage("disk.img", offset + volume.size() + (8 << 20), pieces);
            assertThat(told(Slice.of(image, offset, volume.size()), each.getValue())).isEqualTo(expected(each.getValue()));
        })).toList();
    }

    /** What the image does not have of a partition is not there; what it has still tells. */
    @Test
    void behindTheEnd() throws IOException {
        for (String name : List.of("ext4", "xfs", "fat32", "md-1.2", "luks1")) {
            Image image = made(name).volume().ofSize(2 << 20).image();
            assertThat(ContentsProbe.at(Slice.of(image, 0, 1L << 40)).map(Contents::type)).contains(made(name).expected().type());
            assertThat(ContentsProbe.at(Slice.of(image, 2 << 20, 1L << 40))).isEmpty();
            assertThat(ContentsProbe.at(Slice.of(image, 1L << 50, Long.MAX_VALUE))).isEmpty();
        }
        Image cut = made("md-1.0").volume().ofSize(2 << 20).image();
        assertThat(ContentsProbe.at(Slice.of(cut, 0, 5 << 20))).isEmpty();
    }

    /** The superblock lies behind the partition: it belongs to what comes next. */
    @Test
    void behindThePartition() throws IOException {
        Image image = made("btrfs").volume().image();
        assertThat(ContentsProbe.at(Slice.of(image, 0, 65536))).isEmpty();
        assertThat(ContentsProbe.at(Slice.of(made("ext4").volume().image(), 0, 1024))).isEmpty();
        assertThat(ContentsProbe.at(Slice.of(image, 0, 0))).isEmpty();
    }

    /** Blkid calls it ambivalent, and says nothing at all. */
    @Test
    void contradiction() throws IOException {
        MadeVolume volume = made("xfs").volume().copy();
        made("ext4").volume().pieces().forEach((at, bytes) -> volume.bytes(at, bytes));
        made("btrfs").volume().pieces().forEach((at, bytes) -> volume.bytes(at, bytes));
        assertThat(ContentsProbe.all(Slice.of(volume.image(), 0, volume.size()))).extracting(Contents::type)
                .containsExactly("xfs", "ext4", "btrfs");
    }

    /** A floppy disk is no member of a RAID. */
    @Test
    void floppyDisk() throws IOException {
        assertThat(ContentsProbe.at(Slice.of(made("md-1.2").volume().ofSize(1440 * 1024).image(), 0, 1440 * 1024))).isEmpty();
        assertThat(ContentsProbe.at(Slice.of(made("md-1.2").volume().ofSize(1441 * 1024).image(), 0, 1441 * 1024))).isPresent();
    }

    @Test
    void badSectors() throws IOException {
        Image image = made("ext4").volume().image();
        assertThat(ContentsProbe.at(Slice.of(new BadSectors(image, 0L, 64L, 128L), 0, image.size()))).as("others cannot be ruled out")
                .contains(made("ext4").expected().withBlocks(1024));
        assertThatThrownBy(() -> ContentsProbe.at(Slice.of(new BadSectors(image, 2L), 0, image.size()))).isInstanceOf(IOException.class);
    }

    /** Each of these fields keeps it from being what it looks like. */
    @Test
    void nonsense() throws IOException {
        for (MadeVolume volume : List.of(
                made("lvm2").volume().copy().hex(600, "01"),
                made("lvm2").volume().copy().le64(520, 2),
                made("luks2-second-header").volume().copy().be64(0x8100, 0x4000),
                made("md-1.2").volume().copy().le64(4096 + 144, 0),
                made("md-0.90").volume().copy().le32(5 * (1 << 20) - 65536 + 32, 0xffffffffL),
                made("fat16").volume().copy().hex(13, "03"),
                made("fat16").volume().copy().hex(16, "00"),
                made("fat16").volume().copy().le16(19, 90),
                made("fat16").volume().copy().le16(510, 0),
                made("fat32").volume().copy().le32(36, 0),
                made("ntfs").volume().copy().hex(13, "03"),
                made("ntfs").volume().copy().hex(64, "e0"),
                made("ntfs").volume().copy().le64(48, -1),
                made("ntfs").volume().copy().text(16384, "BAAD"),
                made("xfs").volume().copy().hex(120, "0d"),
                made("xfs").volume().copy().be32(88, 0),
                made("exfat").volume().copy().hex(20, "01"),
                made("jfs").volume().copy().le16(32768 + 20, 13),
                made("hfsplus").volume().copy().be32(1024 + 40, 256),
                made("swap-big-endian").volume().copy().be32(1024, 2),
                made("minix-1").volume().copy().le16(1024 + 4, 0))) {
            assertThat(ContentsProbe.all(Slice.of(volume.image(), 0, volume.size()))).isEmpty();
        }
    }
}
