package jdisk.image;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.Checksum;
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

    /** An unsigned number of 64 bits in a {@code long}: see {@link Long#compareUnsigned}. */
    public long u64le(int at) {
        return u32le(at) | u32le(at + 4) << 32;
    }

    public long u32be(int at) {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    /** An unsigned number of 64 bits in a {@code long}: see {@link Long#compareUnsigned}. */
    public long u64be(int at) {
        return u32be(at) << 32 | u32be(at + 4);
    }

    /** An unsigned number of 32 bits in a byte order that is told only when it is read. */
    public long u32(int at, boolean little) {
        return little ? u32le(at) : u32be(at);
    }

    /**
     * A GUID in capitals. Its first three groups are stored little-endian, the others as they are written (UEFI
     * specification, appendix A).
     */
    public String guid(int at) {
        return hex(u32le(at), 8) + "-" + hex(u16le(at + 4), 4) + "-" + hex(u16le(at + 6), 4) + "-" + hex(u16be(at + 8), 4) + "-"
                + hex((long) u16be(at + 10) << 32 | (long) u16be(at + 12) << 16 | u16be(at + 14), 12);
    }

    /**
     * A UUID as RFC 9562 writes it: 16 bytes in their order, in small letters. Nothing if all of them are 0, which stands for
     * none.
     */
    public String uuid(int at) {
        if (slice(at, 16).isZero()) {
            return "";
        }
        String digits = (hex(u64be(at), 16) + hex(u64be(at + 8), 16)).toLowerCase(Locale.ROOT);
        return String.join(
                "-",
                digits.substring(0, 8),
                digits.substring(8, 12),
                digits.substring(12, 16),
                digits.substring(16, 20),
                digits.substring(20));
    }

    private static String hex(long number, int digits) {
        String text = Long.toHexString(number).toUpperCase(Locale.ROOT);
        return "0".repeat(digits - text.length()) + text;
    }

    /** Text in 16-bit units, little-endian, up to its first NUL or so many units. */
    public String utf16le(int at, int units) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < units && u16le(at + 2 * i) != 0; i++) {
            text.append((char) u16le(at + 2 * i));
        }
        return text.toString();
    }

    /** Text in 16-bit units, big-endian, up to its first NUL or so many units. */
    public String utf16be(int at, int units) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < units && u16be(at + 2 * i) != 0; i++) {
            text.append((char) u16be(at + 2 * i));
        }
        return text.toString();
    }

    /** Text up to its first NUL or so many bytes: UTF-8, or where they are none, ISO 8859-1. */
    public String text(int at, int length) {
        return text(at, length, StandardCharsets.ISO_8859_1);
    }

    /** Text up to its first NUL or so many bytes: UTF-8, or where they are none, in this character set. */
    public String text(int at, int length, Charset otherwise) {
        int end = at;
        while (end < at + length && u8(end) != 0) {
            end++;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, end - at)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, at, end - at, otherwise);
        }
    }

    /** Text of one byte a character, ISO 8859-1, up to its first NUL or so many bytes. */
    public String latin1(int at, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length && u8(at + i) != 0; i++) {
            text.append((char) u8(at + i));
        }
        return text.toString();
    }

    /** All bytes as text in UTF-8. */
    public String utf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Takes the bytes at a place into a checksum. */
    public void addTo(Checksum checksum, int at, int length) {
        Objects.checkFromIndexSize(at, length, bytes.length);
        checksum.update(bytes, at, length);
    }

    /** Takes all bytes into a checksum. */
    public void addTo(Checksum checksum) {
        checksum.update(bytes, 0, bytes.length);
    }

    /** The bytes at a place, to be kept or changed: a copy. */
    public byte[] copy(int at, int length) {
        Objects.checkFromIndexSize(at, length, bytes.length);
        return Arrays.copyOfRange(bytes, at, at + length);
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

    /** Whether any byte is 0, as none is in text. */
    public boolean hasZero() {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
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
