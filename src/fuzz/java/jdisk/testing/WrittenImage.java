package jdisk.testing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image as a fuzzer writes it: a size, then what is written where, zeros everywhere else. Any bytes are one.
 *
 * <pre>
 * 48 bits size, then as often as there is room: 48 bits place, 16 bits length, the bytes; all numbers big-endian
 * </pre>
 *
 * <p>What leads beyond the end is left out, and the last bytes may be fewer than their length says.
 *
 * @param pieces of {@value #PIECE} bytes, but for the last of the image
 */
public record WrittenImage(long size, Map<Long, byte[]> pieces) {
    private static final int PIECE = 512;
    private static final int NUMBER = 6;

    /** Equal bytes in between that are written rather than begun anew behind. */
    private static final int GAP = 16;

    /** What these bytes tell, from one of them on. */
    public static WrittenImage read(byte[] bytes, int from) {
        long size = number(bytes, from, NUMBER);
        Map<Long, byte[]> pieces = new TreeMap<>();
        int at = from + NUMBER;
        // Ends: each turn takes at least a place and a length.
        while (at + NUMBER + 2 <= bytes.length) {
            long place = number(bytes, at, NUMBER);
            int length = (int) number(bytes, at + NUMBER, 2);
            at += NUMBER + 2;
            int end = Math.min(at + length, bytes.length);
            for (; at < end; at++, place++) {
                if (place < size) {
                    long start = place / PIECE * PIECE;
                    pieces.computeIfAbsent(start, key -> new byte[(int) Math.min(PIECE, size - key)])[(int) (place - start)] = bytes[at];
                }
            }
        }
        return new WrittenImage(size, pieces);
    }

    /** The bytes that tell of an image, behind others. */
    public byte[] write(int... before) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int each : before) {
            out.write(each);
        }
        number(out, size, NUMBER);
        pieces.forEach((start, piece) -> {
            int at = 0;
            // Ends: each turn goes on by at least a byte.
            while (at < piece.length) {
                if (piece[at] == 0) {
                    at++;
                    continue;
                }
                int end = at + 1;
                for (int next = end; next < piece.length && next < end + GAP; next++) {
                    end = piece[next] == 0 ? end : next + 1;
                }
                number(out, start + at, NUMBER);
                number(out, end - at, 2);
                out.writeBytes(Arrays.copyOfRange(piece, at, end));
                at = end;
            }
        });
        return out.toByteArray();
    }

    private static long number(byte[] bytes, int from, int width) {
        long number = 0;
        for (int at = from; at < from + width; at++) {
            number = number << 8 | (at < bytes.length ? bytes[at] & 0xff : 0);
        }
        return number;
    }

    private static void number(ByteArrayOutputStream out, long number, int width) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            out.write((int) (number >> shift));
        }
    }
}
