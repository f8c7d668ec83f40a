package jdisk.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import org.junit.jupiter.api.Test;

/** Tells empty sectors from others, and what the first of those look like. */
final class GapContentTest {
    private static Slice of(long size, long at, String bytes) {
        return Slice.of(new SparseMemoryImage("gap.img", size, Map.of(at, bytes.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private static GapContent look(Slice slice) throws IOException {
        return GapContent.of(slice, () -> false);
    }

    @Test
    void zerosAndHolesAreEmpty() throws IOException {
        assertThat(look(of(5 << 20, 3 << 20, "\0\0\0")).first()).isEmpty();
        assertThat(look(of(0, 0, "")).first()).isEmpty();
    }

    @Test
    void whatItLooksLike() throws IOException {
        assertThat(look(of(5 << 20, 3 << 20, "PK\3\4rest"))).isEqualTo(new GapContent(OptionalLong.of(3 << 20), "zip"));
        assertThat(look(of(5 << 20, 1024, "a line\nand more")).kind()).isEqualTo("text");
        assertThat(look(of(1024, 512 + 257, "ustar")).kind()).isEqualTo("tar");
        assertThat(look(of(1024, 600, "\1\2\3")).kind()).isEmpty();
        assertThat(look(of(1024, 600, "\1\2\3")).first()).hasValue(600);
    }

    @Test
    void canBeEnded() {
        assertThatThrownBy(() -> GapContent.of(of(1024, 0, "x"), () -> true)).isInstanceOf(InterruptedIOException.class);
    }
}
