package jdisk.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import jdisk.disk.Disk;
import jdisk.disk.Hints;
import jdisk.image.BadSectors;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.GptDisk;
import org.junit.jupiter.api.Test;

/** Names the first sector that differs, of each partition that both images have. */
final class ContentComparisonTest {
    private static Image image(long at, int value) {
        GptDisk gpt = GptDisk.ofThree();
        Map<Long, byte[]> pieces = new TreeMap<>(gpt.pieces());
        pieces.put(at, new byte[] {(byte) value});
        return new SparseMemoryImage("a.img", gpt.size(), pieces);
    }

    private static List<ContentComparison.Outcome> compared(Image one, Image other) throws IOException {
        return ContentComparison.of(Disk.open(one, Hints.NONE), Disk.open(other, Hints.NONE), () -> false);
    }

    @Test
    void sameAndDifferent() throws IOException {
        Image image = image(5000L * 512 + 511, 1);
        assertThat(compared(image, image)).hasSize(3).allMatch(ContentComparison.Outcome::isSame);
        assertThat(compared(image, image(5000L * 512 + 511, 2))).extracting(ContentComparison.Outcome::firstDifference)
                .containsExactly(OptionalLong.empty(), OptionalLong.of(5000 - 4096), OptionalLong.empty());
        // The last byte of the last piece.
        assertThat(compared(image(12_288L * 512 - 1, 1), image(12_288L * 512 - 1, 0)).getLast().firstDifference()).hasValue(2047);
    }

    @Test
    void whatCannotBeReadIsNotTheSame() throws IOException {
        Image image = image(0x100000, 0);
        ContentComparison.Outcome second = compared(image, new BadSectors(image, 5000L)).get(1);
        assertThat(second.unread()).isEqualTo("Input/output error");
        assertThat(second.isSame()).isFalse();
    }

    /** What was not compared any more is not said to be the same, and not left out either. */
    @Test
    void interrupted() {
        Disk disk = Disk.open(image(0x100000, 0), Hints.NONE);
        assertThat(ContentComparison.of(disk, disk, () -> true)).hasSize(3)
                .allSatisfy(outcome -> assertThat(outcome.unread()).isEqualTo("interrupted"))
                .noneMatch(ContentComparison.Outcome::isSame);
    }
}
