package jdisk.filesystem.ntfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import jdisk.filesystem.Attributes.Flag;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Entry;
import jdisk.filesystem.Lookup;
import jdisk.filesystem.Node;
import jdisk.filesystem.Problem;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.image.ByteView;
import jdisk.image.CountedImage;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.Contents;
import jdisk.testing.MadeNtfs;
import jdisk.testing.MutatedImage;
import jdisk.testing.SampleNtfs;
import jdisk.testing.VolumeTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads a volume that was written from what the documentation says, whole and damaged. */
final class MadeNtfsTest {
    private final SampleNtfs sample = new SampleNtfs();

    private static Volume open(Image image) throws IOException {
        return Volumes.open(Slice.of(image), new Contents("ntfs")).orElseThrow();
    }

    private Volume open() throws IOException {
        return open(sample.volume().image());
    }

    private static Node node(Volume volume, String path) throws IOException {
        return Lookup.find(volume, path, false).node();
    }

    private static ByteView content(Volume volume, String path) throws IOException {
        Image content = ((RegularFile) Lookup.find(volume, path, true).node()).content();
        return content.view(0, (int) content.size());
    }

    private static List<Problem.Code> problems(Volume volume) {
        return volume.takeProblems().stream().map(Problem::code).toList();
    }

    @Test
    void contents() throws IOException {
        Volume volume = open();
        assertThat(volume.numbering()).isEqualTo("file record");
        assertThat(content(volume, "/plain.txt").utf8()).isEqualTo("hello");
        byte[] far = Arrays.copyOf(MadeNtfs.noise(2048, 2), 4000);
        System.arraycopy(MadeNtfs.noise(2048, 1), 0, far, 2048, 3000 - 2048);
        assertThat(content(volume, "/far.bin")).as("zeros after what was written").isEqualTo(new ByteView(far));
        ByteView packed = content(volume, "/packed.bin");
        assertThat(packed.slice(0, 4096).utf8()).isEqualTo("a".repeat(4096));
        assertThat(packed.slice(4096, 4096).isZero()).isTrue();
        assertThat(packed.slice(8192, 4096)).isEqualTo(new ByteView(MadeNtfs.noise(4096, 3)));
        ByteView wof = content(volume, "/wof.txt");
        assertThat(wof.slice(0, 4096).utf8()).isEqualTo("x".repeat(4096));
        assertThat(wof.slice(4096, 904)).isEqualTo(new ByteView(MadeNtfs.noise(904, 4)));
        ByteView parts = content(volume, "/parts.bin");
        assertThat(parts.slice(0, 1024)).isEqualTo(new ByteView(MadeNtfs.noise(1024, 6)));
        assertThat(parts.slice(1024, 1024)).isEqualTo(new ByteView(MadeNtfs.noise(1024, 7)));
        assertThat(problems(volume)).isEmpty();
    }

    @Test
    void whatCannotBeHad() {
        assertThatThrownBy(() -> content(open(), "/locked")).hasMessageContaining("key");
        assertThatThrownBy(() -> content(open(), "/elsewhere"))
                .hasMessageContaining("0x80000013").hasMessageContaining("elsewhere");
    }

    @Test
    void holesOfACompressedFile() throws IOException {
        Image content = ((RegularFile) node(open(), "/packed.bin")).content();
        assertThat(content.knowsHoles()).isTrue();
        assertThat(content.nextHole(0)).isEqualTo(4096);
        assertThat(content.nextData(4096)).isEqualTo(8192);
        assertThat(content.nextData(5000)).isEqualTo(8192);
        assertThat(content.nextHole(8192)).isEqualTo(12_288);
        assertThat(content.view(4090, 12).utf8()).isEqualTo("aaaaaa\0\0\0\0\0\0");
    }

