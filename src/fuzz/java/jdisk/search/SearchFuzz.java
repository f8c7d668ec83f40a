package jdisk.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.stream.Stream;
import jdisk.image.Image;
import jdisk.image.Progress;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.AmigaSectors;
import jdisk.testing.BsdSector;
import jdisk.testing.SgiSector;
import jdisk.testing.SunSector;
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
                        new LostDisk(8000).gpt(1, 2, 7999, 2048, 5000).fat(2048, 2880, 1, "f").luks(5000).entry(2040, 0, 1, 8, 100),
                        new LostDisk(60000).entry(1000, 0, 6, 63, 3000).entry(1000, 1, 5, 9000, 8000).entry(10000, 0, 6, 63, 3000)
                                .fat(1063, 2880, 1, "f").md(20000, 19000, 18944, 1, 0, true).ext(20000, "root"),
                        new LostDisk(60000).disk(101, new AmigaSectors(512, 2, 512, 4, 32).partition(5, "DH0", 3, 9, 0x444f_5303, 1).pieces())
                                .disk(20001, Map.of(0L, new SgiSector().partition(1, 4000, 3000, 0x83).bytes()))
                                .disk(20002, Map.of(0L, new SunSector().partition(1, 4, 3072, 0x83, 0).bytes()))
                                .disk(20003, Map.of(0L, new BsdSector().partition(0, 100, 3000, 7).bytes())))
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
