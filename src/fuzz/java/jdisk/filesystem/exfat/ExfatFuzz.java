package jdisk.filesystem.exfat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import jdisk.probe.Contents;
import jdisk.testing.VolumeTree;
import jdisk.testing.WatchedImage;
import jdisk.testing.WrittenImage;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads all files of an exFAT volume that a fuzzer writes: it ends, after so many reads, with values and exceptions of I/O
 * alone.
 */
final class ExfatFuzz {
    private static final long MOST_READS = 1_000_000;
    private static final long MOST_BYTES = 4L << 30;
    private static final int PIECE = 512;

    /** One with a chain, a stretch and a directory. */
    static Stream<byte[]> volumes() {
        MadeExfat made = new MadeExfat(512, 1).chain(10, 12, 11).chain(20)
                .add(new MadeExfat.Set("directory", 20, 512).directory())
                .add(new MadeExfat.Set("file", 10, 1500).put(40, 8, 600))
                .add(new MadeExfat.Set("stretch", 40, 3000).contiguous())
                .entries(20, new MadeExfat.Set("inside", 50, 100).entries());
        return Stream.of(written(made.bytes()));
    }

    private static byte[] written(byte[] bytes) {
        Map<Long, byte[]> pieces = new TreeMap<>();
        for (int at = 0; at < bytes.length; at += PIECE) {
            pieces.put((long) at, Arrays.copyOfRange(bytes, at, at + PIECE));
        }
        return new WrittenImage(bytes.length, pieces).write();
    }

    @MethodSource("volumes")
    @FuzzTest(maxDuration = "10m")
    void read(byte[] input) {
        WrittenImage written = WrittenImage.read(input, 0);
        Image sparse = new SparseMemoryImage("volume.img", written.size(), written.pieces());
        Image image = new WatchedImage(sparse, MOST_READS, MOST_BYTES);
        try {
            Volume volume = Volumes.open(Slice.of(image), new Contents("exfat")).orElseThrow();
            assertThat(VolumeTree.of(volume, List.of())).isNotEmpty();
            volume.takeProblems();
        } catch (IOException e) {
            // nothing of it could be read
        }
    }
}