    @Test
    void whatIsKnownOfFiles() throws IOException {
        Volume volume = open();
        Node plain = node(volume, "/plain.txt");
        assertThat(plain.attributes().identifier()).hasValue(SampleNtfs.FIRST);
        assertThat(plain.attributes().letters()).contains("A");
        assertThat(plain.attributes().times().created()).hasValueSatisfying(time ->
                assertThat(time).hasToString("Moment[at=2001-09-09T01:46:40.123456700Z, decimals=7]"));
        assertThat(plain.attributes().flags()).containsExactly(Flag.INLINE);
        assertThat(node(volume, "/packed.bin").attributes().flags()).containsExactly(Flag.COMPRESSED);
        assertThat(node(volume, "/wof.txt").attributes().flags()).containsExactly(Flag.COMPRESSED);
        assertThat(node(volume, "/wof.txt").attributes().size()).isEqualTo(5000);
        assertThat(node(volume, "/wof.txt").streams()).isEmpty();
        assertThat(node(volume, "/wof.txt").extended().getFirst().name().text()).contains("0x80000017");
        assertThat(node(volume, "/locked").attributes().flags()).containsExactly(Flag.ENCRYPTED);
        assertThat(node(volume, "/elsewhere").attributes().flags()).isEqualTo(Set.of(Flag.SPARSE));
        assertThat(node(volume, "/SecondName").attributes().links()).hasValue(2);
        assertThat(node(volume, "/SecondName").attributes()).isEqualTo(node(volume, "/first-name").attributes());
    }

    @Test
    void names() throws IOException {
        Volume volume = open();
        Map<Boolean, List<String>> names = volume.root().entries().stream().collect(Collectors.partitioningBy(
                Entry::isInternal, Collectors.mapping(entry -> entry.name().text(), Collectors.toList())));
        assertThat(names.get(false)).containsExactlyInAnyOrder("SecondName", "a/b\0c\\xed\\xa0\\x80", "elsewhere", "far.bin",
                "first-name", "folder", "junction", "link", "locked", "packed.bin", "parts.bin", "plain.txt", "wof.txt");
        assertThat(names.get(true)).containsExactly("$MFT");
        assertThat(Lookup.find(volume, "/FOLDER/ONE", true).text()).as("in another spelling").isEqualTo("/folder/one");
        assertThat(Lookup.find(volume, "/folder/three", true).text()).isEqualTo("/folder/Three");
    }

