package jdisk.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.RecipeImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads back what fdisk and sfdisk printed, whatever was done to the text since. */
final class SavedTableTest {

    private static SavedTable read(String recording) throws IOException {
        return only(Recorded.text(recording));
    }

    private static SavedTable only(String text) {
        List<SavedTable> tables = SavedTable.parse(text);
        assertThat(tables).hasSize(1);
        return tables.getFirst();
    }

    /** A partition as its fields and values in their order: {@code start 63, sectors 100}. */
    private static String told(SavedTable table, int number) {
        return Objects.requireNonNull(table.partitions().get(number)).entrySet().stream()
                .map(field -> (field.getKey().name().toLowerCase(Locale.ROOT) + " " + field.getValue()).strip())
                .collect(Collectors.joining(", "));
    }

    /** A megabyte without an end of line is no listing, and found out as soon as read. */
    @Test
    void oneLongLine() {
        for (String start : List.of("Disk ", "Disk x: ", "label: dos\nd1 : start=", "Device Boot\n")) {
            assertThat(SavedTable.parse(start + "1 ".repeat(500_000))).allSatisfy(table -> assertThat(table.partitions()).isEmpty());
        }
    }

    /** The identifier counts wherever both have one. */
    @Test
    void identifiers() {
        assertThat(only("label: dos\nlabel-id: 0x24242424\n/dev/sda1 : start= 1, size= 2, type=83\n").id()).contains("0x24242424");
        assertThat(only("Disk a: 1 MiB, 1048576 bytes, 2048 sectors\nDisk identifier: 0x24242424\n").id()).contains("0x24242424");
        assertThat(only("{\"partitiontable\": {\"label\": \"dos\", \"id\": \"0x1\", \"device\": \"a\", \"partitions\": []}}").id())
                .contains("0x1");
    }

    /** sfdisk wrote all four slots before 2014, free ones as well; and one dump of all disks. */
    @Test
    void oldDumps() {
        List<SavedTable> tables = SavedTable.parse("""
                # partition table of /dev/sda
                unit: sectors

                /dev/sda1 : start=       63, size=   208782, Id=83, bootable
                /dev/sda2 : start=        0, size=        0, Id= 0
                /dev/sda5 : start=   208908, size=   192717, Id=82
                # partition table of /dev/sdb
                unit: sectors

                /dev/sdb1 : start=       63, size=   251841, Id= 6
                """);
        assertThat(tables).extracting(SavedTable::disk).containsExactly("/dev/sda", "/dev/sdb");
        assertThat(tables.getFirst().partitions()).containsOnlyKeys(1, 5);
        assertThat(tables.getLast().partitions()).containsOnlyKeys(1);
    }

    /** Lines of a script need not name a device: they are in the order of the partitions. */
    @Test
    void scriptWithoutDevices() {
        SavedTable table = only("label: dos\nstart=63, size=100, type=83\nstart=163, size=100, type=82\n");
        assertThat(table.partitions()).containsOnlyKeys(1, 2);
        assertThat(told(table, 2)).isEqualTo("boot, start 163, sectors 100, type 82, name, attrs");
    }

    /** As busybox lists them, with columns of its own. */
    @Test
    void busybox() {
        SavedTable table = only("""
                Disk /dev/sda: 512 MB, 536870912 bytes, 1048576 sectors
                65 cylinders, 255 heads, 63 sectors/track
                Units: sectors of 1 * 512 = 512 bytes

                Device  Boot StartCHS    EndCHS        StartLBA     EndLBA    Sectors  Size Id Type
                /dev/sda1 *  0,1,1       12,254,63           63     208844     208782  101M 83 Linux
                /dev/sda2    13,0,1      63,254,63       208845    1028159     819315  400M  5 Extended
                """);
        assertThat(told(table, 1)).isEqualTo("boot *, start 63, end 208844, sectors 208782, type 83");
        assertThat(told(table, 2)).isEqualTo("boot, start 208845, end 1028159, sectors 819315, type 5");
    }

    /** Its columns are in sectors even if it names cylinders above them (busybox's fdisk.c, list_table). */
    @Test
    void busyboxInCylinders() {
        SavedTable table = only("""
                Disk /dev/sda: 64 MB, 67108864 bytes, 131072 sectors
                8 cylinders, 255 heads, 63 sectors/track
                Units: cylinders of 16065 * 512 = 8225280 bytes

                Device  Boot StartCHS    EndCHS        StartLBA     EndLBA    Sectors  Size Id Type
                /dev/sda1 *  0,32,33     4,52,48           2048      67583      65536 32.0M 83 Linux
                """);
        assertThat(table.unit()).isEqualTo(SavedTable.Unit.SECTORS);
        assertThat(told(table, 1)).isEqualTo("boot *, start 2048, end 67583, sectors 65536, type 83");
    }

