package jdisk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdisk.image.BadSectors;
import jdisk.image.Image;
import jdisk.image.RecipeImage;
import jdisk.image.SampleDisk;
import jdisk.shell.Outcome;
import jdisk.shell.ScriptedConsole;
import jdisk.shell.Session;
import jdisk.shell.Shell;
import jdisk.text.Visible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prints what mount, losetup, dd, dmsetup and nbdkit are to be told. The numbers of the laptop's disk are the guide's. */
final class RecipeCommandsTest {

    private static final String OLD_OFFSET = "# util-linux before 2.12b fails here: it takes no offset of 2147483648 or more\n";

    /** 1000 sectors; partition 2 goes on past the end, 3 lies there, 4 has no sectors. */
    private static final String[] CUT = {"size 512000",
            "mbr 1: 00 0/1/1 83 0/0/1 start 100 count 100",
            "mbr 2: 00 0/1/1 83 0/0/1 start 900 count 101",
            "mbr 3: 00 0/1/1 83 0/0/1 start 1000 count 100",
            "mbr 4: 00 0/1/1 83 0/0/1 start 200 count 0"};

    private static final String[] OF_4096 = {"size 67108864", "sector-size 4096",
            "mbr 1: 00 0/4/5 0c 0/69/5 start 256 count 4096",
            "mbr 3: 00 0/134/7 05 1/5/4 start 8448 count 7936",
            "ebr 8448 1: 00 0/138/11 83 0/170/42 start 256 count 2048",
            // In partition 1, the superblock of an ext4: its magic, a journal, names with types and extents.
            "bytes 1049656: 53 ef", "bytes 1049692: 04 00 00 00 42 00 00 00"};

    private final ScriptedConsole console = new ScriptedConsole();

    private Outcome run(Image image, String line) throws IOException {
        Visible visible = new Visible(StandardCharsets.UTF_8);
        Session session = new Session(image, Session.Wishes.NONE, visible);
        return new Shell(session, console, new CommandWords(visible)).run(List.of(line.split(" ")));
    }

    private void prints(Image image, String line, Outcome outcome, String text) throws IOException {
        assertThat(run(image, line)).as(line + ": " + console.warned()).isEqualTo(outcome);
        assertThat(console.printed()).isEqualTo(text);
        assertThat(console.warned()).isEmpty();
    }

    private void laptop(String line, String text) throws IOException {
        prints(SampleDisk.open(), line, Outcome.DONE, text);
    }

    @Test
    void mountsOfTheGuide() throws IOException {
        laptop("mount 1", "mount -o ro,loop,offset=32256,sizelimit=3808272384 -t ntfs hda.img /mnt\n");
    }

    @Test
    void mountBehindTwoGibibytes() throws IOException {
        laptop("mount hda.img6 /media/old", OLD_OFFSET
                + "mount -o ro,loop,offset=3939941376,sizelimit=929424384,noload -t ext3 hda.img /media/old\n");
    }

    @Test
    void losetupOfAnOddNumberOfSectors() throws IOException {
        laptop("losetup 5", OLD_OFFSET + "# a 2.4 kernel loses the last sector: partition 5 has an odd number of them\n"
                + "losetup --read-only --find --show --offset 3808336896 --sizelimit 131572224 hda.img\n");
    }

    @Test
    void ddOfTheGuide() throws IOException {
        laptop("dd 6 test.image", "dd if=hda.img of=test.image bs=512 skip=7695198 count=1815282\n");
    }

    @Test
    void ddNamesTheFileForThePartition() throws IOException {
        laptop("dd 6", "dd if=hda.img of=hda.img6 bs=512 skip=7695198 count=1815282\n");
    }

    @Test
    void ddToStandardOutput() throws IOException {
        laptop("dd 6 -", "dd if=hda.img bs=512 skip=7695198 count=1815282\n");
    }

