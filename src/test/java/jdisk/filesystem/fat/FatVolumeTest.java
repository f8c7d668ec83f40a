package jdisk.filesystem.fat;

import static jdisk.filesystem.fat.MadeFat.ARCHIVE;
import static jdisk.filesystem.fat.MadeFat.DIRECTORY;
import static jdisk.filesystem.fat.MadeFat.entry;
import static jdisk.filesystem.fat.MadeFat.named;
import static jdisk.filesystem.fat.MadeFat.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Lookup;
import jdisk.filesystem.Name;
import jdisk.filesystem.Node;
import jdisk.filesystem.Problem;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Times;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.image.BadSectors;
import jdisk.image.CountedImage;
import jdisk.image.ExtentImage;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.Contents;
import jdisk.testing.MutatedImage;
import jdisk.testing.VolumeTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads volumes that are put together by hand, sound ones and others. */
final class FatVolumeTest {
    private static Volume open(Image image) throws IOException {
        return Volumes.open(Slice.of(image), new Contents("vfat")).orElseThrow();
    }

    private static Volume open(MadeFat made) throws IOException {
        return open(made.image());
    }

    private static List<String> names(Directory directory) throws IOException {
        List<String> names = new ArrayList<>();
        for (Entry entry : directory.entries()) {
            names.add(entry.name().text());
        }
        return names;
    }

    private static Node find(Volume volume, String path) throws IOException {
        return Lookup.find(volume, path, true).node();
    }

    private static Image content(Volume volume, String path) throws IOException {
        return ((RegularFile) find(volume, path)).content();
    }

    private static String text(Image content) throws IOException {
        int length = (int) content.size();
        return new String(content.view(0, length).copy(0, length), StandardCharsets.ISO_8859_1);
    }

    private static List<Problem.Code> codes(Volume volume) {
        return volume.takeProblems().stream().map(Problem::code).toList();
    }

    @ParameterizedTest
    @CsvSource({"12, 512", "12, 4096", "16, 512", "16, 2048", "32, 512", "32, 1024", "32, 4096"})
    void followsChains(int bits, int sector) throws IOException {
        MadeFat made = new MadeFat(bits, sector).chain(9, 10, 7, 8, 90).file("A       TXT", 9, 4L * sector + 1);
        for (int cluster : new int[] {7, 8, 9, 10, 90}) {
            made.fill(cluster, (char) ('a' + cluster % 26));
        }
        Volume volume = open(made);
        Image content = content(volume, "/A.TXT");
        assertThat(text(content))
                .isEqualTo("j".repeat(sector) + "k".repeat(sector) + "h".repeat(sector) + "i".repeat(sector) + "m");
        assertThat(((ExtentImage) content).pieces()).extracting(ExtentImage.Piece::source).containsExactly(
                (long) made.position(9), (long) made.position(7), (long) made.position(90));
        assertThat(find(volume, "/A.TXT").attributes().identifier()).isEqualTo(OptionalLong.of(9));
        assertThat(volume.takeProblems()).isEmpty();
        assertThat(volume.type()).isEqualTo("vfat");
        assertThat(volume.numbering()).isEqualTo("cluster");
    }

    /** The label in the boot record says FAT16, and means nothing. */
    @Test
    void typeIsNotToldByItsName() throws IOException {
        MadeFat made = new MadeFat(12, 512).chain(5, 6).fill(5, 'x').fill(6, 'y').file("A          ", 5, 513)
                .put(38, 1, 0x29).put(54, 4, 0x31544146).put(58, 4, 0x20202036);
        assertThat(text(content(open(made), "/A"))).isEqualTo("x".repeat(512) + "y");
    }

