package jdisk.filesystem.ntfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import jdisk.probe.Contents;
import jdisk.testing.SampleNtfs;
import jdisk.testing.VolumeTree;
import jdisk.testing.WatchedImage;
import jdisk.testing.WrittenImage;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads all files of an NTFS volume that a fuzzer writes: it ends, after so many reads, with values and exceptions of I/O alone. */
final class NtfsFuzz {
    private static final long MOST_READS = 1_000_000;
    private static final long MOST_BYTES = 4L << 30;

    /** A volume with a file of each kind. */
    static Stream<byte[]> volumes() {
        byte[] bytes = new SampleNtfs().volume().bytes();
        return Stream.of(new WrittenImage(bytes.length, Map.of(0L, bytes)).write());
    }

    @MethodSource("volumes")
    @FuzzTest(maxDuration = "10m")
    void read(byte[] input) {
        WrittenImage written = WrittenImage.read(input, 0);
        Image image = new WatchedImage(new SparseMemoryImage("volume.img", written.size(), written.pieces()), MOST_READS, MOST_BYTES);
        try {
            Volume volume = Volumes.open(Slice.of(image), new Contents("ntfs")).orElseThrow();
            assertThat(VolumeTree.of(volume, List.of())).isNotEmpty();
            volume.takeProblems();
        } catch (IOException e) {
            // nothing of it could be read
        }
    }
}
