package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jdisk.image.BadSectors;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.label.SectorSizeFinder.Choice;
import jdisk.label.SectorSizeFinder.Origin;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds the size of sectors by what lies where an entry leads to. */
final class SectorSizeFinderTest {

    private static final String PARTITION = "mbr 1: 00 0/1/1 0c 10/254/63 start 256 count 4096\n";

    /** The parameters of a FAT16 file system, as Microsoft's fatgen103 has them, for sectors of this size. */
    static String fat(long offset, int sectorSize) {
        return "bytes %d: eb 3c 90 4d 53 44 4f 53 35 2e 30 %02x %02x 04 04 00 02 00 02 00 10 f8 40 00 3f 00 ff 00\nbytes %d: 55 aa\n"
                .formatted(offset, sectorSize & 0xff, sectorSize >> 8, offset + 510);
    }

    private static Choice find(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add("size 67108864");
        return SectorSizeFinder.find(RecipeImage.of(all.toArray(String[]::new)));
    }

    @ParameterizedTest
    @CsvSource({"05", "0f", "85"})
    void extendedTable(String type) throws IOException {
        String extended = "mbr 1: 00 0/1/1 " + type + " 10/254/63 start 256 count 4096\n";
        for (int size : SectorSize.ALLOWED) {
            assertThat(find(extended, "sector-size " + size, "signature 256"))
                    .isEqualTo(new Choice(new SectorSize(size), Origin.EXTENDED_TABLE));
        }
    }

    @Test
    void wholeDiskOf4096() throws IOException {
        assertThat(SectorSizeFinder.find(RecipeImage.named("sector-4096")))
                .isEqualTo(new Choice(new SectorSize(4096), Origin.EXTENDED_TABLE));
    }

    /** A disklabel says how large its sectors are, and so does an SGI's volume header. */
    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void disklabels(int size) throws IOException {
        String told = "%02x %02x 00 00".formatted(size & 0xff, size >> 8);
        for (long at : new long[] {64, size}) {
            assertThat(find("bytes " + at + ": 57 45 56 82", "bytes " + (at + 40) + ": " + told, "bytes " + (at + 132) + ": 57 45 56 82"))
                    .isEqualTo(new Choice(new SectorSize(size), Origin.DISKLABEL));
        }
        assertThat(find("bytes 0: 0b e5 a9 41", "bytes 40: %02x %02x".formatted(size >> 8, size & 0xff)))
                .isEqualTo(new Choice(new SectorSize(size), Origin.DISKLABEL));
    }

    @Test
    void disklabelsThatTellNonsense() throws IOException {
        assertThat(find("bytes 0: 0b e5 a9 41", "bytes 40: ff ff").origin()).isEqualTo(Origin.DEFAULT);
        assertThat(find("bytes 64: 57 45 56 82", "bytes 104: ff ff ff ff", "bytes 196: 57 45 56 82").origin()).isEqualTo(Origin.DEFAULT);
    }

    /** What begins where an entry leads to at one size only tells the size, if nothing does at 512. */
    @Test
    void contents() throws IOException {
        String luks = "4c 55 4b 53 ba be 00 01";
        String table = "mbr 1: 00 0/1/1 83 10/254/63 start 256 count 4096\n";
        assertThat(find(table, "bytes 1048576: " + luks)).isEqualTo(new Choice(new SectorSize(4096), Origin.CONTENTS));
        assertThat(find(table, "bytes 131072: " + luks, "bytes 1048576: " + luks)).isEqualTo(new Choice(SectorSize.DEFAULT, Origin.DEFAULT));
        assertThat(find(table).origin()).isEqualTo(Origin.DEFAULT);
        // A table that would not fit at the larger size is not looked into.
        String full = "mbr 1: 00 0/1/1 83 10/254/63 start 256 count 130000\n";
        assertThat(find(full, "bytes 1048576: " + luks).origin()).isEqualTo(Origin.DEFAULT);
        // A boot record that says so is believed even then: the image may be the first part of a disk.
        assertThat(find(full, fat(256 * 4096, 4096)).size().bytes()).isEqualTo(4096);
    }

