package jdisk.probe;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import jdisk.image.Image;
import jdisk.image.SparseMemoryImage;

/** A volume made of a few bytes at their places, zeros everywhere else. */
final class MadeVolume {

    private static final int PIECE = 512;

    private final long size;
    private final Map<Long, byte[]> pieces = new TreeMap<>();

    MadeVolume(long size) {
        this.size = size;
    }

    /** A copy, to be changed. */
    MadeVolume copy() {
        MadeVolume copy = new MadeVolume(size);
        pieces.forEach((at, bytes) -> copy.pieces.put(at, bytes.clone()));
        return copy;
    }

    /** The same bytes cut off, or followed by zeros. */
    MadeVolume ofSize(long other) {
        MadeVolume copy = new MadeVolume(other);
        pieces.forEach((at, bytes) -> copy.pieces.put(at, bytes.clone()));
        copy.pieces.keySet().removeIf(at -> at + PIECE > other);
        return copy;
    }

    long size() {
        return size;
    }

    /** What is not zero, in pieces of 512 bytes. */
    Map<Long, byte[]> pieces() {
        return pieces;
    }

    MadeVolume bytes(long at, byte... bytes) {
        for (int n = 0; n < bytes.length; n++) {
            long place = at + n;
            byte[] piece = pieces.computeIfAbsent(place / PIECE * PIECE, start -> new byte[PIECE]);
            piece[(int) (place % PIECE)] = bytes[n];
        }
        return this;
    }

    MadeVolume hex(long at, String digits) {
        return bytes(at, HexFormat.of().parseHex(digits.replaceAll("[ -]", "")));
    }

    MadeVolume text(long at, String text) {
        return text(at, text, StandardCharsets.ISO_8859_1);
    }

    MadeVolume text(long at, String text, Charset charset) {
        return bytes(at, text.getBytes(charset));
    }

    MadeVolume le16(long at, long... numbers) {
        return numbers(at, 2, true, numbers);
    }

    MadeVolume le32(long at, long... numbers) {
        return numbers(at, 4, true, numbers);
    }

    MadeVolume le64(long at, long... numbers) {
        return numbers(at, 8, true, numbers);
    }

    MadeVolume be16(long at, long... numbers) {
        return numbers(at, 2, false, numbers);
    }

    MadeVolume be32(long at, long... numbers) {
        return numbers(at, 4, false, numbers);
    }

    MadeVolume be64(long at, long... numbers) {
        return numbers(at, 8, false, numbers);
    }

    private MadeVolume numbers(long at, int width, boolean little, long... numbers) {
        long place = at;
        for (long number : numbers) {
            for (int n = 0; n < width; n++) {
                bytes(place + n, (byte) (number >> (8 * (little ? n : width - 1 - n))));
            }
            place += width;
        }
        return this;
    }

    /** The volume as an image of its own. */
    Image image() {
        return new SparseMemoryImage("volume.img", size, pieces);
    }

    /** Writes it as a file that is a hole where nothing is. */
    Path write(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
            for (Map.Entry<Long, byte[]> piece : pieces.entrySet()) {
                file.seek(piece.getKey());
                file.write(piece.getValue());
            }
        }
        return path;
    }
}
