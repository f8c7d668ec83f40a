package jdisk.filesystem.exfat;

import static jdisk.filesystem.exfat.MadeExfat.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Lookup;
import jdisk.filesystem.Node;
import jdisk.filesystem.Problem;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Times;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.filesystem.exfat.MadeExfat.Set;
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

/** Reads volumes that are put together by hand, sound ones and others. */
final class ExfatVolumeTest {
    private static Volume open(Image image) throws IOException {
        return Volumes.open(Slice.of(image), new Contents("exfat")).orElseThrow();
    }

    private static Volume open(MadeExfat made) throws IOException {
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
    @CsvSource({"512, 1", "512, 8", "1024, 1", "2048, 4", "4096, 1"})
    void chainsAndStretches(int sector, int clusterSectors) throws IOException {
        int cluster = sector * clusterSectors;
        MadeExfat made = new MadeExfat(sector, clusterSectors).chain(10, 12, 11).fill(10, 'a').fill(11, 'b').fill(12, 'c')
                .fill(20, 'x').fill(21, 'y')
                .add(new Set("chain", 10, 2L * cluster + 1)).add(new Set("stretch", 20, cluster + 2L).contiguous())
                .add(new Set("empty", 0, 0));
        Volume volume = open(made);
        assertThat(text(content(volume, "/chain"))).isEqualTo("a".repeat(cluster) + "c".repeat(cluster) + "b");
        Image stretch = content(volume, "/stretch");
        assertThat(text(stretch)).isEqualTo("x".repeat(cluster) + "yy");
        assertThat(((ExtentImage) stretch).pieces()).containsExactly(
                new ExtentImage.Piece(0, cluster + 2L, ExtentImage.Kind.DATA, made.position(20)));
        assertThat(content(volume, "/empty").size()).isZero();
        assertThat(names(volume.root())).as("label, bitmap and table are no files").containsExactly("chain", "stretch", "empty");
        assertThat(volume.takeProblems()).isEmpty();
        assertThat(volume.type()).isEqualTo("exfat");
        assertThat(volume.numbering()).isEqualTo("cluster");
    }

    /** What was never written is zeros, whatever lies there. */
    @Test
    void whatWasNeverWritten() throws IOException {
        MadeExfat made = new MadeExfat(512, 1).chain(10, 11, 12).fill(10, 'a').fill(11, 'b').fill(12, 'c')
                .add(new Set("file", 10, 1500).put(40, 8, 600)).add(new Set("none", 20, 1000).contiguous().put(40, 8, 0))
                .add(new Set("more", 30, 512).contiguous().put(40, 8, 513)).fill(30, 'm');
        Volume volume = open(made);
        Image content = content(volume, "/file");
        assertThat(text(content)).isEqualTo("a".repeat(512) + "b".repeat(88) + "\0".repeat(900));
        assertThat(((ExtentImage) content).pieces()).extracting(ExtentImage.Piece::kind)
                .containsExactly(ExtentImage.Kind.DATA, ExtentImage.Kind.UNWRITTEN);
        assertThat(content.nextHole(0)).isEqualTo(600);
        assertThat(text(content(volume, "/none"))).isEqualTo("\0".repeat(1000));
        assertThat(volume.takeProblems()).isEmpty();
        assertThat(text(content(volume, "/more"))).isEqualTo("m".repeat(512));
        assertThat(codes(volume)).containsExactly(Problem.Code.CHAIN_DAMAGED);
    }

    @Test
    void timesAndLetters() throws IOException {
        Set set = new Set("a", 0, 0).put(4, 2, 0x27)
                .put(8, 4, 0x2c21_6c5dL).put(20, 1, 199).put(22, 1, 0x80 | 4) // an hour east
                .put(12, 4, 0x2c23_bf7dL).put(21, 1, 1).put(23, 1, 0x80 | (-22 & 0x7f)) // five and a half hours west
                .put(16, 4, 0x2c22_0000L).put(24, 1, 0);
        Attributes attributes = find(open(new MadeExfat(512, 1).add(set)), "/a").attributes();
        assertThat(attributes.letters()).contains("RHSA");
        Times times = attributes.times();
        assertThat(times.created()).contains(new Times.Moment(Instant.parse("2002-01-01T12:34:59.990Z"), 2));
        assertThat(times.modified()).contains(new Times.Moment(Instant.parse("2002-01-04T05:29:58.010Z"), 2));
        assertThat(times.accessed()).as("no zone").contains(new Times.Local(LocalDateTime.of(2002, 1, 2, 0, 0), 0));
        assertThat(times.changed()).isEmpty();
    }

    @Test
    void namesAreFoundInAnyCase() throws IOException {
        String longest = "n".repeat(254) + "N";
        Volume volume = open(new MadeExfat(512, 8).chain(10).add(new Set("Directory", 10, 4096).directory())
                .add(new Set(longest, 0, 0))
                .entries(10, new Set("Größe 日本", 0, 0).entries()));
        assertThat(Lookup.find(volume, "/DIRECTORY/gRöße 日本", true).text()).isEqualTo("/Directory/Größe 日本");
        assertThat(Lookup.find(volume, "/" + "N".repeat(255), true).text()).isEqualTo("/" + longest);
        // The volume's own table counts, and has no capital for this letter.
        assertThatThrownBy(() -> find(volume, "/Directory/GRÖSSE 日本")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> find(volume, "/Directory/GRÖßE 日本")).isInstanceOf(IOException.class);
        assertThat(volume.takeProblems()).isEmpty();
    }

    /** Sets lie across clusters, and those of vendors are passed over. */
    @Test
    void aDirectoryInPieces() throws IOException {
        MadeExfat made = new MadeExfat(512, 1).chain(10, 20, 15);
        made.add(new Set("d", 10, 1536).directory());
        int[] clusters = {10, 20, 15};
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.addAll(List.of(new Set("file " + i, 0, 0).entries()));
        }
        all.add(MadeExfat.entry(0xa1)); // what may be ignored
        all.add(MadeExfat.entry(0x05)); // deleted
        all.add(MadeExfat.entry(0xe0)); // what belongs to nothing
        Set vendors = new Set("of a vendor, too", 0, 0).put(1, 1, 4);
        byte[][] entries = vendors.entries();
        byte[] extension = MadeExfat.entry(0xe0);
        byte[] both = new byte[32 * 5];
        for (int i = 0; i < 4; i++) {
            System.arraycopy(entries[i], 0, both, 32 * i, 32);
        }
        System.arraycopy(extension, 0, both, 32 * 4, 32);
        int sum = 0;
        for (int i = 0; i < both.length; i++) {
            sum = i == 2 || i == 3 ? sum : (((sum & 1) == 1 ? 0x8000 : 0) + (sum >> 1) + (both[i] & 0xff)) & 0xffff;
        }
        MadeExfat.number(entries[0], 2, 2, sum);
        all.addAll(List.of(entries));
        all.add(extension);
        for (int i = 0; i < all.size(); i++) {
            made.entries(clusters[i / made.room()], all.get(i));
        }
        Volume volume = open(made);
        assertThat(names((Directory) find(volume, "/d"))).hasSize(13).contains("file 0", "file 5", "file 11")
                .endsWith("of a vendor, too");
        assertThat(find(volume, "/d/file 5")).isInstanceOf(RegularFile.class);
        assertThat(volume.takeProblems()).isEmpty();
    }