    /** Neither is one with a single row that is not, nor one whose header is in another language. */
    @ParameterizedTest
    @ValueSource(strings = {
            "Device     Boot Start   End Sectors Size Id Type\nsda1 2048..67583 Linux\n",
            "Device     Boot Start   End Sectors Size Id Type\nsda1  *     2048 67583   65536  32M 83 Linux\nsda2  *  a b c 83 Linux\n",
            "Ger\u00e4t      Boot Anfang  Ende Sektoren Gr\u00f6\u00dfe Kn Typ\nsda1       *      2048 67583   65536   32M 83 Linux\n"})
    void rowsThatAreNotUnderstood(String rows) {
        assertThat(SavedTable.parse("Disk /dev/sda: 64 MiB, 67108864 bytes, 131072 sectors\n\n" + rows)).isEmpty();
    }

    /** A header that is known over rows that are not is no table without partitions. */
    @Test
    void rowsThatAreNotUnderstood() {
        assertThat(SavedTable.parse("""
                Disk /dev/sda: 512 MB, 536870912 bytes, 1048576 sectors

                Device  Boot First    Last   Kind
                /dev/sda1 *  0,1,1    12,254,63 83
                """)).isEmpty();
    }

    /** A star marks what is no whole cylinder, and a cylinder may have one sector. */
    @Test
    void cylindersOfABsd() {
        SavedTable table = only("""
                Disk a.img: 1 MB, 1048576 bytes
                Units = cylinders of 1 * 512 = 512 bytes

                3 partitions:
                #       start       end      size     fstype   [fsize bsize   cpg]
                  a:       17*       64*       47*    4.2BSD     1024  8192    16
                """);
        assertThat(table.unit()).isEqualTo(new SavedTable.Unit(true, 1));
        assertThat(told(table, 1)).isEqualTo("start 17, end 64");
    }

    /** A row that is shorter than its header has what it has; one without its sectors is not understood. */
    @Test
    void rowsThatAreCut() {
        String header = "Disk /dev/sda: 10 MiB, 10485760 bytes, 20480 sectors\n\nDevice Start End Sectors Boot Flag Info Size\n";
        assertThat(told(only(header + "/dev/sda1 2048 4095 2048\n"), 1)).isEqualTo("start 2048, end 4095, sectors 2048");
        assertThat(SavedTable.parse(header + "/dev/sda1 2048 4095\n")).isEmpty();
    }

    /** A dump that ends within quotes. */
    @Test
    void quotesThatAreCut() {
        String table = "label: dos\n/dev/sda1 : start= 1, size= 2, name=";
        assertThat(told(only(table + "\""), 1)).isEqualTo("boot, start 1, sectors 2, name \", attrs");
        assertThat(told(only(table + "\"one\\x20t\""), 1)).isEqualTo("boot, start 1, sectors 2, name one t, attrs");
    }

    @Test
    void classicListing() throws IOException {
        SavedTable table = read("laptop-guide.txt");
        assertThat(table.disk()).isEqualTo("hda.img");
        assertThat(table.bytes()).isEqualTo(OptionalLong.of(4_871_301_120L));
        assertThat(table.unit()).isEqualTo(new SavedTable.Unit(true, 16_065));
        assertThat(table.partitions()).containsOnlyKeys(1, 2, 5, 6);
        assertThat(told(table, 1)).isEqualTo("boot *, start 1, end 463, blocks 3719016, type 7");
        assertThat(told(table, 5)).isEqualTo("boot, start 464, end 479, blocks 128488+, type 82");
        SavedTable inSectors = read("laptop-classic-sectors.txt");
        assertThat(inSectors.unit()).isEqualTo(new SavedTable.Unit(false, 1));
        assertThat(told(inSectors, 5)).isEqualTo("boot, start 7438158, end 7695134, blocks 128488+, type 82");
    }

    @Test
    void modernListing() throws IOException {
        SavedTable table = read("laptop-modern.txt");
        assertThat(table.disk()).isEqualTo("002-laptop2002.img");
        assertThat(table.bytes()).isEqualTo(OptionalLong.of(4_871_301_120L));
        assertThat(table.unit().sectors()).isEqualTo(1);
        assertThat(told(table, 1)).isEqualTo("boot *, start 63, end 7438094, sectors 7438032, type 7");
        assertThat(told(table, 6)).isEqualTo("boot, start 7695198, end 9510479, sectors 1815282, type 83");
        assertThat(told(read("laptop-details.txt"), 6)).isEqualTo(told(table, 6));
        SavedTable inCylinders = read("laptop-modern-cylinders.txt");
        assertThat(inCylinders.unit()).isEqualTo(new SavedTable.Unit(true, 16_065));
        assertThat(told(inCylinders, 2)).as("cylinders are counted in more than one way").isEqualTo("boot, start 464, end 592, type 5");
    }