    /** What an older table left behind further on tells nothing where a file system ends as its partition does. */
    @Test
    void filled() throws IOException {
        String table = "mbr 1: 00 0/1/1 83 10/254/63 start 256 count 4096\n";
        String old = fat(256 * 4096, 4096);
        assertThat(find(table, old).size().bytes()).isEqualTo(4096);
        for (int blocks : new int[] {2048, 2047, 2049, 1000, 0}) {
            String superblock = "bytes %d: 10 00 00 00 %02x %02x 00 00\nbytes %d: 01 00 00 00 00 00 00 00 00 20 00 00 00 20 00 00 10 00 00 00\n"
                    .formatted(132_096, blocks & 0xff, blocks >> 8, 132_096 + 20) + "bytes %d: 53 ef 01 00\n".formatted(132_096 + 56);
            boolean fills = blocks == 2048 || blocks == 2047;
            assertThat(find(table, superblock, old).size().bytes()).as("%d blocks", blocks).isEqualTo(fills ? 512 : 4096);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2048, 4096})
    void bootRecord(int size) throws IOException {
        assertThat(find(PARTITION, fat(256L * size, size))).isEqualTo(new Choice(new SectorSize(size), Origin.BOOT_RECORD));
        String ntfs = "bytes %d: eb 52 90 4e 54 46 53 20 20 20 20 %02x %02x".formatted(256L * size, size & 0xff, size >> 8);
        assertThat(find(PARTITION, ntfs)).isEqualTo(new Choice(new SectorSize(size), Origin.BOOT_RECORD));
        int shift = Integer.numberOfTrailingZeros(size);
        String exfat = "bytes %d: eb 76 90 45 58 46 41 54 20 20 20\nbytes %d: %02x".formatted(256L * size, 256L * size + 108, shift);
        assertThat(find(PARTITION, exfat)).isEqualTo(new Choice(new SectorSize(size), Origin.BOOT_RECORD));
    }

    /** It lies where sectors of 4096 bytes would have it, but was made for sectors of 512: that proves nothing. */
    @Test
    void bootRecordOfAnotherSize() throws IOException {
        assertThat(find(PARTITION, fat(256L * 4096, 512))).isEqualTo(new Choice(SectorSize.DEFAULT, Origin.DEFAULT));
    }

    @Test
    void nothingSaysOtherwise() throws IOException {
        Choice byDefault = new Choice(SectorSize.DEFAULT, Origin.DEFAULT);
        assertThat(find(PARTITION)).isEqualTo(byDefault);
        assertThat(find("fill 0 512 00")).isEqualTo(byDefault);
        assertThat(find(PARTITION, fat(256 * 4096, 4096), "no-signature 0")).as("no table").isEqualTo(byDefault);
        assertThat(SectorSizeFinder.find(RecipeImage.of("size 511"))).isEqualTo(byDefault);
        // Entries that lead nowhere.
        assertThat(find("mbr 1: 00 0/1/1 05 0/0/0 start 0 count 4096")).isEqualTo(byDefault);
        assertThat(find("mbr 1: 00 0/1/1 05 0/0/0 start 256 count 0", "signature 256")).isEqualTo(byDefault);
        assertThat(find("mbr 1: 00 0/1/1 05 0/0/0 start 4294967295 count 4294967295")).isEqualTo(byDefault);
    }

    @Test
    void laterEntryTellsIt() throws IOException {
        assertThat(find(PARTITION, "mbr 4: 00 0/1/1 07 0/0/0 start 512 count 4096", fat(512 * 2048, 2048)))
                .isEqualTo(new Choice(new SectorSize(2048), Origin.BOOT_RECORD));
    }

    @Test
    void unreadableSectorTellsNothing() throws IOException {
        Image image = RecipeImage.of("size 67108864", PARTITION, fat(256 * 4096, 4096));
        assertThat(SectorSizeFinder.find(new BadSectors(image, 256L, 512L)).size()).isEqualTo(new SectorSize(4096));
        assertThat(SectorSizeFinder.find(new BadSectors(image, 256L * 8))).isEqualTo(new Choice(SectorSize.DEFAULT, Origin.DEFAULT));
    }
}
