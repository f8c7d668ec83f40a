package jdisk.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes every field of a boot record from where Microsoft's specification puts it. */
final class FatBootRecordTest {
    private static final int MIB = 1 << 20;

    private static FatBootRecord read(MadeVolume volume) throws IOException {
        return FatBootRecord.read(Slice.of(volume.image())).orElseThrow();
    }

    /** A FAT32 in which no two fields have the same number. */
    private static MadeVolume fat32() {
        return new MadeVolume(MIB).hex(0, "eb 58 90").text(3, "A WRITER").le16(11, 1024).hex(13, "04").le16(14, 38).hex(16, "02")
                .hex(21, "f8").le16(24, 63, 255).le32(28, 2048, 4_000_000, 7800).le16(40, 0, 7).le32(44, 5).le16(48, 1, 6)
                .hex(65, "01 29 78 56 34 12").text(71, "BOOT LABEL ").text(82, "FAT32   ").le16(510, 0xaa55);
    }

    private static MadeVolume fat16() {
        return new MadeVolume(MIB).le16(11, 512).hex(13, "08").le16(14, 3).hex(16, "02").le16(17, 500).le16(19, 64000).hex(21, "f9")
                .le16(22, 31).hex(37, "02 29 78 56 34 12").text(43, "BOOT LABEL ").text(54, "FAT16   ").le16(510, 0xaa55);
    }

    @Test
    void fieldsOfFat32() throws IOException {
        FatBootRecord record = read(fat32());
        assertThat(record.writer()).isEqualTo("A WRITER");
        assertThat(record.sectorBytes()).isEqualTo(1024);
        assertThat(record.clusterSectors()).isEqualTo(4);
        assertThat(record.clusterBytes()).isEqualTo(4096);
        assertThat(record.reservedSectors()).isEqualTo(38);
        assertThat(record.fats()).isEqualTo(2);
        assertThat(record.rootEntries()).isZero();
        assertThat(record.sectors()).isEqualTo(4_000_000);
        assertThat(record.medium()).isEqualTo(0xf8);
        assertThat(record.fatSectors()).isEqualTo(7800);
        assertThat(record.trackSectors()).isEqualTo(63);
        assertThat(record.heads()).isEqualTo(255);
        assertThat(record.hiddenSectors()).isEqualTo(2048);
        assertThat(record.isFat32()).isTrue();
        assertThat(record.entryBits()).isEqualTo(32);
        assertThat(record.version()).isEqualTo(7);
        assertThat(record.rootCluster()).isEqualTo(5);
        assertThat(record.infoSector()).isEqualTo(1);
        assertThat(record.backupSector()).isEqualTo(6);
        assertThat(record.isDirty()).isTrue();
        assertThat(record.isFaulty()).isFalse();
        assertThat(record.serial()).isEqualTo(0x12345678);
        assertThat(record.label(StandardCharsets.US_ASCII)).isEqualTo("BOOT LABEL ");
        assertThat(record.typeName()).isEqualTo("FAT32   ");
        assertThat(record.clusters()).as("(4000000 - 38 - 2 * 7800) / 4").isEqualTo(996_090);
        assertThat(record.fatEntries()).as("7800 * 1024 / 4").isEqualTo(1_996_800);
        assertThat(record.fatPosition(0)).isEqualTo(38 * 1024);
        assertThat(record.fatPosition(1)).isEqualTo((38 + 7800) * 1024);
        assertThat(record.rootPosition()).isEqualTo((38 + 2 * 7800) * 1024);
        assertThat(record.dataPosition()).isEqualTo((38 + 2 * 7800) * 1024);
        assertThat(record.clusterPosition(2)).isEqualTo(record.dataPosition());
        assertThat(record.clusterPosition(996_091)).isEqualTo((38 + 2 * 7800) * 1024L + 996_089L * 4096);
    }

    @Test
    void fieldsOfFat16() throws IOException {
        FatBootRecord record = read(fat16());
        assertThat(record.rootEntries()).isEqualTo(500);
        assertThat(record.sectors()).isEqualTo(64000);
        assertThat(record.fatSectors()).isEqualTo(31);
        assertThat(record.isFat32()).isFalse();
        assertThat(record.entryBits()).isEqualTo(16);
        assertThat(record.isDirty()).isFalse();
        assertThat(record.isFaulty()).isTrue();
        assertThat(record.serial()).isEqualTo(0x12345678);
        assertThat(record.label(StandardCharsets.US_ASCII)).isEqualTo("BOOT LABEL ");
        assertThat(record.typeName()).isEqualTo("FAT16   ");
        assertThat(record.version()).isZero();
        assertThat(record.rootCluster()).isZero();
        assertThat(record.infoSector()).isZero();
        assertThat(record.backupSector()).isZero();
        assertThat(record.activeFat()).isZero();
        assertThat(record.rootPosition()).isEqualTo((3 + 2 * 31) * 512);
        assertThat(record.dataPosition()).as("500 entries take 32 sectors, the last of them in part").isEqualTo((3 + 2 * 31 + 32) * 512);
        assertThat(record.clusters()).as("(64000 - 3 - 62 - 32) / 8, the rest is left over").isEqualTo(7987);
        assertThat(record.fatEntries()).isEqualTo(31 * 512 / 2);
    }

