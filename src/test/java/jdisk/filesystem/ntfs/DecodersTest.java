package jdisk.filesystem.ntfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import jdisk.image.ByteView;
import org.junit.jupiter.api.Test;

/** Decodes what the specification gives as examples, and what follows from its words. */
final class DecodersTest {
    private static ByteView bytes(String hex) {
        return new ByteView(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** [MS-XCA] 3.3. */
    @Test
    void lznt1OfTheSpecification() throws IOException {
        ByteView packed = bytes("38 b0 88 46 23 20 00 20 47 20 41 00 10 a2 47 01 a0 45 20 44 00 08 45 01 50 79 00 c0 45 20 05 24 "
                + "13 88 05 b4 02 4a 44 ef 03 58 02 8c 09 16 01 48 45 00 be 00 9e 00 04 01 18 90 00");
        String plain = "F# F# G A A G F# E D D E F# F# E E F# F# G A A G F# E D D E F# E D D E E F# D E F# G F# D E F# G F# E D "
                + "E A F# F# G A A G F# E D D E F# E D D\0";
        assertThat(Lznt1.decoded(packed, plain.length()).utf8()).isEqualTo(plain);
        assertThat(Lznt1.decoded(packed, 4096).utf8()).as("zeros up to the end").startsWith(plain).hasSize(4096).endsWith("\0\0");
    }

    @Test
    void lznt1OfSeveralBlocks() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] plain = new byte[4096];
        new Random(1).nextBytes(plain);
        packed.writeBytes(new byte[] {(byte) 0xff, 0x3f});
        packed.writeBytes(plain);
        packed.writeBytes(HexFormat.of().parseHex("03b00261fc0f")); // one letter, and 4095 more of it
        packed.writeBytes(new byte[2]);
        ByteView decoded = Lznt1.decoded(new ByteView(packed.toByteArray()), 3 * 4096);
        assertThat(decoded.slice(0, 4096)).isEqualTo(new ByteView(plain));
        assertThat(decoded.slice(4096, 4096).utf8()).isEqualTo("a".repeat(4096));
        assertThat(decoded.slice(8192, 4096).isZero()).isTrue();
    }

    /** [MS-XCA] 3.2. */
    @Test
    void xpressOfTheSpecification() throws IOException {
        byte[] packed = new byte[276];
        byte[] codes = HexFormat.of().parseHex("50555555555555555555554544" + "04");
        System.arraycopy(codes, 0, packed, 48, codes.length);
        packed[128] = 4;
        byte[] data = HexFormat.of().parseHex("d8523ed794115be9195ff9d67cdf8d0400000000");
        System.arraycopy(data, 0, packed, 256, data.length);
        assertThat(XpressHuffman.decoded(new ByteView(packed), 26).utf8()).isEqualTo("abcdefghijklmnopqrstuvwxyz");
    }

    /** Blocks that are kept as they are, of an odd number of bytes; then calls, whose targets were made absolute. */
    @Test
    void lzxOfPlainBlocks() throws IOException {
        byte[] plain = new byte[101];
        new Random(2).nextBytes(plain);
        for (int i = 0; i < plain.length; i++) {
            plain[i] &= 0x7f; // no call among them
        }
        plain[20] = (byte) 0xe8;
        byte[] absolute = plain.clone();
        ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 200_000);
        ByteBuffer.wrap(absolute).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 200_020);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int at = 0;
        for (int length : new int[] {33, 68}) {
            // 3 bits of 011, a bit of 0, 16 of the length, and zeros up to the next unit.
            int bits = (0b0110 << 28) | (length << 12);
            packed.writeBytes(new byte[] {(byte) (bits >> 16), (byte) (bits >> 24), (byte) bits, (byte) (bits >> 8)});
            packed.writeBytes(HexFormat.of().parseHex("010000000100000001000000"));
            packed.write(absolute, at, length);
            packed.writeBytes(new byte[length % 2]);
            at += length;
        }
        assertThat(Lzx.decoded(new ByteView(packed.toByteArray()), 101)).isEqualTo(new ByteView(plain));
    }

    /** Whatever comes in, bytes or an exception of I/O come out. */
    @Test
    void noise() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            for (int at = 0; at < noise.length && i % 2 == 0; at += 2) {
                noise[at] = (byte) (random.nextInt(4) == 0 ? 0x99 : 0x88); // lengths that are a code
            }
            ByteView in = new ByteView(noise);
            for (Decoder decoder : new Decoder[] {Lznt1::decoded, XpressHuffman::decoded, Lzx::decoded}) {
                try {
                    assertThat(decoder.decoded(in, 4096).length()).isEqualTo(4096);
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("damaged");
                }
            }
        }
        assertThatThrownBy(() -> XpressHuffman.decoded(new ByteView(new byte[300]), 10)).isInstanceOf(IOException.class);
    }

    private interface Decoder {
        ByteView decoded(ByteView in, int length) throws IOException;
    }
}
