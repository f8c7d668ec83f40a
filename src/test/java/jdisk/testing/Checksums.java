package jdisk.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The checksums of partition tables, made right wherever there is the mark of one at the start of a piece of 512 bytes: without
 * them, most of what a fuzzer writes is no table. What a table tells of its own length is taken as far as it can be.
 *
 * <p>Source: the UEFI specification, chapter 5; and of the others, the kernel's {@code block/partitions}.
 */
public final class Checksums {
    private static final byte[] GPT = "EFI PART".getBytes(StandardCharsets.US_ASCII);
    private static final int BSD = 0x82564557;
    private static final int SGI = 0x0be5a941;
    private static final short SUN = (short) 0xdabe;
    private static final int MOST_ENTRIES = 64 << 10;

    private Checksums() { }

    public static void makeRight(Map<Long, byte[]> pieces) {
        pieces.forEach((start, piece) -> {
            if (piece.length < 512) {
                return;
            }
            ByteBuffer little = ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer big = ByteBuffer.wrap(piece);
            if (Arrays.equals(piece, 0, GPT.length, GPT, 0, GPT.length)) {
                little.putInt(88, entries(pieces, little));
                little.putInt(16, 0);
                little.putInt(16, crc(Arrays.copyOf(piece, Math.clamp(little.getInt(12), 0, 512))));
            } else if (little.getInt(0) == BSD) {
                little.putShort(136, (short) 0);
                little.putShort(136, xor(little, Math.min(148 + 16 * (little.getShort(138) & 0xffff), 512)));
            } else if (big.getInt(0) == SGI) {
                big.putInt(504, 0);
                int sum = 0;
                for (int at = 0; at < 512; at += 4) {
                    sum -= big.getInt(at);
                }
                big.putInt(504, sum);
            } else if (big.getShort(508) == SUN) {
                big.putShort(510, (short) 0);
                big.putShort(510, xor(big, 512));
            }
        });
    }

    /** The checksum of the entries a header speaks of; of sectors of 512 bytes. */
    private static int entries(Map<Long, byte[]> pieces, ByteBuffer header) {
        long length = (header.getInt(80) & 0xffff_ffffL) * (header.getInt(84) & 0xffff_ffffL);
        byte[] array = new byte[Math.clamp(length, 0, MOST_ENTRIES)];
        for (int at = 0; at < array.length; at += 512) {
            byte[] piece = pieces.getOrDefault(header.getLong(72) * 512 + at, new byte[0]);
            System.arraycopy(piece, 0, array, at, Math.min(piece.length, array.length - at));
        }
        return crc(array);
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static short xor(ByteBuffer bytes, int length) {
        short sum = 0;
        for (int at = 0; at + 1 < length; at += 2) {
            sum ^= bytes.getShort(at);
        }
        return sum;
    }
}
