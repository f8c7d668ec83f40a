package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jdisk.image.CountedImage;
import jdisk.image.Image;
import jdisk.testing.MutatedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A container of each kind, as it is and damaged. */
final class MadeContainersTest {
    private static final int SEEDS = 400;
    private static final long MOST_READS = 50_000;
    private static final long MOST_BYTES = 1L << 30;

    static List<String> names() {
        return List.copyOf(MadeContainers.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsWhatIsSound(String name) throws IOException {
        try (Image image = Containers.inside(MadeContainers.named(name).image(), Opening.PLAIN)) {
            byte[] disk = MadeContainers.disk();
            assertThat(image.size()).isEqualTo(disk.length);
            assertThat(image.layers()).hasSize(1);
            assertThat(image.view(0, disk.length).copy(0, disk.length)).isEqualTo(disk);
        }
    }

    /** Each ends soon, with bytes or exceptions of input and output alone. */
    @ParameterizedTest
    @MethodSource("names")
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void survivesDamage(String name) throws IOException {
        MadeContainers.Made made = MadeContainers.named(name);
        List<Long> hot = hot(made);
        for (int seed = 0; seed < SEEDS; seed++) {
            survives(MutatedImage.of(made.image(), hot, new Random(seed)), name + ", seed " + seed);
        }
    }

    private static void survives(Image mutated, String name) {
        CountedImage counted = new CountedImage(mutated);
        try (Image image = Containers.inside(counted, Opening.PLAIN)) {
            assertThat(image.size()).as(name).isNotNegative();
            Random random = new Random(1);
            for (int n = 0; n < 12; n++) {
                long most = n < 8 ? Math.min(image.size(), MadeContainers.SIZE) : image.size();
                int count = (int) Math.min(1 + random.nextInt(10_000), most);
                try {
                    image.read(count == most ? 0 : random.nextLong(most - count), ByteBuffer.allocate(count));
                } catch (IOException e) {
                    // it cannot be read
                }
            }
        } catch (IOException e) {
            // nothing of it can be read
        } catch (RuntimeException | AssertionError | OutOfMemoryError e) {
            throw new AssertionError(name, e);
        }
        assertThat(counted.reads()).as(name + ": reads").isLessThan(MOST_READS);
        assertThat(counted.bytes()).as(name + ": bytes").isLessThan(MOST_BYTES);
    }

    /** Sectors with something in them that is no content: those at the start and the end, and tables. */
    private static List<Long> hot(MadeContainers.Made made) {
        List<Long> hot = new ArrayList<>();
        long last = (made.size() - 1) / MutatedImage.SECTOR;
        for (Map.Entry<Long, byte[]> piece : made.pieces().entrySet()) {
            for (int at = 0; at < piece.getValue().length; at += MutatedImage.SECTOR) {
                long sector = (piece.getKey() + at) / MutatedImage.SECTOR;
                boolean used = false;
                for (int i = at; i < Math.min(at + MutatedImage.SECTOR, piece.getValue().length); i++) {
                    used |= piece.getValue()[i] != 0;
                }
                boolean content = at >= 8192 && at % 65_536 >= 1024 && sector < last - 2;
                if (used && !content) {
                    hot.add(sector);
                }
            }
        }
        return hot;
    }

    /** No line of a descriptor takes long, whatever is in it. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsLinesThatNoPatternEndsWith() {
        String line = "a=" + " ".repeat(7000) + "\"" + " ".repeat(1000) + "\"x\n";
        assertThat(VmdkDescriptor.of(line.repeat(50) + "CID = \"12\" \n").contentId()).isEqualTo("12");
        assertThat(VmdkDescriptor.of("RW 63 FLAT \"a b.img\" 5\nRW 1 ZERO\nrw 7 sparse \"x\"").extents()).containsExactly(
                new VmdkDescriptor.Extent(63, "FLAT", "a b.img", 5), new VmdkDescriptor.Extent(1, "ZERO", "", 0),
                new VmdkDescriptor.Extent(7, "SPARSE", "x", 0));
    }

    /** An identifier is a number of 32 bits, however many digits it is written with. */
    @Test
    void comparesIdentifiersOfVmdkAsNumbers() {
        VmdkDescriptor over = VmdkDescriptor.of("CID=1\nparentCID=a1B2c3d\nparentFileNameHint=\"x\"\n");
        assertThat(List.of("0a1b2c3d", "A1B2C3D", "a1b2c3d ")).allMatch(over::isOver);
        assertThat(List.of("a1b2c3e", "0xa1b2c3d", "", "a1b2c3d0", "g")).noneMatch(over::isOver);
        assertThat(VmdkDescriptor.of("parentCID=\n").isOver("")).isFalse();
        assertThat(VmdkDescriptor.of("parentCID=0\n").parent()).isPresent();
        assertThat(VmdkDescriptor.of("parentCID=FFFFFFFF\n").parent()).isEmpty();
    }
}
