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

/** Takes every field of a boot record from where the documentation of NTFS puts it. */
final class NtfsBootRecordTest {
    private static NtfsBootRecord read(MadeVolume volume) throws IOException {
        return NtfsBootRecord.read(Slice.of(volume.image())).orElseThrow();
    }

    private static MadeVolume ntfs() {
        return new MadeVolume(1 << 20).hex(0, "eb 52 90").text(3, "NTFS    ").le16(11, 512).hex(13, "08").hex(21, "f8")
                .le16(24, 63, 255).le32(28, 2048).le64(40, 1_000_007, 4, 62_500).hex(64, "f6").hex(68, "01")
                .le64(72, 0xfedcba9876543210L).le16(510, 0xaa55);
    }

    @Test
    void fields() throws IOException {
        NtfsBootRecord record = read(ntfs());
        assertThat(record.sectorBytes()).isEqualTo(512);
        assertThat(record.clusterSectors()).isEqualTo(8);
        assertThat(record.clusterBytes()).isEqualTo(4096);
        assertThat(record.medium()).isEqualTo(0xf8);
        assertThat(record.trackSectors()).isEqualTo(63);
        assertThat(record.heads()).isEqualTo(255);
        assertThat(record.hiddenSectors()).isEqualTo(2048);
        assertThat(record.sectors()).isEqualTo(1_000_007);
        assertThat(record.clusters()).isEqualTo(125_000);
        assertThat(record.mftCluster()).isEqualTo(4);
        assertThat(record.mftMirrorCluster()).isEqualTo(62_500);
        assertThat(record.fileRecordBytes()).isEqualTo(1024);
        assertThat(record.indexBlockBytes()).isEqualTo(4096);
        assertThat(record.serial()).isEqualTo(0xfedcba9876543210L);
        assertThat(record.mftPosition()).isEqualTo(16384);
        assertThat(record.clusterPosition(62_500)).isEqualTo(256_000_000);
    }

    /** Up to 128 a number of sectors; from 128 on, taken as negative, the power of two. */
    @ParameterizedTest
    @CsvSource({"512, 01, 1", "512, 80, 128", "4096, 10, 16", "4096, f7, 512", "512, f8, 256", "512, f4, 4096", "256, 02, 2"})
    void sectorsOfACluster(int sectorBytes, String field, int sectors) throws IOException {
        NtfsBootRecord record = read(ntfs().le16(11, sectorBytes).hex(13, field).le64(48, 0, 0));
        assertThat(record.clusterSectors()).isEqualTo(sectors);
        assertThat(record.clusterBytes()).isEqualTo(sectors * sectorBytes);
    }

    /** Taken as a signed number: clusters, or as a negative one the power of two of bytes. */
    @ParameterizedTest
    @CsvSource({"f6, 1024", "f4, 4096", "f7, 512", "ec, 1048576", "01, 4096", "02, 8192", "40, 262144"})
    void bytesOfABlock(String field, int bytes) throws IOException {
        assertThat(read(ntfs().hex(64, field)).fileRecordBytes()).isEqualTo(bytes);
        assertThat(read(ntfs().hex(68, field)).indexBlockBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"00", "03", "7f", "80", "eb", "f8", "ff"})
    void noSuchSizeOfABlock(String field) throws IOException {
        assertThat(NtfsBootRecord.read(Slice.of(ntfs().hex(64, field).image()))).isEmpty();
        assertThat(read(ntfs().hex(68, field)).indexBlockBytes()).isZero();
    }

    /** Numbers of clusters that no position in bytes can tell are past the end of any volume. */
    @Test
    void largestNumbers() throws IOException {
        NtfsBootRecord record = read(ntfs().le64(40, -1, 4, Long.MAX_VALUE / 8));
        assertThat(record.sectors()).as("unsigned").isEqualTo(-1);
        assertThat(record.clusters()).isEqualTo(Long.MAX_VALUE / 4);
        assertThat(record.clusterPosition(record.mftMirrorCluster())).isEqualTo(Long.MAX_VALUE);
        assertThat(record.clusterPosition(-1)).isEqualTo(Long.MAX_VALUE);
        assertThat(record.clusterPosition(Long.MAX_VALUE / 4096)).isEqualTo(Long.MAX_VALUE - 4095);
    }

    /** Each of these fields keeps it from being one. */
    @Test
    void nothingElseIsOne() throws IOException {
        for (MadeVolume volume : List.of(
                ntfs().text(3, "NTFT    "),
                ntfs().le16(11, 513),
                ntfs().le16(11, 8192),
                ntfs().hex(13, "00"),
                ntfs().hex(13, "03"),
                ntfs().hex(13, "c0"),
                ntfs().le16(11, 4096).hex(13, "f4"),
                ntfs().le16(14, 1),
                ntfs().hex(16, "02"),
                ntfs().le16(17, 512),
                ntfs().le16(19, 1),
                ntfs().le16(22, 1),
                ntfs().le32(32, 1),
                ntfs().le64(48, 125_001),
                ntfs().le64(56, 125_001),
                ntfs().le64(40, -1, -1))) {
            assertThat(NtfsBootRecord.read(Slice.of(volume.image()))).isEmpty();
        }
        assertThat(NtfsBootRecord.read(Slice.of(ntfs().image(), 0, 511))).isEmpty();
        assertThat(NtfsBootRecord.of(new ByteView(new byte[100]))).isEmpty();
        assertThatThrownBy(() -> new NtfsBootRecord(new ByteView(new byte[512]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void copyInALargerSector() throws IOException {
        assertThat(NtfsBootRecord.of(ntfs().text(1000, "a rest").image().view(0, 1024))).contains(read(ntfs()));
    }

    @Tag("realtool")
    @ParameterizedTest
    @CsvSource({"16, 512", "16, 512 -c 512", "64, 4096 -c 65536", "64, 1024 -c 2048", "64, 512 -c 2097152"})
    void asNtfsinfoSays(int mebibytes, String sizes, @TempDir Path folder) throws Exception {
        MadeByTool made = MadeByTool.of(folder, mebibytes, "mkfs.ntfs", "-q -F -f -p 63 -S 32 -H 16 -s " + sizes + " FILE");
        MadeByTool.Answer told = made.asked("ntfsinfo", "-m FILE");
        NtfsBootRecord record = made.read(NtfsBootRecord::read);
        assertThat(record.sectorBytes()).isEqualTo((int) told.number("Sector Size: (\\d+)"));
        assertThat(record.clusterBytes()).isEqualTo((int) told.number("Cluster Size: (\\d+)"));
        assertThat(record.indexBlockBytes()).isEqualTo((int) told.number("Index Block Size: (\\d+)"));
        assertThat(record.clusters()).isEqualTo(told.number("Volume Size in Clusters: (\\d+)"));
        assertThat(record.fileRecordBytes()).isEqualTo((int) told.number("MFT Record Size: (\\d+)"));
        assertThat(record.mftCluster()).isEqualTo(told.number("LCN of Data Attribute for FILE_MFT: (\\d+)"));
        assertThat(record.mftMirrorCluster()).isEqualTo(told.number("LCN of Data Attribute for File_MFTMirr: (\\d+)"));
        assertThat(record.hiddenSectors()).as("what it was made with").isEqualTo(63);
        assertThat(record.trackSectors()).as("what it was made with").isEqualTo(32);
        assertThat(record.heads()).as("what it was made with").isEqualTo(16);
    }
}
