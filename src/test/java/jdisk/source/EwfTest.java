package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import jdisk.image.CountedImage;
import jdisk.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is damaged in an EWF image, and what its own copies and checksums make of that. */
final class EwfTest {
    private static final int CHUNK = 64 * MadeEwf.SECTOR;
    private static final int CHUNKS = 12;
    private static final int HEAD = 24;

    private final byte[] disk = disk(CHUNKS * CHUNK);

    /** Bytes of which about half are random, so that a chunk has a size of its own when it is packed. */
    private static byte[] disk(int size) {
        byte[] disk = new byte[size];
        Random random = new Random(3);
        for (int at = 0; at < size; at += 64) {
            int count = random.nextInt(64);
            for (int i = 0; i < count; i++) {
                disk[at + i] = (byte) random.nextInt();
            }
        }
        return disk;
    }

    private static Image open(byte[] segment) throws IOException {
        return Containers.inside(MadeContainers.whole(segment).image(), Opening.PLAIN);
    }

    private static ByteBuffer le(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int entry(byte[] segment, String kind, int chunk) {
        return MadeEwf.found(segment, kind).getFirst() + HEAD + 4 * chunk;
    }

    /** Lets an entry of a table say what another does. */
    private static void repeat(byte[] segment, String kind, int chunk, int other) {
        System.arraycopy(segment, entry(segment, kind, other), segment, entry(segment, kind, chunk), 4);
    }

    /** Chunks that cannot be read, and why; all others are as they were. */
    private Map<Integer, String> unreadable(byte[] segment) throws IOException {
        return unreadable(MadeContainers.whole(segment));
    }

    private Map<Integer, String> unreadable(MadeContainers.Made made) throws IOException {
        Map<Integer, String> unreadable = new TreeMap<>();
        try (Image image = Containers.inside(made.image(), Opening.PLAIN)) {
            assertThat(image.size()).isEqualTo(disk.length);
            for (int n = 0; n < CHUNKS; n++) {
                try {
                    assertThat(image.view((long) n * CHUNK, CHUNK).copy(0, CHUNK)).as("chunk " + n)
                            .isEqualTo(Arrays.copyOfRange(disk, n * CHUNK, (n + 1) * CHUNK));
                } catch (IOException e) {
                    unreadable.put(n, String.valueOf(e.getMessage()));
                }
            }
        }
        return unreadable;
    }

    @Test
    void readsWhatIsSound() throws IOException {
        assertThat(unreadable(MadeEwf.encase(disk, 64, true).done())).isEmpty();
        assertThat(unreadable(MadeEwf.encase(disk, 64, false).done())).isEmpty();
        assertThat(unreadable(MadeEwf.smart(disk, 64).done())).isEmpty();
    }

    @Test
    void takesTheCopyOfATableWhoseEntriesAreDamaged() throws IOException {
        byte[] segment = MadeEwf.encase(disk, 64, true).done();
        repeat(segment, "table", 6, 4);
        assertThat(unreadable(segment)).isEmpty();
        segment[entry(segment, "table", 0) - 1] ^= 1;
        assertThat(unreadable(segment)).as("with a damaged head, too").isEmpty();
    }

    /** What both copies say is believed, for the chunks themselves have checksums. */
    @Test
    void takesWhatBothCopiesSay() throws IOException {
        byte[] segment = MadeEwf.encase(disk, 64, true).done();
        repeat(segment, "table", 6, 4);
        repeat(segment, "table2", 9, 1);
        Map<Integer, String> unreadable = unreadable(segment);
        // Where a chunk ends is said by the entry after its own.
        assertThat(unreadable.keySet()).containsExactly(5, 6, 8, 9);
        assertThat(unreadable.get(6)).startsWith("chunk 6 cannot be read: the table at byte ").contains("its copy is damaged, too");
    }

    /** Of a writer that computes no checksum of entries, or another, both copies say the same. */
    @Test
    void takesTablesOfWrongChecksumsThatAgree() throws IOException {
        byte[] segment = MadeEwf.encase(disk, 64, true).done();
        segment[entry(segment, "table", CHUNKS)] ^= 1;
        segment[entry(segment, "table2", CHUNKS)] ^= 1;
        assertThat(unreadable(segment)).isEmpty();
    }

    @Test
    void namesATableWithoutASoundCopy() throws IOException {
        MadeEwf made = new MadeEwf(disk, 64, true).volume("volume");
        byte[] segment = made.section("table", made.sectors()).done();
        assertThat(unreadable(segment)).isEmpty();
        repeat(segment, "table", 6, 4);
        Map<Integer, String> unreadable = unreadable(segment);
        assertThat(unreadable).hasSize(CHUNKS);
        int section = MadeEwf.found(segment, "table").getFirst() - 76;
        assertThat(unreadable.get(2)).isEqualTo("chunk 2 cannot be read: the checksum of the table at byte " + section
                + " of made.img, which leads to it, is wrong, and no copy of the table is sound");
    }

    /** A table of SMART has no checksum of its entries, and no copy: no chunk is taken for another yet. */
    @Test
    void takesNoChunkForAnother() throws IOException {
        byte[] segment = MadeEwf.smart(disk, 64).done();
        repeat(segment, "table", 6, 4);
        Map<Integer, String> unreadable = unreadable(segment);
        assertThat(unreadable.keySet()).containsExactly(5, 6);
        assertThat(unreadable.get(6)).startsWith("chunk 6 is damaged: it ends ").endsWith(" bytes before the next one begins");
    }

    /** The same of chunks that are not packed, where both copies of the table are wrong alike. */
    @Test
    void takesNoChunkThatIsNotPackedForAnother() throws IOException {
        byte[] segment = MadeEwf.encase(disk, 64, false).done();
        repeat(segment, "table", 6, 5);
        repeat(segment, "table2", 6, 5);
        assertThat(unreadable(segment).keySet()).containsExactly(5, 6);
    }

    /** Entries are read, and their checksum computed, once the first of them is needed. */
    @Test
    void readsNoTableThatIsNotNeeded() throws IOException {
        byte[] small = disk(4096 * MadeEwf.SECTOR);
        MadeEwf made = new MadeEwf(small, 1, true).volume("volume");
        byte[] table = made.sectors();
        CountedImage segment = new CountedImage(MadeContainers.whole(made.section("table", table).section("table2", table).done()).image());
        try (Image image = Ewf.open(segment, Context.within(Opening.PLAIN))) {
            assertThat(segment.bytes()).as("to open it").isLessThan(table.length / 2);
            image.view(0, MadeEwf.SECTOR);
            assertThat(segment.bytes()).as("to read a chunk").isBetween((long) table.length, table.length * 3L / 2);
            long before = segment.bytes();
            image.view(small.length - MadeEwf.SECTOR, MadeEwf.SECTOR);
            assertThat(segment.bytes() - before).as("to read another").isLessThan(2048);
        }
    }

    /** Zeros between chunks are room that was left; other bytes are a chunk that was meant to be there. */
    @Test
    void wantsAChunkToFillItsPlace() throws IOException {
        byte[] segment = MadeEwf.smart(disk, 64).done();
        int at = MadeEwf.found(segment, "table").getFirst() + HEAD;
        int from = le(segment).getInt(at + 4 * 3) & Integer.MAX_VALUE;
        int to = le(segment).getInt(at + 4 * 5) & Integer.MAX_VALUE;
        byte[] shorter = MadeContainers.packed(Arrays.copyOfRange(disk, 3 * CHUNK, 4 * CHUNK), DeflaterOutputStream::new);
        le(segment).putInt(at + 4 * 4, to - 1 | 1 << 31);
        Arrays.fill(segment, from + shorter.length, to, (byte) 0);
        assertThat(unreadable(segment).keySet()).as("zeros").containsExactly(4);
        segment[to - 5] = 1;
        assertThat(unreadable(segment).keySet()).as("others").containsExactly(3, 4);
    }

    /** EnCase 6.7.1 left out the bit for whether a chunk is packed once offsets had outgrown it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 5000, 20_000, 100_000, 200_000})
    void readsChunksPast2GiB(int before) throws IOException {
        assertThat(unreadable(MadeEwf.farOff(disk, 64, true, (1L << 31) - before, 0))).isEmpty();
        assertThat(unreadable(MadeEwf.farOff(disk, 64, false, (1L << 31) - before, 0))).isEmpty();
    }

    /** The first offset of 32 bits may be just the bit that says that a chunk is packed. */
    @Test
    void readsAChunkAt2GiB() throws IOException {
        assertThat(unreadable(MadeEwf.farOff(disk, 64, false, (1L << 31) - 2 * (CHUNK + 4), 0))).isEmpty();
    }

    /** EnCase 6.8 on counts offsets from a place that the table says. */
    @Test
    void readsChunksPastAPlaceThatTheTableSays() throws IOException {
        assertThat(unreadable(MadeEwf.farOff(disk, 64, true, 9L << 31, (9L << 31) - 76))).isEmpty();
    }

    private static Map<String, String> facts(byte[] segment) throws IOException {
        try (Image image = open(segment)) {
            return image.layers().getFirst().facts();
        }
    }

    /** Numbers of a volume section that is damaged are not believed: a copy of them comes later. */
    @Test
    void takesTheSizeOfASectionThatIsSound() throws IOException {
        byte[] segment = MadeEwf.encase(disk, 64, true).done();
        assertThat(facts(segment)).doesNotContainKey("state");
        int volume = MadeEwf.found(segment, "volume").getFirst();
        le(segment).putLong(volume + 16, CHUNK / MadeEwf.SECTOR);
        assertThat(unreadable(segment)).isEmpty();
        assertThat(facts(segment)).containsEntry("state",
                "damaged: the checksum of its volume section is wrong; its size is that of its data section");
    }

    @Test
    void refusesASizeWithAWrongChecksum() {
        byte[] segment = MadeEwf.encase(disk, 64, true).done();
        le(segment).putLong(MadeEwf.found(segment, "volume").getFirst() + 16, 5);
        le(segment).putLong(MadeEwf.found(segment, "data").getFirst() + 16, 5);
        byte[] smart = MadeEwf.smart(disk, 64).done();
        le(smart).putInt(MadeEwf.found(smart, "volume").getFirst() + 16, 5);
        for (byte[] damaged : List.of(segment, smart)) {
            assertThatThrownBy(() -> open(damaged)).isInstanceOfSatisfying(FileSystemException.class, e -> assertThat(e.getReason()).isEqualTo(
                    "the EWF image is damaged: the checksum of its volume section is wrong; no other section says how large the disk is"));
        }
    }

    /** A writer that computes no checksum is believed where what it says agrees. */
    @Test
    void takesASizeWithoutAChecksum() throws IOException {
        byte[] segment = MadeEwf.smart(disk, 64).done();
        int volume = MadeEwf.found(segment, "volume").getFirst();
        le(segment).putInt(volume + 90, 0);
        assertThat(unreadable(segment)).isEmpty();
        le(segment).putInt(volume + 4, CHUNKS + 1);
        assertThatThrownBy(() -> open(segment)).isInstanceOf(FileSystemException.class);
    }

    /** A digest that is damaged is not held against the disk, nor is one that is not there. */
    @Test
    void believesNoDigestWithAWrongChecksum() throws IOException {
        byte[] md5 = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        byte[] segment = MadeEwf.encase(disk, 64, true).digests(md5, HexFormat.of().parseHex("f".repeat(40))).done();
        assertThat(facts(segment)).containsEntry("md5", "000102030405060708090a0b0c0d0e0f").containsEntry("sha1", "f".repeat(40))
                .doesNotContainKey("state");
        segment[MadeEwf.found(segment, "digest").getFirst() + 20] ^= 1;
        assertThat(facts(segment)).containsEntry("md5", "000102030405060708090a0b0c0d0e0f").doesNotContainKey("sha1")
                .containsEntry("state", "damaged: the checksum of its digest section is wrong, and no digest in it is believed");
        segment[MadeEwf.found(segment, "hash").getFirst()] ^= 1;
        assertThat(facts(segment)).doesNotContainKey("md5");
    }

    private String readErrors(int... ranges) throws IOException {
        return facts(MadeEwf.encase(disk, 64, true).errors(ranges).done()).getOrDefault("read errors", "none");
    }

    @Test
    void tellsWhatCouldNotBeReadWhenItWasMade() throws IOException {
        assertThat(readErrors()).isEqualTo("none");
        assertThat(readErrors(4096, 64)).isEqualTo("64 sectors from 4096 on could not be read when the image was made");
        assertThat(readErrors(7, 1)).isEqualTo("sector 7 could not be read when the image was made");
        assertThat(readErrors(0, 64, 128, 1)).isEqualTo("65 sectors could not be read when the image was made: 64 from 0 on, 1 at 128");
        int[] many = new int[2 * 20_000];
        for (int n = 0; n < many.length; n += 2) {
            many[n] = 10 * n;
            many[n + 1] = 8;
        }
        assertThat(readErrors(many)).isEqualTo("160000 sectors could not be read when the image was made: "
                + "8 from 0 on, 8 from 20 on, 8 from 40 on and 19997 more ranges");
    }

    /** That there were any is said even then. */
    @Test
    void tellsThatTheListOfReadErrorsIsDamaged() throws IOException {
        byte[] sound = MadeEwf.encase(disk, 64, true).errors(4096, 64).done();
        for (int damaged : new int[] {0, 1, 100, 520, 527, 528}) {
            byte[] segment = sound.clone();
            segment[MadeEwf.found(segment, "error2").getFirst() + damaged] ^= 1;
            assertThat(facts(segment)).as("byte " + damaged)
                    .containsEntry("read errors", "some sectors could not be read when the image was made; the list of them is damaged");
        }
    }

    /** A list that goes on past its section costs nothing. */
    @Test
    void readsNoListOfReadErrorsThatIsTooLong() throws IOException {
        byte[] segment = MadeEwf.encase(disk, 64, true).errors(4096, 64).done();
        ByteBuffer head = le(segment);
        int at = MadeEwf.found(segment, "error2").getFirst();
        head.putInt(at, -1).putInt(at + 516, 0);
        assertThat(facts(segment))
                .containsEntry("read errors", "some sectors could not be read when the image was made; the list of them is damaged");
    }
}