    /** Only with its details is more said of a GPT's partition than the name of its type. */
    @Test
    void modernListingOfAGpt() throws IOException {
        assertThat(told(read("gpt-three-modern.txt"), 1)).isEqualTo("start 2048, end 43007, sectors 40960, type_name EFI System");
        assertThat(told(read("gpt-three-details.txt"), 1)).isEqualTo("start 2048, end 43007, sectors 40960, "
                + "type C12A7328-F81F-11D2-BA4B-00A0C93EC93B, uuid AAAAAAAA-0200-4000-8000-000000000001");
    }

    /** 2.12 counts cylinders of these from 0, and tells the end of a Sun's as the first cylinder or sector behind it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sun-classic.txt         | 2 | start 27, end 39, blocks 104422+, type 3
            sun-classic-sectors.txt | 2 | start 417690, end 626534, blocks 104422+, type 3
            sun-modern.txt          | 8 | start 626535, end 2088449, sectors 1461915, type 8
            sgi-classic.txt         | 1 | start 6, end 63, sectors 919676, type A
            sgi-classic-sectors.txt | 9 | start 0, end 4095, sectors 4096, type 0
            sgi-details.txt         | 11 | start 0, end 2088449, sectors 2088450, type 6
            """)
    void sunAndSgi(String recording, int number, String told) throws IOException {
        assertThat(told(read(recording), number)).isEqualTo(told);
        assertThat(read(recording).partitions()).hasSize(4);
    }

    /** The slices of a BSD have letters. */
    @Test
    void bsd() throws IOException {
        assertThat(read("bsd-modern.txt").partitions()).containsOnlyKeys(3, 5, 6);
        assertThat(told(read("bsd-modern.txt"), 5)).startsWith("start 7936, end 12799, sectors 4864");
    }

    /** fdisk 2.12 has a question mark for a flag that is neither 80 nor 0. */
    @Test
    void questionableFlag() throws IOException {
        SavedTable table = read("boot-flags-classic.txt");
        assertThat(told(table, 1)).isEqualTo("boot *, start 1, end 10, blocks 80293+, type 83");
        assertThat(told(table, 2)).isEqualTo("boot, start 11, end 20, blocks 80325, type 83");
    }

    @Test
    void dump() throws IOException {
        SavedTable table = read("laptop.dump");
        assertThat(table.disk()).isEqualTo("002-laptop2002.img");
        assertThat(table.bytes()).isEmpty();
        assertThat(table.unit().sectors()).isEqualTo(1);
        assertThat(table.partitions()).containsOnlyKeys(1, 2, 5, 6);
        assertThat(told(table, 1)).isEqualTo("boot *, start 63, sectors 7438032, type 7, name, attrs");
        assertThat(told(table, 6)).isEqualTo("boot, start 7695198, sectors 1815282, type 83, name, attrs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-three.dump", "gpt-three.json"})
    void dumpAndJsonOfAGpt(String recording) throws IOException {
        SavedTable table = read(recording);
        assertThat(told(table, 1)).isEqualTo("boot, start 2048, sectors 40960, type C12A7328-F81F-11D2-BA4B-00A0C93EC93B, "
                + "uuid AAAAAAAA-0200-4000-8000-000000000001, name EFI System, attrs");
        assertThat(told(table, 2)).endsWith(", name \u017c\u00f3\u0142w gr\u00fcn \u6f22\u5b57, attrs");
        assertThat(told(table, 3)).endsWith(", name, attrs");
    }

    @Test
    void json() throws IOException {
        SavedTable table = read("laptop.json");
        assertThat(table.disk()).isEqualTo("002-laptop2002.img");
        assertThat(table.bytes()).isEmpty();
        assertThat(table.partitions()).containsOnlyKeys(1, 2, 5, 6);
        assertThat(told(table, 1)).isEqualTo("boot *, start 63, sectors 7438032, type 7, name, attrs");
        assertThat(told(only(Recorded.changed("laptop.json", "\"bootable\": true", "\"bootable\": false")), 1))
                .isEqualTo("boot, start 63, sectors 7438032, type 7, name, attrs");
        assertThat(told(only(Recorded.changed("laptop.json", "\"type\": \"82\"", "\"type\": \"82\", \"attrs\": null")), 5))
                .as("attributes without a name").isEqualTo("boot, start 7438158, sectors 256977, type 82, name, attrs");
    }

