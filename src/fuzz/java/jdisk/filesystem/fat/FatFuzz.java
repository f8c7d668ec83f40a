package jdisk.filesystem.fat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
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

/** Reads all files of a FAT volume that a fuzzer writes: it ends, after so many reads, with values and exceptions of I/O alone. */
final class FatFuzz {
    private static final long MOST_READS = 1_000_000;
    private static final long MOST_BYTES = 4L << 30;
    private static final int PIECE = 512;

    /** One of each width, with a long name, a directory and a chain. */
    static Stream<byte[]> volumes() {
        return IntStream.of(12, 16, 32).mapToObj(bits -> {
            MadeFat made = new MadeFat(bits, 512).chain(5).chain(10, 12, 11);
            int root = made.root();
            made.entries(root, MadeFat.named("a long name", MadeFat.entry("ALONGN~1   ", MadeFat.DIRECTORY, 5, 0)))
                    .entries(root, MadeFat.entry("FILE    TXT", MadeFat.ARCHIVE, 10, 1400))
                    .entries(5, MadeFat.entry(".          ", MadeFat.DIRECTORY, 5, 0), MadeFat.entry("INSIDE     ", 0, 0, 0));
            return written(made.bytes());
        });
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
            Volume volume = Volumes.open(Slice.of(image), new Contents("vfat")).orElseThrow();
            assertThat(VolumeTree.of(volume, List.of())).isNotEmpty();
            volume.takeProblems();
        } catch (IOException e) {
            // nothing of it could be read
        }
    }
}
