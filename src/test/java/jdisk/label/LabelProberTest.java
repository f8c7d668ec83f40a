package jdisk.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.BadSectors;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.probe.Contents;
import jdisk.unit.SectorSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tells a table from the boot record of a file system, from zeros and from anything else. */
final class LabelProberTest {

    private static final String SIZE = "size 67108864\n";
    private static final String NTFS = "bytes 0: eb 52 90 4e 54 46 53 20 20 20 20 00 02\nbytes 510: 55 aa\n";
    private static final String EXFAT = "bytes 0: eb 76 90 45 58 46 41 54 20 20 20\nbytes 510: 55 aa\n";
    /** Two partitions of a disk of 131072 sectors, the last of which ends with it. */
    private static final String TABLE = """
            mbr 1: 80 0/1/1 0c 3/254/63 start 63 count 64197
            mbr 3: 00 4/0/1 83 7/254/63 start 64260 count 66812
            """;

    private static Recognition probe(String lines) throws IOException {
        return LabelProber.probe(RecipeImage.of(SIZE + lines), SectorSize.DEFAULT, Optional.empty());
    }

    private static Recognition insist(String lines) throws IOException {
        return LabelProber.probe(RecipeImage.of(SIZE + lines), SectorSize.DEFAULT, Optional.of(Label.Kind.DOS));
    }

    @Test
    void table() throws IOException {
        assertThat(probe(TABLE)).isInstanceOfSatisfying(Recognition.Table.class,
                table -> assertThat(table.label().partitions()).extracting(Partition::number).containsExactly(1, 3));
    }

    /** A signature and nothing else is a table without a partition. */
    @Test
    void emptyTable() throws IOException {
        assertThat(probe("signature 0")).isInstanceOfSatisfying(Recognition.Table.class,
                table -> assertThat(table.label().partitions()).isEmpty());
    }

    @Test
    void bootRecords() throws IOException {
        assertThat(probe(SectorSizeFinderTest.fat(0, 512))).isEqualTo(new Recognition.BootRecord(new Contents("vfat")));
        assertThat(probe(NTFS)).isEqualTo(new Recognition.BootRecord(new Contents("ntfs")));
        assertThat(probe(EXFAT)).isEqualTo(new Recognition.BootRecord(new Contents("exfat")));
    }

    /** As on disks whose boot code fills the sector: read as entries, it is text. */
    @Test
    void bootRecordWithCodeWhereATableWouldBe() throws IOException {
        String code = "fill 446 64 4e\n";
        assertThat(probe(NTFS + code)).isInstanceOf(Recognition.BootRecord.class);
        assertThat(insist(NTFS + code)).isInstanceOf(Recognition.Table.class);
    }

    @Test
    void bootRecordAndTableInOneSector() throws IOException {
        for (String boot : new String[] {NTFS, EXFAT, SectorSizeFinderTest.fat(0, 512)}) {
            assertThat(probe(boot + TABLE)).isInstanceOfSatisfying(Recognition.Table.class,
                    table -> assertThat(table.label().partitions()).extracting(Partition::number).containsExactly(1, 3));
        }
    }

    /** One entry that makes no sense is enough to take the rest for code as well. */
    @ParameterizedTest
    @ValueSource(strings = {
        "mbr 2: 20 0/1/1 83 0/0/0 start 63 count 1000", "mbr 2: 00 0/1/1 00 0/0/0 start 63 count 1000",
        "mbr 2: 00 0/1/1 83 0/0/0 start 0 count 1000", "mbr 2: 00 0/1/1 83 0/0/0 start 63 count 0",
        "mbr 3: 00 4/0/1 83 7/254/63 start 64260 count 66813"})
    void bootRecordAndEntriesOneOfWhichIsNonsense(String nonsense) throws IOException {
        assertThat(probe(NTFS + TABLE + nonsense)).isInstanceOf(Recognition.BootRecord.class);
        assertThat(probe(TABLE + nonsense)).as("without a boot record").isInstanceOf(Recognition.Table.class);
    }

    /** Volumes whose first sector ends in 55 AA, and whose entries are code or nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ext2        | bytes 1080: 53 ef
            LVM2_member | bytes 512: 4c 41 42 45 4c 4f 4e 45 01 00 00 00 00 00 00 00 91 07 db 2b 20 00 00 00 4c 56 4d 32 20 30 30 31 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70 71 72 73 74 75 76 77 78 79 7a 30 31 32 33 34 35
            crypto_LUKS | bytes 0: 4c 55 4b 53 ba be 00 01
            hpfs        | bytes 8192: 49 e8 95 f9 c5 e9 53 fa 02; bytes 8704: 49 18 91 f9 c5 29 52 fa
            befs        | bytes 544: 31 53 46 42; bytes 580: 31 10 12 dd; bytes 624: 0e 83 b6 15
            BitLocker   | bytes 0: eb 58 90 2d 46 56 45 2d 46 53 2d; bytes 176: 00 00 01; bytes 65536: 2d 46 56 45 2d 46 53 2d 00 00 02
            """)
    void volumeThatIsTakenForATable(String type, String lines) throws IOException {
        String volume = "signature 0\n" + lines.replace("; ", "\n") + "\n";
        for (String entries : new String[] {"", "fill 446 64 4e\n", "mbr 1: 73 0/1/1 6f 3/254/63 start 1919251561 count 544437353\n"}) {
            assertThat(probe(volume + entries)).as(entries).isInstanceOfSatisfying(Recognition.BootRecord.class,
                    found -> assertThat(found.fileSystem().type()).isEqualTo(type));
            assertThat(insist(volume + entries)).isInstanceOf(Recognition.Table.class);
        }
        assertThat(probe(volume + TABLE)).as("a table that makes sense").isInstanceOf(Recognition.Table.class);
    }

    @Test
    void blank() throws IOException {
        assertThat(probe("")).isEqualTo(new Recognition.Blank());
        assertThat(probe("bytes 511: 01")).isEqualTo(new Recognition.NoSignature());
        assertThat(insist("")).isInstanceOf(Recognition.Table.class);
    }

    @Test
    void noSignature() throws IOException {
        assertThat(probe(TABLE + "no-signature 0")).isEqualTo(new Recognition.NoSignature());
        assertThat(probe(TABLE + "bytes 510: aa 55")).isEqualTo(new Recognition.NoSignature());
        assertThat(insist(TABLE + "no-signature 0")).isInstanceOfSatisfying(Recognition.Table.class,
                table -> assertThat(table.label().findings()).containsExactly(new Finding.NoSignature(0)));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "511"})
    void tooShort(long bytes) throws IOException {
        Image image = RecipeImage.of("size " + bytes);
        assertThat(LabelProber.probe(image, SectorSize.DEFAULT, Optional.empty())).isEqualTo(new Recognition.TooShort(bytes));
        assertThat(LabelProber.probe(image, SectorSize.DEFAULT, Optional.of(Label.Kind.DOS))).isEqualTo(new Recognition.TooShort(bytes));
    }

    @Test
    void firstSectorCannotBeRead() throws IOException {
        Image image = new BadSectors(RecipeImage.of(SIZE + TABLE), 0L);
        assertThat(LabelProber.probe(image, SectorSize.DEFAULT, Optional.empty()))
                .isEqualTo(new Recognition.Unreadable(0, "Input/output error"));
        assertThat(LabelProber.probe(image, SectorSize.DEFAULT, Optional.of(Label.Kind.DOS)))
                .isEqualTo(new Recognition.Unreadable(0, "Input/output error"));
    }
}