    @Test
    void dmsetupMakesTheDevicesOfKpartx() throws IOException {
        laptop("dmsetup", """
                loop=$(losetup --read-only --find --show hda.img)
                dmsetup create --readonly --table "0 7438032 linear $loop 63" hda.img1
                dmsetup create --readonly --table "0 2 linear $loop 7438095" hda.img2
                dmsetup create --readonly --table "0 256977 linear $loop 7438158" hda.img5
                dmsetup create --readonly --table "0 1815282 linear $loop 7695198" hda.img6
                """);
    }

    @Test
    void nbdkitServesTheRange() throws IOException {
        laptop("nbdkit 6",
                "nbdkit --readonly --ipaddr=127.0.0.1 --filter=offset file file=hda.img offset=3939941376 range=929424384\n");
    }

    @Test
    void mountOnSectorsOf4096() throws IOException {
        prints(RecipeImage.of(OF_4096), "mount 1", Outcome.DONE,
                "mount -o ro,loop,offset=1048576,sizelimit=16777216,noload -t ext4 disk.img /mnt\n");
    }

    @Test
    void losetupOnSectorsOf4096() throws IOException {
        prints(RecipeImage.of(OF_4096), "losetup 5", Outcome.DONE,
                "losetup --read-only --find --show --offset 35651584 --sizelimit 8388608 disk.img\n");
    }

    @Test
    void ddOnSectorsOf4096() throws IOException {
        prints(RecipeImage.of(OF_4096), "dd 5", Outcome.DONE, "dd if=disk.img of=disk.img5 bs=4096 skip=8704 count=2048\n");
    }

    @Test
    void nbdkitOnSectorsOf4096() throws IOException {
        prints(RecipeImage.of(OF_4096), "nbdkit 5", Outcome.DONE,
                """
                nbdkit --readonly --ipaddr=127.0.0.1 --filter=offset file file=disk.img offset=35651584 range=8388608
                """);
    }

    /** Device-mapper counts in sectors of 512 bytes, and an extended partition is one of the disk's. */
    @Test
    void dmsetupOnSectorsOf4096() throws IOException {
        prints(RecipeImage.of(OF_4096), "dmsetup", Outcome.DONE, """
                loop=$(losetup --read-only --find --show disk.img)
                dmsetup create --readonly --table "0 32768 linear $loop 2048" disk.img1
                dmsetup create --readonly --table "0 8 linear $loop 67584" disk.img3
                dmsetup create --readonly --table "0 16384 linear $loop 69632" disk.img5
                """);
    }

    @Test
    void mountOfAnExtendedPartition() throws IOException {
        prints(SampleDisk.open(), "mount 2", Outcome.FAILED,
                "# partition 2 is an extended partition, which only holds others: mount one of those, from 5 on\n");
    }

    @Test
    void mountOfSwap() throws IOException {
        prints(SampleDisk.open(), "mount 5", Outcome.FAILED,
                "# partition 5 is swap space, there is nothing to mount; 'dd 5' copies it, 'hexdump 5' shows its start\n");
    }

    @Test
    void mountOfNobodyKnowsWhat() throws IOException {
        prints(RecipeImage.of(CUT), "mount 1", Outcome.FAILED,
                "# no file system is recognised in partition 1; 'hexdump 1' shows its start\n");
    }

    /** The marks are those blkid goes by: of LUKS at the start of the partition; of LVM, a label with its checksum in the second sector. */
    @ParameterizedTest
    @CsvSource({"bytes 51200: 4c 55 4b 53 ba be 00 01, LUKS, cryptsetup open --readonly",
            "bytes 51712: 4c 41 42 45 4c 4f 4e 45 01 00 00 00 00 00 00 00 29 48 97 02 20 00 00 00 4c 56 4d 32 20 30 30 31 "
                    + "6a 64 49 53 6b 30 61 61 61 61 62 62 62 62 63 63 63 63 64 64 64 64 65 65 65 65 66 66 66 66 67 67 "
                    + "00 00 00 01 00 00 00 00 00 00 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
                    + "00 00 00 00 00 00 00 00 00 10 00 00 00 00 00 00 00 f0 0f, LVM, vgchange"})
    void mountOfAnotherLayer(String mark, String what, String then) throws IOException {
        assertThat(run(RecipeImage.of("size 5120000", "mbr 1: 00 0/1/1 83 0/0/1 start 100 count 8000", mark), "mount 1")).isEqualTo(Outcome.FAILED);
        assertThat(console.printed()).startsWith("# partition 1 is ").contains(what, then).hasLineCount(1);
    }