    @Test
    void anotherFatThanTheFirstCounts() throws IOException {
        MadeFat made = new MadeFat(32, 512).put(40, 2, 0x81).fat(0, 5, 9).fat(0, 2, 0).fat(1, 5, 6).fat(1, 6, 0xfffffff)
                .fill(5, 'x').fill(6, 'y').file("A          ", 5, 1024);
        Volume volume = open(made);
        assertThat(text(content(volume, "/A"))).endsWith("y");
        assertThat(volume.takeProblems()).as("the others are not kept up").isEmpty();
    }

    /** The upper four bits of an entry of a FAT32 do not count. */
    @Test
    void upperBitsOfFat32() throws IOException {
        MadeFat made = new MadeFat(32, 512).fat(5, 0xf0000006L).fat(6, 0xffffffffL).fill(6, 'y').file("A          ", 5, 1024);
        assertThat(text(content(open(made), "/A"))).endsWith("y");
    }

    @Test
    void shortNames() throws IOException {
        MadeFat made = new MadeFat(16, 512).entries(0,
                entry("VOLUME     ", 0x08, 0, 0),
                entry("README  TXT", ARCHIVE, 0, 0),
                entry("NOEXT      ", ARCHIVE, 0, 0),
                entry("A B     C D", ARCHIVE, 0, 0),
                entry("\u0005A      X  ", ARCHIVE, 0, 0),
                entry("\u00e5GONE   TXT", ARCHIVE, 0, 0),
                with(entry("LOWER   TXT", ARCHIVE, 0, 0), 12, 1, 0x18),
                with(entry("BASE    TXT", ARCHIVE, 0, 0), 12, 1, 0x08),
                with(entry("EXT     TXT", ARCHIVE, 0, 0), 12, 1, 0x10),
                entry("\u0080\u00e0\u00d5\u009e\u00ff\u00b0      ", ARCHIVE, 0, 0),
                new byte[32],
                entry("AFTER   END", ARCHIVE, 0, 0));
        Volume volume = open(made);
        assertThat(names(volume.root()))
                .containsExactly("README.TXT", "NOEXT", "A B.C D", "ÕA.X", "lower.txt", "base.TXT", "EXT.txt",
                "ÇÓı×\u00a0░");
        assertThat(volume.takeProblems()).isEmpty();
    }

    @Test
    void longNames() throws IOException {
        String longest = "n".repeat(255);
        byte[] other = entry("OTHER      ", ARCHIVE, 0, 0);
        byte[][] orphan = named("an orphan that lost its short name", entry("GONE       ", ARCHIVE, 0, 0));
        byte[][] gap = named("one that has a gap in its numbers", entry("GAP        ", ARCHIVE, 0, 0));
        byte[][] sums = named("one with two checksums", entry("SUMS       ", ARCHIVE, 0, 0));
        MadeFat made = new MadeFat(16, 512)
                .entries(0, named("thirteen char", entry("THIRTE~1   ", ARCHIVE, 0, 0)))
                .entries(0, named("日本 \ud83d\ude00 \ud800", entry("SURROG~1   ", ARCHIVE, 0, 0)))
                .entries(0, named(longest, entry("NNNNNN~1   ", ARCHIVE, 0, 0)))
                .entries(0, orphan[0], orphan[1], orphan[2], other)
                .entries(0, gap[0], gap[2], gap[3])
                .entries(0, sums[0], with(sums[1], 13, 1, 0), sums[2])
                .entries(0, orphan[0], with(orphan[1], 0, 1, 0xe5), orphan[2], with(orphan[3], 0, 1, 'H'));
        Volume volume = open(made);
        assertThat(names(volume.root())).containsExactly(
                "thirteen char", Name.of("日本 \ud83d\ude00 \ud800").text(), longest, "OTHER", "GAP", "SUMS", "HONE");
        assertThat(volume.takeProblems()).isEmpty();
    }

