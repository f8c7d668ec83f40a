package jdisk.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.RecipeImage;
import jdisk.testing.Transcript;
import jdisk.text.Visible;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tells what was changed since a table was printed: each change in a line, and nothing where there is none. */
final class ComparisonTest {

    private static Disk disk(String recipe) throws IOException {
        return Disk.open(RecipeImage.named(recipe), Hints.NONE);
    }

    private static List<String> differences(Disk disk, String text) {
        List<SavedTable> tables = SavedTable.parse(text);
        assertThat(tables).hasSize(1);
        return Comparison.differences(disk, tables.getFirst(), "old", new Visible(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"laptop, laptop-guide.txt", "laptop, laptop-classic-sectors.txt", "laptop, laptop-modern.txt",
        "laptop, laptop-modern-cylinders.txt", "laptop, laptop-details.txt", "laptop, laptop.dump", "laptop, laptop.json",
        "gpt-three, gpt-three-modern.txt", "gpt-three, gpt-three-details.txt", "gpt-three, gpt-three.dump", "gpt-three, gpt-three.json",
        "sun, sun-modern.txt", "sun, sun-classic.txt", "sun, sun-classic-sectors.txt", "sgi, sgi-details.txt", "sgi, sgi-classic.txt",
        "sgi, sgi-classic-sectors.txt", "bsd, bsd-modern.txt", "boot-flags, boot-flags-classic.txt"})
    void whatWasPrintedOfIt(String recipe, String recording) throws IOException {
        assertThat(differences(disk(recipe), Recorded.text(recording))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "laptop-guide.txt | img1   *  | img1      | partition 1: boot * here, not set in old",
        "laptop-guide.txt | img5      | img5   *  | partition 5: boot not set here, * in old",
        "laptop-guide.txt | 480         592 | 481         592 | partition 6: start 480 here, 481 in old",
        "laptop-guide.txt | 464         479 | 464         478 | partition 5: end 479 here, 478 in old",
        "laptop-guide.txt | 128488+ | 128488 | partition 5: blocks 128488+ here, 128488 in old",
        "laptop-guide.txt | 82  Linux swap | 83  Linux | partition 5: type 82 here, 83 in old",
        "laptop-guide.txt | 4871301120 bytes | 4871301632 bytes | disk: 4871301120 bytes here, 4871301632 in old",
        "laptop-classic-sectors.txt | 7695198     9510479 | 7695199     9510479 | partition 6: start 7695198 here, 7695199 in old",
        "laptop-modern.txt | 256977  125.5M | 256978  125.5M | partition 5: sectors 256977 here, 256978 in old",
        "laptop-modern.txt | 1815282  886.4M 83 | 1815282  886.4M 8e | partition 6: type 83 here, 8E in old",
        "laptop-modern-cylinders.txt | 464   592       130 | 464   593       130 | partition 2: end 592 here, 593 in old",
        "laptop-details.txt | img1 * | img1   | partition 1: boot * here, not set in old",
        "laptop.dump | size=     1815282 | size=     1815281 | partition 6: sectors 1815282 here, 1815281 in old",
        "laptop.dump | label-id: 0x00000000 | label-id: 0x00000001 | disk identifier: 0x00000000 here, 0x00000001 in old",
        "laptop.dump | start=     7438095 | start=     7438096 | partition 2: start 7438095 here, 7438096 in old",
        "laptop.dump | type=7, bootable | type=7 | partition 1: boot * here, not set in old",
        "laptop.dump | type=5 | type=f | partition 2: type 5 here, F in old",
        "laptop.json | 7695198 | 7695199 | partition 6: start 7695198 here, 7695199 in old",
        "laptop.json | \"82\" | \"83\" | partition 5: type 82 here, 83 in old",
        "laptop.json | \"bootable\": true | \"bootable\": false | partition 1: boot * here, not set in old"})
    void oneField(String recording, String from, String to, String line) throws IOException {
        assertThat(differences(disk("laptop"), Recorded.changed(recording, from, to))).containsExactly(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "gpt-three-modern.txt | M Linux swap | M Linux home | partition 3: type name Linux swap here, Linux home in old",
        "gpt-three-modern.txt | 206848 260095 | 206848 260094 | partition 3: end 260095 here, 260094 in old",
        "gpt-three-details.txt | 4000-8000-000000000002 | 4000-8000-00000000000A | "
                + "partition 2: uuid AAAAAAAA-0200-4000-8000-000000000002 here, AAAAAAAA-0200-4000-8000-00000000000A in old",
        "gpt-three.dump | 0657FD6D | 0FC63DAE | "
                + "partition 3: type 0657FD6D-A4AB-43C4-84E5-0933C84B4F4F here, 0FC63DAE-A4AB-43C4-84E5-0933C84B4F4F in old",
        "gpt-three.dump | EFI System | EFI system | partition 1: name EFI System here, EFI system in old",
        "gpt-three.dump | , name=\"EFI System\" | , name=\"EFI System\", attrs=\"GUID:60\" | partition 1: attrs not set here, GUID:60 in old",
        "gpt-three.dump | , name=\"EFI System\" | '' | partition 1: name EFI System here, not set in old",
        "gpt-three.json | \"name\": \"EFI System\" | \"name\": \"\" | partition 1: name EFI System here, not set in old",
        "gpt-three.json | 4000-8000-000000000003 | 4000-8000-00000000000B | "
                + "partition 3: uuid AAAAAAAA-0200-4000-8000-000000000003 here, AAAAAAAA-0200-4000-8000-00000000000B in old"})
    void oneFieldOfAGpt(String recording, String from, String to, String line) throws IOException {
        assertThat(differences(disk("gpt-three"), Recorded.changed(recording, from, to))).containsExactly(line);
    }

    /** An old Sun's end is exclusive, in cylinders and in sectors; both are told as fdisk would tell them today. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sun | sun-classic.txt | 39    104422+ | 40    104422+ | partition 2: end 39 here, 40 in old",
        "sun | sun-classic-sectors.txt | 626535    104422+ | 626536    104422+ | partition 2: end 626534 here, 626535 in old",
        "bsd | bsd-modern.txt | e      7936 | e      7937 | partition 5: start 7936 here, 7937 in old"})
    void oneFieldOfAnotherLabel(String recipe, String recording, String from, String to, String line) throws IOException {
        assertThat(differences(disk(recipe), Recorded.changed(recording, from, to))).containsExactly(line);
    }

    /** A flag that is neither 80 nor 0 starts nothing, here and there. */
    @Test
    void questionableFlag() throws IOException {
        assertThat(differences(disk("boot-flags"), Recorded.changed("boot-flags-classic.txt", "img1   *", "img1   ?")))
                .containsExactly("partition 1: boot * here, not set in old");
        assertThat(differences(disk("boot-flags"), Recorded.changed("boot-flags-classic.txt", "img2   ?", "img2   *")))
                .containsExactly("partition 2: boot not set here, * in old");
        assertThat(differences(disk("boot-flags"), Recorded.changed("boot-flags-classic.txt", "img2   ?", "img2    "))).isEmpty();
    }

    @Test
    void partitionOnlyHereOrOnlyThere() throws IOException {
        String all = Recorded.text("laptop.dump");
        assertThat(differences(disk("laptop"), all.replaceAll("(?m)^.*img5.*\n", ""))).containsExactly("partition 5: only here");
        assertThat(differences(disk("laptop"), all + "a.img7 : start= 1, size= 2\n")).containsExactly("partition 7: only in old");
        assertThat(differences(disk("laptop"), "label: dos\ndevice: a\n\n")).containsExactly("partition 1: only here",
                "partition 2: only here", "partition 5: only here", "partition 6: only here");
    }

    /** sfdisk leaves out what is not set. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "gpt-attributes | attrs=\"RequiredPartition\" | partition 1: attrs RequiredPartition here, not set in old",
        "sun-gaps | attrs=\" r\" | partition 2: attrs  r here, not set in old",
        "sgi | attrs=\"boot\" | partition 1: attrs boot here, not set in old"})
    void attributesGivenSince(String recipe, String attributes, String line) throws Exception {
        String dump = Transcript.text(recipe + "/dump");
        assertThat(differences(disk(recipe), dump)).isEmpty();
        assertThat(differences(disk(recipe), dump.replaceFirst(", " + attributes, ""))).containsExactly(line);
    }

    /** All of them, in the order of the partitions. */
    @Test
    void severalDifferences() throws IOException {
        String text = Recorded.text("laptop.dump").replace("img6 ", "img7 ").replace("start=          63", "start=          64")
                .replace("type=7", "type=c");
        assertThat(differences(disk("laptop"), text)).containsExactly("partition 1: start 63 here, 64 in old",
                "partition 1: type 7 here, C in old", "partition 6: only here", "partition 7: only in old");
    }

    /** fdisk told the size of whole sectors only. */
    @Test
    void incompleteSectorAtTheEnd() throws IOException {
        Disk disk = Disk.open(RecipeImage.of("size 512100", "mbr 1: 00 0/1/1 83 0/0/1 start 100 count 100"), Hints.NONE);
        for (String size : List.of("512000", "512100")) {
            assertThat(differences(disk, "Disk a: 1 MB, " + size + " bytes\nUnits = sectors of 1 * 512 = 512 bytes\n"
                    + "Device Boot Start End Blocks Id System\na1 100 199 50 83 Linux\n")).isEmpty();
        }
    }

    @Test
    void namesAreShownWithoutTheirControlCharacters() throws IOException {
        assertThat(differences(disk("gpt-three"), Recorded.changed("gpt-three.dump", "EFI System", "E\u001b[2J\u202eI")))
                .containsExactly("partition 1: name EFI System here, E\\x1b[2J\\xe2\\x80\\xaeI in old");
    }
}