    /** A directory that is marked so keeps names apart that differ in case only. */
    @Test
    void caseSensitiveDirectory() throws IOException {
        int record = (int) node(open(), "/folder").attributes().identifier().orElseThrow();
        sample.volume().bytes()[MadeNtfs.place(record) + 0x38 + 0x18 + 0x28] = 1;
        Volume volume = open();
        assertThat(content(volume, "/folder/Three").utf8()).isEqualTo("Three");
        assertThatThrownBy(() -> node(volume, "/folder/three")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void links() throws IOException {
        Volume volume = open();
        assertThat(((SymbolicLink) node(volume, "/link")).target().text()).as("the print name").isEqualTo("folder\\one");
        assertThat(content(volume, "/link").utf8()).isEqualTo("one");
        assertThat(((SymbolicLink) node(volume, "/junction")).target().text()).isEqualTo("C:\\folder");
        assertThat(content(volume, "/junction/two").utf8()).isEqualTo("two");
    }

    @Test
    void streams() throws IOException {
        Volume volume = open();
        assertThat(node(volume, "/plain.txt").streams()).extracting(stream -> stream.name().text()).hasToString("[side]");
        Lookup.Found found = Lookup.find(volume, "/PLAIN.txt:SIDE", true);
        assertThat(found.text()).isEqualTo("/plain.txt:side");
        assertThat(found.node().attributes().size()).isEqualTo(9);
        assertThat(content(volume, "/plain.txt:side").utf8()).isEqualTo("beside it");
        assertThatThrownBy(() -> node(volume, "/plain.txt:nothing")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> node(volume, "/nothing:side")).isInstanceOf(NoSuchFileException.class);
    }

    /** A file that really has such a name comes before the stream. */
    @Test
    void nameWithAColon() throws IOException {
        MadeNtfs volume = new MadeNtfs();
        volume.folder(volume.record(MadeNtfs.ROOT).standard(6).value(0x80, "own", 0, new byte[] {'r'}), List.of(
                new MadeNtfs.Entry(30, MadeNtfs.ROOT, "x", 0), new MadeNtfs.Entry(31, MadeNtfs.ROOT, "x:y", 0)), List.of());
        volume.record(30).standard(0).value(0x80, "y", 0, new byte[] {'s'}).value(0x80, "z", 0, new byte[] {'t'}).write();
        volume.record(31).standard(0).value(0x80, "", 0, new byte[] {'f'}).write();
        Volume made = open(volume.image());
        assertThat(content(made, "/x:y").utf8()).isEqualTo("f");
        assertThat(content(made, "/x:z").utf8()).isEqualTo("t");
        assertThat(content(made, "/:own").utf8()).as("of the root").isEqualTo("r");
    }

    /** Names that an index has lost are those of the file records that name the directory. */
    @Test
    void damagedIndex() throws IOException {
        for (int at : List.of(0, 0x10, 0x18, 0x1c, 0x48, 1022)) {
            SampleNtfs damaged = new SampleNtfs();
            damaged.volume().bytes()[damaged.block() * MadeNtfs.CLUSTER + at] ^= (byte) 0x40;
            Volume volume = open(damaged.volume().image());
            assertThat(((Directory) node(volume, "/folder")).entries()).as("byte %d", at).extracting(entry -> entry.name().text())
                    .containsExactlyInAnyOrder("one", "two", "Three");
            assertThat(problems(volume)).containsExactly(Problem.Code.DIRECTORY_MENDED);
        }
    }

    @Test
    void damagedFirstRecord() throws IOException {
        sample.volume().bytes()[MadeNtfs.place(0)] = 'X';
        Volume volume = open();
        assertThat(content(volume, "/plain.txt").utf8()).isEqualTo("hello");
        assertThat(problems(volume)).containsExactly(Problem.Code.NODE_FROM_COPY);
        sample.volume().bytes()[MadeNtfs.MIRROR * MadeNtfs.CLUSTER] = 'X';
        assertThatThrownBy(this::open).isInstanceOf(IOException.class);
    }

    @Test
    void recordThatIsAnotherNow() {
        sample.volume().record(SampleNtfs.FIRST).used(2).standard(0).value(0x80, "", 0, new byte[0]).write();
        assertThatThrownBy(() -> node(open(), "/plain.txt")).isInstanceOf(IOException.class).hasMessageContaining("another");
    }

    /** The part of a record that is lost is said, and what it has is not taken for zeros. */
    @Test
    void lostPart() throws IOException {
        int record = (int) node(open(), "/parts.bin").attributes().identifier().orElseThrow();
        sample.volume().bytes()[MadeNtfs.place(record + 1)] = 'X';
        Volume volume = open();
        Image content = ((RegularFile) node(volume, "/parts.bin")).content();
        assertThat(content.view(0, 1024)).isEqualTo(new ByteView(MadeNtfs.noise(1024, 6)));
        assertThatThrownBy(() -> content.view(1024, 1)).isInstanceOf(IOException.class);
        assertThat(problems(volume)).contains(Problem.Code.NODE_DAMAGED, Problem.Code.MAP_DAMAGED);
    }

    @Test
    void howItWasLeft() throws IOException {
        sample.volume().dirty(true);
        assertThat(problems(open())).containsExactly(Problem.Code.NOT_CLEAN);
    }

    /** A directory of whose record nothing is left has what says that it is in it. */
    @Test
    void lostDirectories() throws IOException {
        int record = (int) node(open(), "/folder").attributes().identifier().orElseThrow();
        sample.volume().bytes()[MadeNtfs.place(record)] = 'X';
        Volume volume = open();
        assertThat(content(volume, "/folder/one").utf8()).isEqualTo("one");
        assertThat(problems(volume)).containsExactly(Problem.Code.NODE_DAMAGED);
        sample.volume().bytes()[MadeNtfs.place(record)] = 'F';
        sample.volume().bytes()[MadeNtfs.place(MadeNtfs.ROOT)] = 'X';
        volume = open();
        assertThat(content(volume, "/folder/two").utf8()).isEqualTo("two");
        assertThat(content(volume, "/plain.txt").utf8()).isEqualTo("hello");
    }

    /** A system that is asleep has changes that are not on the disk; once it has resumed, the file says so. */
    @Test
    void hibernated() throws IOException {
        for (String mark : List.of("hibr", "HIBR", "wake", "\0\0\0\0")) {
            MadeNtfs volume = new MadeNtfs();
            volume.folder(volume.record(MadeNtfs.ROOT).standard(6),
                    List.of(new MadeNtfs.Entry(30, MadeNtfs.ROOT, "hiberfil.sys", 3)), List.of());
            volume.record(30).standard(6).value(0x80, "", 0, mark.getBytes(StandardCharsets.US_ASCII)).write();
            assertThat(problems(open(volume.image())).contains(Problem.Code.HIBERNATED)).as(mark)
                    .isEqualTo(mark.toLowerCase(Locale.ROOT).equals("hibr"));
        }
    }

    /** Of the two pages that a log begins with, the later one says whether it is to be replayed. */
    @Test
    void log() throws IOException {
        for (int flags : new int[] {0, 2}) {
            SampleNtfs one = new SampleNtfs();
            ByteBuffer pages = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 2; i++) {
                ByteBuffer page = pages.slice(4096 * i, 4096).order(ByteOrder.LITTLE_ENDIAN);
                page.put(0, "RSTR".getBytes(StandardCharsets.US_ASCII)).putShort(4, (short) 0x1e).putShort(6, (short) 9);
                page.putShort(0x18, (short) 0x30).putLong(0x30, 1000 + i).putShort(0x3e, (short) (i == 1 ? flags : 2 - flags));
            }
            int cluster = one.volume().put(pages.array());
            one.volume().record(2).standard(6)
                    .clusters(0x80, "", 0, 0, new long[] {8192, 8192}, MadeNtfs.runs(8, cluster)).write();
            assertThat(problems(open(one.volume().image()))).isEqualTo(flags == 0 ? List.of(Problem.Code.LOG_NOT_REPLAYED) : List.of());
        }
    }

    /** A directory that is in itself is met once. */
    @Test
    void loop() throws IOException {
        MadeNtfs volume = new MadeNtfs();
        volume.folder(volume.record(MadeNtfs.ROOT).standard(6),
                List.of(new MadeNtfs.Entry(30, MadeNtfs.ROOT, "in", 1)), List.of());
        volume.folder(volume.record(30).standard(0),
                List.of(new MadeNtfs.Entry(30, 30, "again", 1),
                        new MadeNtfs.Entry(MadeNtfs.ROOT, 30, "up", 1)),
                List.of());
        assertThat(VolumeTree.of(open(volume.image()), List.of())).isEqualTo(Map.of(
                "/", "directory ", "/in", "directory ", "/in/again", "! loop", "/in/up", "! loop"));
    }

    /** Each ends soon, with values, problems and exceptions of input and output alone. */
    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void survivesDamage() throws IOException {
        Image whole = sample.volume().image();
        List<Long> hot = new ArrayList<>();
        for (long sector = 0; sector < whole.size() / MutatedImage.SECTOR; sector++) {
            if (!whole.view(sector * MutatedImage.SECTOR, MutatedImage.SECTOR).isZero()) {
                hot.add(sector);
            }
        }
        for (int seed = 0; seed < 1500; seed++) {
            CountedImage image = new CountedImage(MutatedImage.of(whole, hot, new Random(seed)));
            try {
                Volume volume = open(image);
                assertThat(VolumeTree.of(volume, List.of())).hasSizeLessThan(1000);
                volume.takeProblems();
            } catch (IOException e) {
                // nothing could be read
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            assertThat(image.reads()).as("reads, seed " + seed).isLessThan(100_000);
        }
    }
}
