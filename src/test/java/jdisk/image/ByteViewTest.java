package jdisk.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads numbers of both byte orders, all of them unsigned, and nothing outside of its bytes. */
final class ByteViewTest {

    private final ByteView view = new ByteView(HexFormat.of().parseHex("0180fe7fffffffff55aa"));

    @Test
    void numbersAreUnsignedAndOfTheOrderTheirNamesSay() {
        assertThat(view.length()).isEqualTo(10);
        assertThat(view.u8(0)).isEqualTo(0x01);
        assertThat(view.u8(1)).isEqualTo(0x80);
        assertThat(view.u16le(0)).isEqualTo(0x8001);
        assertThat(view.u16be(0)).isEqualTo(0x0180);
        assertThat(view.u16be(8)).isEqualTo(0x55aa);
        assertThat(view.u32le(0)).isEqualTo(0x7ffe8001L);
        assertThat(view.u32le(4)).isEqualTo(4_294_967_295L);
        assertThat(view.u32le(6)).isEqualTo(0xaa55ffffL);
    }

    @ParameterizedTest
    @CsvSource({"-1", "7", "10", "2147483647", "-2147483648"})
    void numberThatDoesNotFit(int at) {
        assertThatThrownBy(() -> view.u32le(at)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1", "10"})
    void byteThatIsNotThere(int at) {
        assertThatThrownBy(() -> view.u8(at)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.u16le(at)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.u16be(at)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void slice() {
        ByteView slice = view.slice(8, 2);
        assertThat(slice.length()).isEqualTo(2);
        assertThat(slice.u16be(0)).isEqualTo(0x55aa);
        assertThatThrownBy(() -> slice.u8(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(view.slice(10, 0).length()).isZero();
        assertThatThrownBy(() -> view.slice(9, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.slice(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** A character stands for the one byte of its number, above 0x7f as well. */
    @Test
    void characters() {
        assertThat(view.has(2, "\u00fe\u007f")).isTrue();
        assertThat(view.has(2, "\u00fe\u0080")).isFalse();
        assertThat(view.has(8, "U\u00aa")).isTrue();
        assertThat(view.has(9, "\u00aa\u0000")).as("goes on past the end").isFalse();
        assertThat(view.has(50, "U")).isFalse();
    }

    @Test
    void zerosAndEqualBytes() {
        assertThat(new ByteView(new byte[512]).isZero()).isTrue();
        byte[] nearly = new byte[512];
        nearly[511] = 1;
        assertThat(new ByteView(nearly).isZero()).isFalse();
        assertThat(view.slice(4, 2)).isEqualTo(view.slice(6, 2)).hasSameHashCodeAs(view.slice(6, 2));
        assertThat(view.slice(4, 2)).isNotEqualTo(view.slice(4, 3)).isNotEqualTo(view.slice(7, 2));
    }
}