    @Test
    void setsThatAreWrong() throws IOException {
        byte[][] half = new Set("half of it", 0, 0).entries();
        byte[][] noStream = new Set("no stream", 0, 0).put(32, 1, 0xc1).entries();
        Volume volume = open(new MadeExfat(512, 8)
                .entries(ROOT, new Set("sum", 0, 0).put(2, 2, 0x1234).unsummed())
                .add(new Set("hash", 0, 0).put(36, 2, 0x1234))
                .entries(ROOT, half[0], half[1])
                .entries(ROOT, noStream)
                .add(new Set("a/b", 0, 0))
                .add(new Set("n\0l", 0, 0))
                .add(new Set("..", 0, 0))
                .add(new Set("huge", 10, -5).put(40, 8, 0))
                .add(new Set("large", 10, 1L << 40).contiguous())
                .add(new Set("last", 0, 0)));
        assertThat(VolumeTree.of(volume, List.of()))
                .containsOnlyKeys("/", "/sum", "/hash", "/a\\x2fb", "/n\\x00l", "/huge", "/large", "/last")
                .containsEntry("/huge", "! its size of 18446744073709551611 bytes makes no sense")
                .containsEntry("/large", "! its size of 1099511627776 bytes is more than the volume can hold");
        assertThat(codes(volume))
                .contains(Problem.Code.ENTRY_CHECKSUM, Problem.Code.NAME_HASH, Problem.Code.NAME_ODD, Problem.Code.DIRECTORY_DAMAGED)
                .hasSize(7);
    }