    /** "If CountofClusters is less than 4085 it is FAT12; less than 65525, FAT16": no other field decides. */
    @ParameterizedTest
    @CsvSource({"4084, 12", "4085, 16", "65524, 16"})
    void typeByTheNumberOfClusters(long clusters, int bits) throws IOException {
        MadeVolume volume = fat16().hex(13, "01").le16(19, 0).le32(32, 3 + 62 + 32 + clusters).text(54, "FAT     ");
        assertThat(read(volume).clusters()).isEqualTo(clusters);
        assertThat(read(volume).entryBits()).isEqualTo(bits);
    }

    @Test
    void moreClustersThanFat16CanHave() throws IOException {
        MadeVolume volume = fat16().hex(13, "01").le16(19, 0).le32(32, 3 + 62 + 32 + 65525);
        assertThat(FatBootRecord.read(Slice.of(volume.image()))).isEmpty();
    }

    /** Entries of 12 bits lie two in three bytes, across the borders of sectors. */
    @Test
    void entriesOfFat12() throws IOException {
        assertThat(read(fat16().le16(19, 2880).le16(22, 9).hex(13, "01")).fatEntries()).isEqualTo(9 * 512 * 8 / 12);
    }

    @Test
    void withoutTheExtension() throws IOException {
        FatBootRecord record = read(fat16().hex(38, "00"));
        assertThat(record.serial()).isZero();
        assertThat(record.label(StandardCharsets.US_ASCII)).isEmpty();
        assertThat(record.typeName()).isEmpty();
        FatBootRecord serialOnly = read(fat16().hex(38, "28"));
        assertThat(serialOnly.serial()).isEqualTo(0x12345678);
        assertThat(serialOnly.label(StandardCharsets.US_ASCII)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "128, 0", "129, 1", "130, 0"})
    void activeFat(int flags, int active) throws IOException {
        assertThat(read(fat32().le16(40, flags)).activeFat()).isEqualTo(active);
    }

    @Test
    void nothingElseIsOne() throws IOException {
        assertThat(FatBootRecord.read(Slice.of(fat32().image(), 0, 511))).isEmpty();
        assertThat(FatBootRecord.of(new ByteView(new byte[0]))).isEmpty();
        assertThat(FatBootRecord.of(new ByteView(new byte[4096]))).isEmpty();
        assertThatThrownBy(() -> new FatBootRecord(new ByteView(new byte[512]))).isInstanceOf(IllegalArgumentException.class);
    }

    /** The copy is told by the same fields, and the rest of a larger sector makes no difference. */
    @Test
    void copyInALargerSector() throws IOException {
        MadeVolume volume = fat32().text(1000, "a rest");
        assertThat(FatBootRecord.of(volume.image().view(0, 1024))).contains(read(volume));
    }

    @Tag("realtool")
    @ParameterizedTest
    @CsvSource({
        "8, -F 12 -n LABEL",
        "20, -F 16 -s 2 -f 1 -R 5 -r 500",
        "33, -F 16 -S 1024 -h 63 -i 89abcdef",
        "64, -F 32 -s 1 -R 40 -b 9",
        "300, -F 32 -S 4096 -f 1"
    })
    void asFsckSays(int mebibytes, String options, @TempDir Path folder) throws Exception {
        MadeByTool made = MadeByTool.of(folder, mebibytes, "mkfs.vfat", options + " FILE");
        MadeByTool.Answer told = made.asked("fsck.fat", "-n -v FILE");
        FatBootRecord record = made.read(FatBootRecord::read);
        assertThat(record.medium()).isEqualTo((int) told.hex("Media byte 0x([0-9a-f]+)"));
        assertThat(record.sectorBytes()).isEqualTo((int) told.number("(\\d+) bytes per logical sector"));
        assertThat(record.clusterBytes()).isEqualTo((int) told.number("(\\d+) bytes per cluster"));
        assertThat(record.reservedSectors()).isEqualTo((int) told.number("(\\d+) reserved sectors?"));
        assertThat(record.fatPosition(0)).isEqualTo(told.number("First FAT starts at byte (\\d+)"));
        assertThat(record.fats()).isEqualTo((int) told.number("(\\d+) FATs"));
        assertThat(record.entryBits()).isEqualTo((int) told.number("FATs, (\\d+) bit entries"));
        assertThat(record.fatSectors()).isEqualTo(told.number("bytes per FAT \\(= (\\d+) sectors?\\)"));
        assertThat(record.dataPosition()).isEqualTo(told.number("Data area starts at byte (\\d+)"));
        assertThat(record.clusters()).isEqualTo(told.number("(\\d+) data clusters"));
        assertThat(record.trackSectors()).isEqualTo((int) told.number("(\\d+) sectors/track"));
        assertThat(record.heads()).isEqualTo((int) told.number("(\\d+) heads"));
        assertThat(record.hiddenSectors()).isEqualTo(told.number("(\\d+) hidden sectors"));
        assertThat(record.sectors()).isEqualTo(told.number("(\\d+) sectors total"));
        if (record.isFat32()) {
            assertThat(record.rootCluster()).isEqualTo(told.number("Root directory start at cluster (\\d+)"));
        } else {
            assertThat(record.rootPosition()).isEqualTo(told.number("Root directory starts at byte (\\d+)"));
            assertThat(record.rootEntries()).isEqualTo((int) told.number("(\\d+) root directory entries"));
        }
    }
}
