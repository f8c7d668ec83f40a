package jdisk.filesystem.ntfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where runs put the clusters of an attribute, and what becomes of those that make no sense. */
final class RunsTest {
    private static final Geometry GEOMETRY =
            new Geometry(Slice.of(new SparseMemoryImage("volume.img", 0x100000, Map.of())), 0x10_0000, 4096, 1024);

    private static Attribute part(long first, long last, long size, String runs) {
        byte[] list = HexFormat.of().parseHex(runs.replace(" ", ""));
        ByteBuffer bytes = ByteBuffer.allocate((0x40 + list.length + 7) / 8 * 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, 0x80).putInt(4, bytes.capacity()).put(8, (byte) 1).putLong(0x10, first).putLong(0x18, last);
        bytes.putShort(0x20, (short) 0x40).putLong(0x30, size).putLong(0x38, size).put(0x40, list);
        return Attribute.at(new ByteView(bytes.array()), 0, bytes.capacity()).orElseThrow();
    }

    private static List<String> pieces(Runs runs, long clusters) {
        List<String> pieces = new ArrayList<>();
        for (ExtentImage.Piece piece : runs.image("file", clusters * 4096, clusters * 4096).pieces()) {
            pieces.add(piece.at() / 4096 + "+" + piece.length() / 4096 + " " + piece.kind() + " " + piece.source() / 4096);
        }
        return pieces;
    }

    private static Runs of(Attribute... parts) {
        return Runs.of(GEOMETRY, List.of(parts));
    }

    /** The example of the Linux-NTFS project's documentation: 21 18 34 56, and those after it. */
    @Test
    void runs() {
        Runs runs = of(part(0, 0x18 + 0x14 + 0x8 - 1, (0x18 + 0x14 + 0x8) * 4096, "21 18 34 56  11 14 e6  01 05  21 03 00 10 00"));
        assertThat(runs.damage()).isEmpty();
        assertThat(pieces(runs, 0x34)).containsExactly(
                "0+24 DATA " + 0x5634, "24+20 DATA " + (0x5634 - 0x1a), "49+3 DATA " + (0x5634 - 0x1a + 0x1000));
        assertThat(runs.taken(0, 16)).isEqualTo(16);
        assertThat(runs.taken(40, 16)).isEqualTo(4);
        assertThat(runs.taken(44, 16)).isZero();
        assertThat(runs.nextTaken(44)).isEqualTo(49);
        assertThat(runs.taken(49, 16)).isEqualTo(3);
        assertThat(runs.hasGaps()).isTrue();
    }

    @Test
    void whatWasNotWritten() {
        Runs runs = of(part(0, 3, 16384, "11 04 20 00"));
        assertThat(runs.image("file", 16_000, 5000).pieces()).containsExactly(
                new ExtentImage.Piece(0, 5000, ExtentImage.Kind.DATA, 0x20 * 4096),
                new ExtentImage.Piece(5000, 11_000, ExtentImage.Kind.UNWRITTEN, 0x20 * 4096 + 5000));
    }

    @Test
    void parts() {
        assertThat(pieces(of(part(4, 7, 0, "11 04 40 00"), part(0, 3, 32768, "11 04 20 00")), 8))
                .containsExactly("0+4 DATA 32", "4+4 DATA 64");
        Runs missing = of(part(8, 9, 0, "11 02 50 00"), part(0, 3, 40960, "11 04 20 00"));
        assertThat(missing.damage()).contains("missing");
        assertThat(pieces(missing, 10)).containsExactly("0+4 DATA 32", "4+4 UNREADABLE 0", "8+2 DATA 80");
        assertThat(of(part(0, 3, 32768, "11 04 20 00"), part(2, 5, 0, "11 04 40 00")).damage()).contains("overlap");
    }

    @ParameterizedTest
    @CsvSource({
        "11 04 20 00 00, 8, too soon",
        "11 05 20 00, 4, longer",
        "18 ff ff ff ff ff ff ff 7f 20 00, 4, longer",
        "18 ff ff ff ff ff ff ff ff 20 00, 4, longer",
        "11 00 20 00, 4, longer",
        "11 04 e0 00, 4, outside",
        "81 04 ff ff ff ff ff ff ff 7f 00, 4, outside",
        "31 04 fd ff 0f 00, 4, outside",
        "91 04 00 00 00 00 00 00 00 00 00, 4, no sense",
        "f1 04 20, 4, no sense",
        "10 20 00, 4, no sense",
        "00, 4, too soon"
    })
    void damage(String list, long clusters, String why) {
        Runs runs = of(part(0, clusters - 1, clusters * 4096, list));
        assertThat(runs.damage()).contains(why);
        ExtentImage image = runs.image("file", clusters * 4096, clusters * 4096);
        assertThatThrownBy(() -> image.view((clusters - 1) * 4096, 4096)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "9223372036854775807, 3", "0, 9223372036854775807", "5, 3", "0, -2"})
    void partsThatLieNowhere(long first, long last) {
        Runs runs = of(part(first, last, 16384, "11 04 20 00"));
        assertThat(runs.damage()).contains("nowhere");
        assertThat(pieces(runs, 4)).containsExactly("0+4 UNREADABLE 0");
    }

    @Test
    void theLastClusterOfTheVolume() {
        assertThat(of(part(0, 3, 16384, "31 04 fc ff 0f 00")).damage()).isEmpty();
    }
}
