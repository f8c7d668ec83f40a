package jdisk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExtentImageTest {
    private static final Image SOURCE =
            new SparseMemoryImage("disk.img", 1000, Map.of(100L, "abcdefghij".getBytes(StandardCharsets.US_ASCII)));

    private static String text(Image image) throws IOException {
        return image.view(0, (int) image.size()).latin1(0, (int) image.size()).replace('\0', '.');
    }

    private static ByteView bytes(String text) {
        return new ByteView(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void isMadeOfPieces() throws IOException {
        ExtentImage image = new ExtentImage.Builder(SOURCE)
                .data(0, 104, 3)
                .bytes(5, bytes("XY"))
                .unwritten(7, 100, 2)
                .data(9, 100, 2)
                .build("file", 13);

        ByteView view = image.view(0, 13);
        assertThat(view.copy(0, 13)).isEqualTo("efg\0\0XY\0\0ab\0\0".getBytes(StandardCharsets.US_ASCII));
        assertThat(image.view(6, 4).copy(0, 4)).isEqualTo("Y\0\0a".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void joinsWhatContinues() {
        ExtentImage image = new ExtentImage.Builder(SOURCE).data(0, 100, 4).data(4, 104, 4).data(8, 100, 4).build("file", 10);

        assertThat(image.pieces()).containsExactly(
                new ExtentImage.Piece(0, 8, ExtentImage.Kind.DATA, 100), new ExtentImage.Piece(8, 2, ExtentImage.Kind.DATA, 100));
    }

    @Test
    void tellsHolesOfItsOwnAndOfTheOther() throws IOException {
        ExtentImage image = new ExtentImage.Builder(SOURCE).data(10, 90, 30).unwritten(40, 0, 10).build("file", 60);

        assertThat(List.of(image.nextData(0), image.nextHole(20), image.nextData(30), image.nextHole(0))).containsExactly(20L, 30L, 60L, 0L);
    }

    @Test
    void doesNotReadPastItsEnd() {
        ExtentImage image = new ExtentImage.Builder(SOURCE).data(0, 100, 10).build("file", 4);

        assertThatThrownBy(() -> image.read(2, ByteBuffer.allocate(3))).isInstanceOf(EOFException.class);
    }

    @Test
    void saysWhyAPieceCannotBeRead() throws IOException {
        ExtentImage image = new ExtentImage.Builder(SOURCE).data(0, 100, 2).unreadable(2, 2, "lost").data(4, 995, 10).build("file", 14);

        assertThat(text(new ExtentImage.Builder(image).data(0, 0, 2).build("part", 2))).isEqualTo("ab");
        assertThatThrownBy(() -> image.view(1, 2)).isInstanceOf(IOException.class).hasMessage("lost");
        assertThatThrownBy(() -> image.view(4, 10)).isInstanceOf(EOFException.class);
    }

    @Test
    void sendsWhatAReadWouldGive() throws IOException {
        ExtentImage image = new ExtentImage.Builder(SOURCE).data(2, 102, 3).bytes(7, bytes("!")).build("file", 9);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (WritableByteChannel channel = Channels.newChannel(sent)) {
            // Ends: each turn sends at least a byte.
            for (long at = 0; at < image.size(); ) {
                at += image.transferTo(at, image.size() - at, channel);
            }
        }

        assertThat(sent.toByteArray()).isEqualTo(image.view(0, 9).copy(0, 9));
    }
}