    @Test
    void chainsThatAreDamaged() throws IOException {
        Volume volume = open(new MadeExfat(512, 1).fat(10, 11).fat(11, 10).fat(20, 0xfffffff7L).fat(30, 1000).fat(40, 0xfffffff8L)
                .add(new Set("loop", 10, 2000)).add(new Set("bad", 20, 2000)).add(new Set("out", 30, 2000)));
        fails(volume, "/loop", 1024, "its chain leads back to cluster 10 after 2 of 4 clusters");
        fails(volume, "/bad", 512, "its chain leads to a cluster marked as bad after 1 of 4 clusters");
        fails(volume, "/out", 512, "its chain leads to nonexistent cluster 1000 after 1 of 4 clusters");
        Volume other = open(new MadeExfat(512, 1).fat(40, 0xfffffff8L).add(new Set("mark", 40, 2000))
                .add(new Set("past", 60, 2000).contiguous()).add(new Set("nowhere", 0, 5)));
        fails(other, "/mark", 512, "its chain leads to nonexistent cluster 4294967288 after 1 of 4 clusters");
        fails(other, "/past", 1024, "its chain ends after 2 of 4 clusters");
        assertThatThrownBy(() -> content(other, "/nowhere")).hasMessage("it has no clusters");
    }

    private static void fails(Volume volume, String path, int good, String message) throws IOException {
        Image content = content(volume, path);
        assertThat(content.view(0, good).length()).isEqualTo(good);
        assertThatThrownBy(() -> content.view(good, 1)).isInstanceOf(IOException.class).hasMessage(message);
    }

    @Test
    void clustersOfTwoFiles() throws IOException {
        Volume volume = open(new MadeExfat(512, 1).add(new Set("one", 10, 1024).contiguous())
                .add(new Set("two", 11, 1024).contiguous()));
        content(volume, "/one");
        content(volume, "/two");
        assertThat(volume.takeProblems()).containsExactly(new Problem(Problem.Code.CLUSTER_SHARED, 11, "two"));
    }

    @Test
    void directoriesInCircles() throws IOException {
        Volume volume = open(new MadeExfat(512, 1).chain(10).add(new Set("d", 10, 512).directory())
                .entries(10, new Set("again", 10, 512).directory().entries())
                .entries(10, new Set("empty", 0, 0).directory().entries())
                .entries(10, new Set("up", ROOT, 512).directory().entries()));
        assertThat(VolumeTree.of(volume, List.of()))
                .containsEntry("/d/again", "! loop").containsEntry("/d/up", "! loop").containsEntry("/d/empty", "directory ");
    }

    @Test
    void theTableOfCapitals() throws IOException {
        Volume volume = open(new MadeExfat(512, 1).fill(3, 'x').add(new Set("Größe", 0, 0)));
        assertThat(Lookup.find(volume, "/GRÖßE", true).text()).as("by Java's").isEqualTo("/Größe");
        assertThat(codes(volume)).containsExactly(Problem.Code.CASE_TABLE_DAMAGED);
    }