    @Test
    void namesAreFoundInAnyCase() throws IOException {
        Volume volume = open(new MadeFat(16, 512).chain(5)
                .entries(0, named("A Längerer Name", entry("ALNGER~1   ", DIRECTORY, 5, 0)))
                .entries(5, entry(".          ", DIRECTORY, 5, 0), entry("..         ", DIRECTORY, 0, 0),
                        entry("X       Y  ", 0, 0, 0)));
        for (String path : List.of("/a längerer NAME/x.y", "/alnger~1/X.Y", "A LÄNGERER NAME/./../alnger~1/x.Y")) {
            assertThat(Lookup.find(volume, path, true).text()).isEqualTo("/A Längerer Name/X.Y");
        }
        assertThatThrownBy(() -> find(volume, "/A")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void timesAndLetters() throws IOException {
        byte[] made = with(with(with(entry("A          ", 0x27, 0, 0), 13, 1, 199), 14, 4, 0x2c21_6c5dL), 18, 2, 0x2c22);
        byte[] odd = with(with(entry("B          ", 0, 0, 0), 22, 4, 0x2c20_0000L), 16, 2, 0x2c5f);
        Volume volume = open(new MadeFat(16, 512).entries(0, with(made, 22, 4, 0x2c23_bf7dL), odd));
        Attributes attributes = find(volume, "/A").attributes();
        assertThat(attributes.letters()).contains("RHSA");
        Times times = attributes.times();
        assertThat(times.created()).contains(new Times.Local(LocalDateTime.of(2002, 1, 1, 13, 34, 59, 990_000_000), 2));
        assertThat(times.modified()).contains(new Times.Local(LocalDateTime.of(2002, 1, 3, 23, 59, 58), 0));
        assertThat(times.accessed()).contains(new Times.Local(LocalDateTime.of(2002, 1, 2, 0, 0), -1));
        assertThat(times.changed()).isEmpty();
        Times none = find(volume, "/B").attributes().times();
        assertThat(none.modified()).as("day 0").isEmpty();
        assertThat(none.created()).as("no 31st of February").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 32})
    void chainsThatAreDamaged(int bits) throws IOException {
        MadeFat made = new MadeFat(bits, 512);
        made.fill(20, 'a').fill(21, 'b').fill(22, 'c')
                .fat(20, 21).fat(21, 22).fat(22, 21).file("LOOP       ", 20, 2000)
                .fat(30, 31).fat(31, 0).file("FREE       ", 30, 2000)
                .fat(40, 0xffffff7).file("BAD        ", 40, 2000)
                .chain(50).file("SHORT      ", 50, 2000)
                .fat(60, bits == 12 ? 0xf00 : bits == 16 ? 0xff00 : 0xfffff0).file("OUTSIDE    ", 60, 2000)
                .fat(65, 65).file("SELF       ", 65, 2000)
                .file("NOWHERE    ", 0, 2000)
                .file("ONE        ", 1, 2000)
                .fat(70, 71).fat(71, 70).file("TAIL       ", 70, 1024)
                .chain(80, 81, 82).file("LONGER     ", 80, 512);
        Volume volume = open(made);
        Image loop = content(volume, "/LOOP");
        assertThat(loop.size()).isEqualTo(2000);
        assertThat(loop.view(0, 1536).latin1(0, 1536)).isEqualTo("a".repeat(512) + "b".repeat(512) + "c".repeat(512));
        assertThatThrownBy(() -> loop.view(1536, 1)).isInstanceOf(IOException.class)
                .hasMessage("its chain leads back to cluster 21 after 3 of 4 clusters");
        fails(volume, "/FREE", 1024, "its chain leads to a free cluster after 2 of 4 clusters");
        fails(volume, "/BAD", 512, "its chain leads to a cluster marked as bad after 1 of 4 clusters");
        fails(volume, "/SHORT", 512, "its chain ends after 1 of 4 clusters");
        fails(volume, "/SELF", 512, "its chain leads back to cluster 65 after 1 of 4 clusters");
        assertThatThrownBy(() -> content(volume, "/OUTSIDE").view(512, 1)).hasMessageContaining("leads to nonexistent cluster");
        assertThatThrownBy(() -> content(volume, "/NOWHERE")).hasMessage("it has no clusters");
        assertThatThrownBy(() -> content(volume, "/ONE")).hasMessage("its first cluster 1 does not exist");
        assertThat(volume.takeProblems()).hasSize(6).allMatch(problem -> problem.code() == Problem.Code.CHAIN_DAMAGED);
        assertThat(content(volume, "/TAIL").view(0, 1024).length()).isEqualTo(1024);
        assertThat(volume.takeProblems())
                .containsExactly(new Problem(Problem.Code.CHAIN_ODD, 70, "it leads back to cluster 70 (TAIL)"));
        assertThat(content(volume, "/LONGER").size()).isEqualTo(512);
        assertThat(volume.takeProblems()).as("room that was kept for it").isEmpty();
        assertThat(VolumeTree.of(volume, List.of())).hasSize(11);
    }

    private static void fails(Volume volume, String path, int good, String message) throws IOException {
        Image content = content(volume, path);
        assertThat(content.view(0, good).length()).isEqualTo(good);
        assertThatThrownBy(() -> content.view(good, 1)).isInstanceOf(IOException.class).hasMessage(message);
    }

    /** Each cluster that comes again is found, wherever the loop begins and however long it is. */
    @Test
    void loopsOfAnyLength() throws IOException {
        for (int lead = 0; lead < 12; lead++) {
            for (int loop = 1; loop < 12; loop++) {
                MadeFat made = new MadeFat(16, 512);
                for (int i = 0; i < lead + loop; i++) {
                    made.fat(100 + 2 * i, 100 + 2 * (i + 1));
                }
                made.fat(100 + 2 * (lead + loop - 1), 100 + 2 * lead).file("LOOP       ", 100, (lead + loop + 1) * 512L);
                fails(open(made), "/LOOP", (lead + loop) * 512,
                        "its chain leads back to cluster %d after %d of %d clusters".formatted(100 + 2 * lead, lead + loop,
                                lead + loop + 1));
            }
        }
    }

    @Test
    void clustersOfTwoFiles() throws IOException {
        Volume volume = open(new MadeFat(16, 512).chain(5, 6, 7).fat(10, 6)
                .file("ONE        ", 5, 1500).file("TWO        ", 10, 1500).file("THREE      ", 5, 1500));
        content(volume, "/ONE");
        content(volume, "/ONE");
        assertThat(volume.takeProblems()).as("asked for twice").isEmpty();
        assertThat(text(content(volume, "/TWO"))).hasSize(1500);
        assertThat(volume.takeProblems()).containsExactly(new Problem(Problem.Code.CLUSTER_SHARED, 6, "TWO"));
        content(volume, "/THREE");
        assertThat(volume.takeProblems()).containsExactly(new Problem(Problem.Code.CLUSTER_SHARED, 5, "THREE"));
    }

    @Test
    void directoriesInCircles() throws IOException {
        Volume volume = open(new MadeFat(12, 512).chain(5).fat(6, 7).fat(7, 6)
                .entries(0, entry("SELF       ", DIRECTORY, 5, 0), entry("LOOP       ", DIRECTORY, 6, 0),
                        entry("NONE       ", DIRECTORY, 0, 0),
                        entry("FILE       ", 0, 0, 0))
                .entries(5, entry(".          ", DIRECTORY, 5, 0), entry("AGAIN      ", DIRECTORY, 5, 0))
                .entries(6, entry("INSIDE     ", 0, 0, 0)));
        assertThat(VolumeTree.of(volume, List.of())).containsOnlyKeys(
                        "/", "/SELF", "/SELF/AGAIN", "/LOOP", "/LOOP/INSIDE", "/NONE", "/FILE")
                .containsEntry("/SELF/AGAIN", "! loop").containsEntry("/NONE", "! it has no clusters");
        assertThat(volume.takeProblems())
                .containsExactly(new Problem(Problem.Code.CHAIN_DAMAGED, 6, "it leads back to cluster 6 (LOOP)"));
    }

    @Test
    void namesThatCannotBe() throws IOException {
        Volume volume = open(new MadeFat(12, 512)
                .entries(0, entry("A/B        ", 0, 0, 0), entry("N\0L        ", 0, 0, 0), entry("BELL\u0007      ", 0, 0, 0),
                        entry("           ", 0, 0, 0), entry("..         ", 0, 0, 0))
                .entries(0, named("..", entry("DOTS       ", 0, 0, 0)))
                .entries(0, named("../../etc/passwd", entry("PASSWD     ", 0, 0, 0)))
                .entries(0, entry("LAST       ", 0, 0, 0)));
        assertThat(VolumeTree.of(volume, List.of())).containsOnlyKeys(
                "/", "/A\\x2fB", "/N\\x00L", "/BELL\u0007", "/DOTS", "/..\\x2f..\\x2fetc\\x2fpasswd", "/LAST");
        assertThat(codes(volume)).containsExactly(Problem.Code.NAME_ODD, Problem.Code.NAME_ODD, Problem.Code.NAME_ODD,
                Problem.Code.DIRECTORY_DAMAGED, Problem.Code.DIRECTORY_DAMAGED, Problem.Code.NAME_ODD);
        assertThat(find(volume, "/A\\x2fB")).isInstanceOf(RegularFile.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 32})
    void aFatThatCannotBeRead(int bits) throws IOException {
        MadeFat made = new MadeFat(bits, 512).chain(5, 6).fill(5, 'x').fill(6, 'y').file("A          ", 5, 1024);
        Volume volume = open(new BadSectors(made.image(), made.fatSector(0)));
        assertThat(text(content(volume, "/A"))).isEqualTo("x".repeat(512) + "y".repeat(512));
        assertThat(codes(volume)).containsExactly(Problem.Code.FAT_COPY_USED);
        if (bits != 32) { // where the root directory would be lost, too
            Volume without = open(new BadSectors(made.image(), made.fatSector(0), made.fatSector(1)));
            fails(without, "/A", 512,
                    "its chain cannot be followed (the FAT cannot be read where cluster 5 is) after 1 of 2 clusters");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 32})
    void copiesThatDiffer(int bits) throws IOException {
        MadeFat made = new MadeFat(bits, 512).chain(5, 6).fat(1, 0, 0).fat(1, 6, 7).fill(6, 'y').file("A          ", 5, 1024);
        Volume volume = open(made);
        assertThat(text(content(volume, "/A"))).endsWith("y");
        assertThat(volume.takeProblems()).containsExactly(new Problem(Problem.Code.FAT_COPIES_DIFFER, 6, ""));
    }

    @Test
    void howItWasLeft() throws IOException {
        assertThat(codes(open(new MadeFat(12, 512).put(37, 1, 3)))).as("code of a record without these fields").isEmpty();
        assertThat(codes(open(new MadeFat(12, 512).put(37, 2, 0x2903))))
                .containsExactly(Problem.Code.NOT_CLEAN, Problem.Code.ERRORS_NOTED);
        assertThat(codes(open(new MadeFat(16, 512).fat(1, 0x7fff)))).containsExactly(Problem.Code.NOT_CLEAN);
        assertThat(codes(open(new MadeFat(16, 512).fat(1, 0xbfff)))).containsExactly(Problem.Code.ERRORS_NOTED);
        assertThat(codes(open(new MadeFat(32, 512).fat(1, 0x7ffffff)))).containsExactly(Problem.Code.NOT_CLEAN);
        assertThat(codes(open(new MadeFat(32, 512).put(65, 1, 1)))).containsExactly(Problem.Code.NOT_CLEAN);
        assertThat(codes(open(new MadeFat(32, 512).put(42, 2, 0x100)))).containsExactly(Problem.Code.UNKNOWN_FEATURES);
    }

    @Test
    void aVolumeThatIsCut() throws IOException {
        MadeFat made = new MadeFat(12, 512).chain(5, 6).fill(5, 'x').file("A          ", 5, 1024);
        Volume volume = Volumes.open(Slice.of(made.image(), 0, made.position(6)), new Contents("vfat")).orElseThrow();
        Image content = content(volume, "/A");
        assertThat(content.view(0, 512).u8(0)).isEqualTo('x');
        assertThatThrownBy(() -> content.view(512, 1)).isInstanceOf(EOFException.class);
        assertThat(codes(volume)).containsExactly(Problem.Code.CUT_VOLUME);
    }

    @Test
    void aDirectoryInPieces() throws IOException {
        MadeFat made = new MadeFat(32, 512).chain(2, 9, 4);
        for (int i = 0; i < 48; i++) {
            made.entries(i < 16 ? 2 : i < 32 ? 9 : 4, entry("F%02d        ".formatted(i), 0, 0, 0));
        }
        Volume volume = open(made);
        assertThat(names(volume.root())).hasSize(48).startsWith("F00").endsWith("F47");
        Volume damaged = open(new BadSectors(made.image(), made.position(9) / 512L));
        assertThat(names(damaged.root())).hasSize(32).startsWith("F00").endsWith("F47");
        assertThat(codes(damaged)).containsExactly(Problem.Code.DIRECTORY_DAMAGED);
    }

    @Test
    void aRootThatIsNowhere() {
        assertThatThrownBy(() -> open(new MadeFat(32, 512).put(44, 4, 1)).root()).isInstanceOf(IOException.class)
                .hasMessageContaining("cluster 1");
        assertThatThrownBy(() -> open(new MadeFat(32, 512).put(0, 512, 0))).isInstanceOf(IOException.class);
    }

    /** A table of many megabytes is read where a chain is, and nowhere else. */
    @Test
    void readsLittleOfATable() throws IOException {
        MadeFat made = new MadeFat(16, 512).chain(5).file("A          ", 5, 512);
        CountedImage image = new CountedImage(made.image());
        content(open(image), "/A");
        assertThat(image.reads()).isLessThan(10);
    }

    /** Each ends soon, with values, problems and exceptions of input and output alone. */
    @ParameterizedTest
    @ValueSource(ints = {12, 16, 32})
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void survivesDamage(int bits) throws IOException {
        MadeFat made = new MadeFat(bits, 512).chain(5, 6).chain(10, 12, 11).chain(20);
        int root = made.root();
        made.entries(root, named("a directory with a name", entry("ADIREC~1   ", DIRECTORY, 5, 0)))
                .entries(root, entry("FILE    TXT", ARCHIVE, 10, 1400))
                .entries(5, entry(".          ", DIRECTORY, 5, 0), entry("..         ", DIRECTORY, 0, 0))
                .entries(5, named("another one", entry("ANOTHE~1   ", ARCHIVE, 20, 100)));
        Image whole = made.image();
        List<Long> hot = LongStream.range(0, whole.size() / MutatedImage.SECTOR).boxed().filter(sector -> !isZero(whole, sector))
                .toList();
        for (int seed = 0; seed < 1500; seed++) {
            CountedImage image = new CountedImage(MutatedImage.of(whole, hot, new Random(seed)));
            try {
                Volume volume = open(image);
                assertThat(VolumeTree.of(volume, List.of())).hasSizeLessThan(10_000);
                volume.takeProblems();
            } catch (IOException e) {
                // nothing could be read
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            assertThat(image.reads()).as("reads, seed " + seed).isLessThan(200_000);
        }
    }

    private static boolean isZero(Image image, long sector) {
        try {
            return image.view(sector * MutatedImage.SECTOR, MutatedImage.SECTOR).isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
