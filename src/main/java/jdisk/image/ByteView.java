package jdisk.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes read from an image, seen through reads that check their bounds. Every number that comes from an image comes through
 * here.
 *
 * <p>A method's name tells width in bits and byte order: {@code u32le} is an unsigned 32-bit little-endian number. A read
 * outside the view throws {@link IndexOutOfBoundsException}: readers take views of the length their format needs.
 */
public final class ByteView {
    private final byte[] bytes;

    /** A view of these bytes, which must not be changed afterwards. */
    public ByteView(byte[] bytes) {
        this.bytes = bytes;
    }

    public int length() {
        return bytes.length;
    }

    public int u8(int at) {
        return bytes[Objects.checkIndex(at, bytes.length)] & 0xff;
    }

    public int u16le(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    public int u16be(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    public long u32le(int at) {
        return u16le(at) | (long) u16le(at + 2) << 16;
    }

    /** The bytes at a place, as a view of their own. */
    public ByteView slice(int at, int length) {
        Objects.checkFromIndexSize(at, length, bytes.length);
        return new ByteView(Arrays.copyOfRange(bytes, at, at + length));
    }

    /** Whether the bytes at a place are these characters, each one byte. */
    public boolean has(int at, String latin1) {
        byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return at + wanted.length <= bytes.length && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    public boolean isZero() {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the other view shows the same bytes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteView view && Arrays.equals(bytes, view.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