    /** Bytes that are written as {@code \xNN}, and what else may stand between quotes. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            \\x22a\\x22      | "a"
            a\\x5cb          | a\\b
            \\xc5\\xBC       | \u017c
            a\\b             | a\\b
            a\\x4            | a\\x4
            a, b=c, size=1   | a, b=c, size=1
            """)
    void nameInADump(String written, String name) {
        SavedTable table = only("label: gpt\ndevice: a.img\n\na.img1 : start= 1, size= 2, name=\"" + written + "\", attrs=\"GUID:60\"\n");
        assertThat(told(table, 1)).isEqualTo("boot, start 1, sectors 2, name " + name + ", attrs GUID:60");
    }

    /** A name that ends in digits has a p before the number, and the device need not be an image. */
    @ParameterizedTest
    @ValueSource(strings = {"hda", "/dev/nvme0n1p", "/dev/mmcblk0p", "C:\\old disk 2.img"})
    void nameOfThePartition(String stem) {
        assertThat(only("label: dos\n\n" + stem + "7 : start= 1, size= 2, type=83\n").partitions()).containsOnlyKeys(7);
    }

    @Test
    void severalDisks() throws IOException {
        List<SavedTable> tables = SavedTable.parse(
                Recorded.text("gpt-three-modern.txt") + "\n" + Recorded.text("laptop-guide.txt") + "\n" + Recorded.text("sun-classic.txt"));
        assertThat(tables).extracting(SavedTable::disk).containsExactly("200-gpt-3part.img", "hda.img", "302-sun.img");
        assertThat(tables).extracting(table -> table.partitions().size()).containsExactly(3, 4, 4);
        assertThat(tables).extracting(SavedTable::bytes)
                .containsExactly(OptionalLong.of(134_217_728), OptionalLong.of(4_871_301_120L), OptionalLong.empty());
        assertThat(tables).extracting(found -> found.unit().sectors()).containsExactly(1L, 16_065L, 16_065L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop-guide.txt", "laptop-modern.txt", "laptop.dump", "laptop.json"})
    void whatAnEditorMayDoToAFile(String recording) throws IOException {
        SavedTable table = read(recording);
        assertThat(only("\ufeff" + Recorded.text(recording))).isEqualTo(table);
        assertThat(only(Recorded.text(recording).replace("\n", "\r\n"))).isEqualTo(table);
        assertThat(only(Recorded.text(recording).stripTrailing())).isEqualTo(table);
        assertThat(only("\n\n" + Recorded.text(recording))).isEqualTo(table);
    }

    /** A recording of the terminal begins with the command, and goes on behind the table. */
    @Test
    void remarksAroundATable() throws IOException {
        String text = "# saved in May\n$ fdisk -lu\n" + Recorded.text("laptop-modern.txt") + "\nPartition table entries are not in disk order.\n"
                + "Partition 3 does not start on physical sector boundary.\n$ exit 0 1 2 3\n";
        assertThat(only(text)).isEqualTo(read("laptop-modern.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "nothing to see\n", "{", "{}", "{\"partitiontable\": 5}", "\u0000\u0001", "\u001b[2J", "Device \n",
        "a1 2 3 4\n", "a : start=1\n", "[1, 2]"})
    void rubbish(String text) {
        assertThat(SavedTable.parse(text).stream().map(SavedTable::partitions)).allMatch(Map::isEmpty);
    }

    /** Long lines are no trap for the patterns that look at them, and numbers too long for one are none. */
    @Test
    void muchRubbish() {
        for (String text : List.of("{".repeat(100_000), "x".repeat(900_000), "Device ".repeat(100_000), "(".repeat(50_000),
                "a : start=".repeat(50_000), "Disk ".repeat(20_000) + ": 1 bytes\n", "Disk a: " + "9".repeat(40) + " bytes\n",
                "Units = sectors of " + "9".repeat(40) + " * 512\n", "a" + "9".repeat(40) + " : start=1, size=1\n")) {
            assertThat(SavedTable.parse(text).stream().map(SavedTable::partitions)).as(text.substring(0, 20)).allMatch(Map::isEmpty);
        }
    }

    /** A unit of no sectors is none. */
    @Test
    void cylindersWithoutSectors() {
        SavedTable table = only("Disk a: 1 bytes\nUnits = cylinders of 0 * 512 = 0 bytes\nDevice Boot Start End Blocks Id System\na1 1 2 3 83 L\n");
        assertThat(table.unit().sectors()).isEqualTo(1);
        assertThat(told(table, 1)).isEqualTo("boot, start 1, end 2, blocks 3, type 83");
    }

    /** Of another image, what sfdisk would write; an image without a table has no partitions. */
    @Test
    void tableOfAnImage() throws IOException {
        SavedTable table = SavedTable.of(Disk.open(RecipeImage.named("laptop"), Hints.NONE));
        assertThat(table.disk()).isEqualTo("002-laptop2002.img");
        assertThat(table.bytes()).isEqualTo(OptionalLong.of(4_871_301_120L));
        assertThat(told(table, 1)).isEqualTo("boot *, start 63, sectors 7438032, type 7, name, attrs");
        assertThat(SavedTable.of(Disk.open(RecipeImage.named("zeros"), Hints.NONE)).partitions()).isEmpty();
    }
}
