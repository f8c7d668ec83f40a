package jdisk.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.WatchedImage;
import jdisk.testing.WrittenImage;
import org.junit.jupiter.params.provider.MethodSource;

/** Opens a container that a fuzzer writes, and reads some places of it: it ends, after so many reads, with bytes or exceptions of I/O alone. */
final class ContainerFuzz {
    private static final long MOST_READS = 200_000;
    private static final long MOST_BYTES = 4L << 30;
    private static final int PLACES = 16;
    private static final int PIECE = 5000;

    /** What streams hold is kept in a file: no more than this of it is asked for. */
    private static final long MOST_OF_A_STREAM = 64 << 20;

    static Stream<byte[]> containers() {
        return MadeContainers.all().values().stream().map(made -> new WrittenImage(made.size(), made.pieces()).write());
    }

    @MethodSource("containers")
    @FuzzTest(maxDuration = "10m")
    void read(byte[] input) {
        WrittenImage written = WrittenImage.read(input, 0);
        Image file = new WatchedImage(new SparseMemoryImage("made.img", written.size(), written.pieces()), MOST_READS, MOST_BYTES);
        try (Image image = Containers.inside(file, Opening.PLAIN)) {
            assertThat(image.size()).isNotNegative();
            long step = Math.max(image.size() / PLACES, 1);
            for (long at = 0; at < image.size() && at < step * PLACES; at += step) {
                read(image, image.knowsHoles() ? at : at % MOST_OF_A_STREAM);
            }
        } catch (IOException e) {
            // nothing of it can be read
        }
    }

    private static void read(Image image, long at) {
        try {
            image.read(at, ByteBuffer.allocate((int) Math.min(PIECE, image.size() - at)));
        } catch (IOException e) {
            // it cannot be read
        }
    }
}
