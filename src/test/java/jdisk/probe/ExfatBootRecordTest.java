package jdisk.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes every field of a boot record from where Microsoft's specification puts it. */
final class ExfatBootRecordTest {
    private static ExfatBootRecord read(MadeVolume volume) throws IOException {
        return ExfatBootRecord.read(Slice.of(volume.image())).orElseThrow();
    }

    private static MadeVolume exfat() {
        return new MadeVolume(1 << 20).hex(0, "eb 76 90").text(3, "EXFAT   ").le64(64, 2048, 0x1_0000_0001L)
                .le32(80, 128, 300, 1024, 70_000, 7, 0xdeadbeefL).hex(104, "01 02").le16(106, 6).hex(108, "0a 05 02 80 2a")
                .le16(510, 0xaa55);
    }

    @Test
    void fields() throws IOException {
        ExfatBootRecord record = read(exfat());
        assertThat(record.volumeSector()).isEqualTo(2048);
        assertThat(record.sectors()).isEqualTo(0x1_0000_0001L);
        assertThat(record.fatSector()).isEqualTo(128);
        assertThat(record.fatSectors()).isEqualTo(300);
        assertThat(record.heapSector()).isEqualTo(1024);
        assertThat(record.clusters()).isEqualTo(70_000);
        assertThat(record.rootCluster()).isEqualTo(7);
        assertThat(record.serial()).isEqualTo(0xdeadbeefL);
        assertThat(record.majorVersion()).isEqualTo(2);
        assertThat(record.minorVersion()).isEqualTo(1);
        assertThat(record.sectorBytes()).isEqualTo(1024);
        assertThat(record.clusterSectors()).isEqualTo(32);
        assertThat(record.clusterBytes()).isEqualTo(32768);
        assertThat(record.fats()).isEqualTo(2);
        assertThat(record.activeFat()).isZero();
        assertThat(record.isDirty()).isTrue();
        assertThat(record.isFaulty()).isTrue();
        assertThat(record.percentInUse()).isEqualTo(42);
        assertThat(record.fatPosition(0)).isEqualTo(128 * 1024);
        assertThat(record.fatPosition(1)).isEqualTo(428 * 1024);
        assertThat(record.clusterPosition(2)).isEqualTo(1024 * 1024);
        assertThat(record.clusterPosition(7)).isEqualTo(1024 * 1024 + 5 * 32768);
    }

    @Test
    void flags() throws IOException {
        ExfatBootRecord second = read(exfat().le16(106, 1).hex(112, "ff"));
        assertThat(second.activeFat()).isEqualTo(1);
        assertThat(second.isDirty()).isFalse();
        assertThat(second.isFaulty()).isFalse();
        assertThat(second.percentInUse()).as("not known").isEqualTo(-1);
        assertThat(read(exfat().le16(106, 1).hex(110, "01")).activeFat()).as("there is only one").isZero();
    }

    /** The numbers are as large as they can be; what follows from them still has its place among 64 bits. */
    @Test
    void largestNumbers() throws IOException {
        ExfatBootRecord record = read(exfat().hex(64, "ff".repeat(16)).hex(80, "ff".repeat(20)).hex(108, "0c 0d ff"));
        assertThat(record.clusterBytes()).isEqualTo(1 << 25);
        assertThat(record.sectors()).as("unsigned").isEqualTo(-1);
        assertThat(record.fatPosition(254)).isEqualTo(255 * 0xffff_ffffL * 4096);
        assertThat(record.clusterPosition(0xffff_ffffL)).isEqualTo(0xffff_ffffL * 4096 + 0xffff_fffdL * (1 << 25));
    }

    /** Each of these fields keeps it from being one. */
    @Test
    void nothingElseIsOne() throws IOException {
        for (MadeVolume volume : List.of(
                exfat().hex(1, "75"),
                exfat().text(3, "EXFAT12 "),
                exfat().hex(63, "01"),
                exfat().hex(108, "08"),
                exfat().hex(108, "0d"),
                exfat().hex(108, "0c 0e"),
                exfat().le16(510, 0))) {
            assertThat(ExfatBootRecord.read(Slice.of(volume.image()))).isEmpty();
        }
        assertThat(ExfatBootRecord.read(Slice.of(exfat().image(), 0, 511))).isEmpty();
        assertThat(ExfatBootRecord.of(new ByteView(new byte[100]))).isEmpty();
        assertThatThrownBy(() -> new ExfatBootRecord(new ByteView(new byte[512]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void copyInALargerSector() throws IOException {
        assertThat(ExfatBootRecord.of(exfat().text(1000, "a rest").image().view(0, 1024))).contains(read(exfat()));
    }

    @Tag("realtool")
    @ParameterizedTest
    @CsvSource({"16, -L name", "64, -c 32K", "300, -c 4K -b 4M"})
    void asDumpSays(int mebibytes, String options, @TempDir Path folder) throws Exception {
        MadeByTool made = MadeByTool.of(folder, mebibytes, "mkfs.exfat", options + " FILE");
        MadeByTool.Answer told = made.asked("dump.exfat", "FILE");
        ExfatBootRecord record = made.read(ExfatBootRecord::read);
        assertThat(record.sectors()).isEqualTo(told.number("Volume Length\\(sectors\\):\\s+(\\d+)"));
        assertThat(record.fatSector()).isEqualTo(told.number("FAT Offset\\(sector offset\\):\\s+(\\d+)"));
        assertThat(record.fatSectors()).isEqualTo(told.number("FAT Length\\(sectors\\):\\s+(\\d+)"));
        assertThat(record.heapSector()).isEqualTo(told.number("Cluster Heap Offset \\(sector offset\\):\\s+(\\d+)"));
        assertThat(record.clusters()).isEqualTo(told.number("Cluster Count:\\s+(\\d+)"));
        assertThat(record.rootCluster()).isEqualTo(told.number("Root Cluster \\(cluster offset\\):\\s+(\\d+)"));
        assertThat(record.serial()).isEqualTo(told.hex("Volume Serial:\\s+0x([0-9a-f]+)"));
        assertThat(record.sectorBytes()).isEqualTo(1 << told.number("Sector Size Bits:\\s+(\\d+)"));
        assertThat(record.clusterSectors()).isEqualTo(1 << told.number("Sector per Cluster bits:\\s+(\\d+)"));
        assertThat(record.clusterBytes()).isEqualTo((int) told.number("Cluster size:\\s+(\\d+)"));
    }
}
