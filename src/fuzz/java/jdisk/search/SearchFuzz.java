package jdisk.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import jdisk.image.Image;
import jdisk.image.Progress;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.WatchedImage;
import jdisk.testing.WrittenImage;
import jdisk.unit.SectorSize;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches disks that a fuzzer writes: it ends after few reads, and what it finds lies on the disk. */
final class SearchFuzz {
    private static final long MOST_SIZE = 64 << 20;
    private static final long MOST_READS = 1_000_000;
    private static final long MOST_BYTES = 4L << 30;

    static Stream<byte[]> disks() {
        return Stream.of(
                        new LostDisk(60000).ntfs(63, 16000, "data").ext(20001, "root").xfs(53000, 2, 256),
                        new LostDisk(60000).ntfs(63, 16000, "data").ext(20001, "root").wipe(63, 1).wipe(20003, 2),
                        new LostDisk(8000).gpt(1, 2, 7999, 2048, 5000).fat(2048, 2880, 1, "f").luks(5000).entry(2040, 0, 1, 8, 100))
                .map(disk -> new WrittenImage(disk.image().size(), disk.pieces()).write());
    }

    @MethodSource("disks")
    @FuzzTest(maxDuration = "10m")
    void search(byte[] input) {
        WrittenImage written = WrittenImage.read(input, 0);
        long size = Math.min(written.size(), MOST_SIZE);
        Image image = new WatchedImage(new SparseMemoryImage("lost.img", written.size(), written.pieces()), MOST_READS, MOST_BYTES);
        Search.Result result = Search.run(image, new Search.Plan(SectorSize.DEFAULT, 0, size), Progress.until(() -> false));
        assertThat(result.hits()).hasSizeLessThanOrEqualTo(Hits.MOST).allSatisfy(hit -> {
            assertThat(hit.start()).isBetween(0L, written.size());
            assertThat(hit.contents().type()).matches("[A-Za-z0-9_]{1,40}");
        });
    }
}
