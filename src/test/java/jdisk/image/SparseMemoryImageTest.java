package jdisk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Shows its pieces where they lie and zeros everywhere else, wherever a read begins and ends. */
final class SparseMemoryImageTest {

    @Test
    void readsAsTheSameBytesInOneArrayWould() throws IOException {
        byte[] whole = new byte[300];
        Map<Long, byte[]> pieces = new TreeMap<>();
        // Two that touch, one apart, one that ends the image.
        for (int[] place : new int[][] {{10, 20}, {30, 5}, {100, 50}, {290, 10}}) {
            byte[] piece = new byte[place[1]];
            new Random(place[0]).nextBytes(piece);
            pieces.put((long) place[0], piece);
            System.arraycopy(piece, 0, whole, place[0], piece.length);
        }
        SparseMemoryImage image = new SparseMemoryImage("pieces.img", whole.length, pieces);
        assertThat(image.size()).isEqualTo(300);
        assertThat(image.name()).isEqualTo("pieces.img");
        for (int from = 0; from <= whole.length; from++) {
            for (int length : new int[] {0, 1, 2, 5, 16, 30, 100, 200, 300}) {
                if (from + length <= whole.length) {
                    assertThat(image.view(from, length)).as("%d bytes from %d", length, from)
                            .isEqualTo(new ByteView(Arrays.copyOfRange(whole, from, from + length)));
                }
            }
        }
    }

    @Test
    void holesOfManyTerabytes() throws IOException {
        long far = 1L << 60;
        SparseMemoryImage image = new SparseMemoryImage("far.img", far + 4, Map.of(far, new byte[] {1, 2, 3, 4}));
        assertThat(image.view(far - 2, 4).u32le(0)).isEqualTo(0x02010000L);
        assertThat(image.view(1L << 40, 512).isZero()).isTrue();
    }

    @Test
    void readPastTheEnd() {
        SparseMemoryImage image = new SparseMemoryImage("short.img", 600, Map.of(512L, new byte[88]));
        assertThatThrownBy(() -> image.view(512, 89)).isInstanceOf(EOFException.class)
                .hasMessageContaining("600").hasMessageContaining("1 bytes short");
        assertThatThrownBy(() -> image.view(1000, 1)).isInstanceOf(EOFException.class);
    }

    @Test
    void viewUpToTakesWhatIsThere() throws IOException {
        SparseMemoryImage image = new SparseMemoryImage("short.img", 600, Map.of());
        assertThat(image.viewUpTo(0, 512).length()).isEqualTo(512);
        assertThat(image.viewUpTo(512, 512).length()).isEqualTo(88);
    }

    /** At the end and behind it there is nothing: no bytes, and no error. */
    @Test
    void viewUpToAtTheEnd() throws IOException {
        SparseMemoryImage image = new SparseMemoryImage("short.img", 600, Map.of());
        assertThat(image.viewUpTo(600, 512).length()).isZero();
        assertThat(image.viewUpTo(6000, 512).length()).isZero();
    }
}