    @ParameterizedTest
    @CsvSource({"512", "4096"})
    void theBootRegion(int sector) throws IOException {
        Volume copy = open(new MadeExfat(sector, 1).put(108, 1, sector == 512 ? 12 : 9).add(new Set("a", 0, 0)));
        assertThat(names(copy.root())).containsExactly("a");
        assertThat(codes(copy)).containsExactly(Problem.Code.BOOT_COPY_USED);
        Volume neither = open(new MadeExfat(sector, 1).put(200, 1, 1).put(12 * sector + 200, 1, 2).add(new Set("a", 0, 0)));
        assertThat(names(neither.root())).containsExactly("a");
        assertThat(codes(neither)).containsExactly(Problem.Code.BOOT_CHECKSUM);
        Volume flags = open(new MadeExfat(sector, 1).put(106, 2, 6).put(112, 1, 50));
        assertThat(codes(flags)).as("which are not in the checksum")
                .containsExactly(Problem.Code.NOT_CLEAN, Problem.Code.ERRORS_NOTED);
        assertThat(codes(open(new MadeExfat(sector, 1).put(104, 2, 0x203).boot()))).containsExactly(Problem.Code.UNKNOWN_FEATURES);
        assertThatThrownBy(() -> open(new MadeExfat(sector, 1).put(72, 8, -1).boot())).hasMessage("its boot record makes no sense");
        assertThatThrownBy(() -> open(new MadeExfat(sector, 1).put(96, 4, 1).boot()).root()).hasMessageContaining("cluster 1,");
    }

    /** Of two FATs the second one may count, as a flag says. */
    @Test
    void theOtherFat() throws IOException {
        MadeExfat made = new MadeExfat(512, 1).put(110, 1, 2).boot().put(106, 2, 1).fat(10, 0);
        for (int cluster : new int[] {2, 3, 4}) {
            made.put(25 * 512 + 4 * cluster, 4, 0xffffffffL);
        }
        made.put(25 * 512 + 40, 4, 11).put(25 * 512 + 44, 4, 0xffffffffL).fill(10, 'a').fill(11, 'b').add(new Set("a", 10, 1024));
        Volume volume = open(made);
        assertThat(text(content(volume, "/a"))).endsWith("b");
        assertThat(volume.takeProblems()).isEmpty();
    }

    @Test
    void sectorsThatCannotBeRead() throws IOException {
        MadeExfat made = new MadeExfat(512, 1).chain(10, 11, 12).add(new Set("d", 10, 1536).directory()).fill(20, 'a')
                .add(new Set("f", 20, 600));
        made.entries(10, new Set("first, which is long", 0, 0).entries())
                .entries(10, new Set("cut by what is next", 0, 0).entries());
        for (int i = 0; i < 5; i++) {
            made.entries(10, new Set("x" + i, 0, 0).entries());
        }
        made.entries(12, new Set("last", 0, 0).entries());
        Volume volume = open(new BadSectors(made.image(), made.position(11) / 512L));
        assertThat(names((Directory) find(volume, "/d"))).startsWith("first, which is long").endsWith("last");
        assertThat(codes(volume)).containsExactly(Problem.Code.DIRECTORY_DAMAGED);
        Volume noFat = open(new BadSectors(made.image(), made.fatSector()));
        fails(noFat, "/f", 512, "its chain cannot be followed (the FAT cannot be read where cluster 20 is) after 1 of 2 clusters");
    }

    /** Each ends soon, with values, problems and exceptions of input and output alone. */
    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void survivesDamage() throws IOException {
        Image whole = new MadeExfat(512, 1).chain(10, 12, 11).chain(20, 21).chain(ROOT, 30)
                .add(new Set("a directory", 20, 1024).directory())
                .add(new Set("file", 10, 1500).put(40, 8, 600)).add(new Set("stretch", 40, 3000).contiguous())
                .entries(20, new Set("another one of some length", 50, 100).entries()).image();
        List<Long> hot = LongStream.range(0, whole.size() / MutatedImage.SECTOR).boxed().filter(sector -> !isZero(whole, sector))
                .toList();
        for (int seed = 0; seed < 3000; seed++) {
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