    @Test
    void mountOfWhatIsCut() throws IOException {
        prints(RecipeImage.of(CUT), "mount 2", Outcome.FAILED, "# partition 2 is incomplete: 512 of its 51712 bytes lie past the end "
                + "of the image, and an incomplete file system is not mounted; 'dd 2' copies what is there\n");
    }

    @Test
    void losetupOfWhatIsCut() throws IOException {
        prints(RecipeImage.of(CUT), "losetup 2", Outcome.PROBLEMS,
                """
                # partition 2 is incomplete: 512 of its 51712 bytes lie past the end of the image
                # a 2.4 kernel loses the last sector: partition 2 has an odd number of them
                losetup --read-only --find --show --offset 460800 --sizelimit 51712 disk.img
                """);
    }

    @Test
    void nbdkitOfWhatIsCutEndsWithTheImage() throws IOException {
        prints(RecipeImage.of(CUT), "nbdkit 2", Outcome.PROBLEMS,
                """
                # partition 2 is incomplete: 512 of its 51712 bytes lie past the end of the image
                nbdkit --readonly --ipaddr=127.0.0.1 --filter=offset file file=disk.img offset=460800 range=51200
                """);
    }

    @Test
    void dmsetupLeavesOutWhatIsCut() throws IOException {
        prints(RecipeImage.of(CUT), "dmsetup", Outcome.PROBLEMS, """
                # partition 2 ends past the end of the image: it cannot be made a device
                # partition 3 ends past the end of the image: it cannot be made a device
                loop=$(losetup --read-only --find --show disk.img)
                dmsetup create --readonly --table "0 100 linear $loop 100" disk.img1
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mount", "losetup", "dd", "nbdkit"})
    void nothingOfWhatLiesBehindTheEnd(String word) throws IOException {
        prints(RecipeImage.of(CUT), word + " 3", Outcome.FAILED, "# partition 3 lies past the end of the image: nothing of it is there\n");
    }

    /** A size limit of 0 would be none. */
    @ParameterizedTest
    @ValueSource(strings = {"mount", "losetup", "dd", "nbdkit"})
    void nothingOfWhatIsEmpty(String word) throws IOException {
        prints(RecipeImage.of(CUT), word + " 4", Outcome.FAILED, "# partition 4 has no sectors\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mount 9", "losetup 9", "dd 9", "nbdkit 9", "mount", "losetup", "dd", "nbdkit", "losetup 1 2", "kpartx 1"})
    void wrongArguments(String line) throws IOException {
        assertThat(run(RecipeImage.of(CUT), line)).isEqualTo(Outcome.FAILED);
        assertThat(console.printed()).isEmpty();
        assertThat(console.warned()).startsWith("jdisk: disk.img: ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mount 1", "losetup 1", "dd 1", "dmsetup", "kpartx", "nbdkit 1"})
    void noTable(String line) throws IOException {
        assertThat(run(RecipeImage.of("size 512000"), line)).isEqualTo(Outcome.FAILED);
        assertThat(console.printed()).isEmpty();
        assertThat(console.warned()).startsWith("jdisk: disk.img: no partition table").hasLineCount(1);
    }

    @Test
    void mountOfWhatCannotBeRead() throws IOException {
        assertThat(run(new BadSectors(RecipeImage.of(CUT), 100L), "mount 1")).isEqualTo(Outcome.FAILED);
        assertThat(console.printed()).isEmpty();
        assertThat(console.warned()).isEqualTo("jdisk: disk.img: mount: Input/output error\n");
    }
}
