package jdisk.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import jdisk.testing.WatchedImage;
import jdisk.testing.WrittenImage;
import jdisk.text.Visible;
import org.junit.jupiter.params.provider.MethodSource;

/** Probes volumes that a fuzzer writes: what is found is told in few and printable words, after few and short reads of nothing but it. */
final class ContentsFuzz {
    /** Bytes in front of the volume and behind it, which are none of its own. */
    private static final long MARGIN = 1 << 20;

    private static final long MOST_READS = 100_000;
    private static final long MOST_BYTES = 80 << 20;

    static Stream<byte[]> volumes() {
        return MadeVolumes.all().values().stream()
                .map(made -> new WrittenImage(made.volume().size(), made.volume().pieces()).write());
    }

    @MethodSource("volumes")
    @FuzzTest(maxDuration = "10m")
    void probe(byte[] input) {
        WrittenImage written = WrittenImage.read(input, 0);
        Image image = new Surrounded(
                new WatchedImage(new SparseMemoryImage("volume.img", written.size(), written.pieces()), MOST_READS, MOST_BYTES));
        List<Contents> found;
        try {
            found = ContentsProbe.all(Slice.of(image, MARGIN, written.size()));
        } catch (IOException e) {
            throw new AssertionError("all of it can be read", e);
        }
        Visible visible = new Visible(StandardCharsets.UTF_8);
        for (Contents each : found) {
            assertThat(each.type()).matches("[A-Za-z0-9_]{1,40}");
            assertThat(each.version()).matches("[A-Za-z0-9_. -]{0,40}");
            // Of ISO 9660 and LVM it is text as it stands there.
            assertThat(each.uuid()).hasSizeLessThanOrEqualTo(40);
            assertThat(each.label()).hasSizeLessThanOrEqualTo(65_536);
            assertThat(visible.text(each.uuid() + each.label()).codePoints().filter(Character::isISOControl)).isEmpty();
        }
    }

    /** An image that holds another one, and holds whoever asks to that. */
    private record Surrounded(Image volume) implements Image {
        @Override
        public String name() {
            return volume.name();
        }

        @Override
        public long size() {
            return volume.size() + 2 * MARGIN;
        }

        @Override
        public void read(long offset, ByteBuffer target) throws IOException {
            assertThat(offset).isGreaterThanOrEqualTo(MARGIN);
            assertThat(offset + target.remaining()).isBetween(offset, MARGIN + volume.size());
            volume.read(offset - MARGIN, target);
        }

        @Override
        public void close() throws IOException {
            volume.close();
        }
    }
}
