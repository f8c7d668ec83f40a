package jdisk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SliceTest {
    /** Ten bytes at 100 and ten at 200, of 1000. */
    private final Image image = new SparseMemoryImage("disk", 1000, Map.of(100L, bytes(10, 1), 200L, bytes(10, 2)));

    private static byte[] bytes(int count, int value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void isCutAtTheEndOfTheImageAndRemembersWhatWasAskedFor() {
        Slice slice = Slice.of(image, 900, 300);

        assertThat(slice.size()).isEqualTo(100);
        assertThat(slice.length()).isEqualTo(300);
        assertThat(slice.missing()).isEqualTo(200);
        assertThat(slice.end()).isEqualTo(1000);
        assertThat(Slice.of(image, 5000, 300).size()).isZero();
        assertThat(Slice.of(image, Long.MAX_VALUE, Long.MAX_VALUE).missing()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void nothingOutsideCanBeRead() throws IOException {
        Slice slice = Slice.of(image, 100, 20);

        assertThat(slice.view(0, 10).u8(9)).isEqualTo(1);
        assertThat(slice.viewIfThere(10, 11)).isEmpty();
        assertThat(slice.viewIfThere(-1, 2)).isEmpty();
        assertThat(slice.viewIfThere(Long.MAX_VALUE, 1)).isEmpty();
        assertThat(slice.viewIfThere(19, 1)).isPresent();
        assertThatThrownBy(() -> slice.read(10, ByteBuffer.allocate(11))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> slice.read(-1, ByteBuffer.allocate(1))).isInstanceOf(EOFException.class);
    }

    @Test
    void holesAreThoseOfTheImage() throws IOException {
        Slice slice = Slice.of(image, 95, 108);

        assertThat(slice.nextData(0)).isEqualTo(5);
        assertThat(slice.nextHole(5)).isEqualTo(15);
        assertThat(slice.nextData(15)).isEqualTo(105);
        assertThat(slice.nextHole(105)).as("the slice ends within the data").isEqualTo(108);
        assertThat(slice.nextData(108)).isEqualTo(108);
    }

    @Test
    void sendsNoMoreThanItsOwn() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();

        long count = Slice.of(image, 100, 5).transferTo(2, 100, Channels.newChannel(sent));

        assertThat(count).isEqualTo(3);
        assertThat(sent.toByteArray()).containsExactly(1, 1, 1);
    }

    /** A range of all of an image is in its file as the image is. */
    @Test
    void allOfAnImageIsItsRawFile() {
        assertThat(Slice.of(image, 0, 1000).rawFile()).contains(Path.of("disk"));
        assertThat(Slice.of(image, 0, 2000).named("other").rawFile()).contains(Path.of("disk"));
        assertThat(Slice.of(image, 0, 999).rawFile()).isEmpty();
        assertThat(Slice.of(image, 1, 999).rawFile()).isEmpty();
    }
}
