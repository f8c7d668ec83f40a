package jdisk.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import jdisk.image.SparseMemoryImage;

/** A disk that is zeros but for a few pieces, by their offsets in bytes; it can be damaged. */
public final class MadeDisk {

    private final Map<Long, byte[]> pieces = new TreeMap<>();
    private long size;

    public MadeDisk(long size, Map<Long, byte[]> pieces) {
        this.size = size;
        pieces.forEach((at, bytes) -> this.pieces.put(at, bytes.clone()));
    }

    public long size() {
        return size;
    }

    public SparseMemoryImage image() {
        return new SparseMemoryImage("a.img", size, pieces);
    }

    /** The disk as a file, with something else in each sector of a stretch, so that one is not taken for another. */
    public Path writeTo(Path file, long firstFilled, long countFilled) throws IOException {
        try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.setLength(size);
            byte[] sector = new byte[512];
            for (long at = firstFilled; at < firstFilled + countFilled; at++) {
                new Random(at).nextBytes(sector);
                disk.seek(at * 512);
                disk.write(sector);
            }
            for (Map.Entry<Long, byte[]> piece : pieces.entrySet()) {
                disk.seek(piece.getKey());
                disk.write(piece.getValue());
            }
        }
        return file;
    }

    /** One of the pieces, to be changed. */
    public byte[] anyPiece(Random random) {
        return pieces.values().stream().skip(random.nextInt(pieces.size())).findFirst().orElseThrow();
    }

    /** Where one of the pieces lies. */
    public long anyPlace(Random random) {
        return pieces.keySet().stream().skip(random.nextInt(pieces.size())).findFirst().orElseThrow();
    }

    /** Inverts a few bits. */
    public void flip(Random random) {
        for (int n = 1 + random.nextInt(12); n > 0; n--) {
            byte[] piece = anyPiece(random);
            piece[random.nextInt(piece.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /** Cuts the end off; at least a sector is left. */
    public void truncate(Random random) {
        size = 512 + (random.nextBoolean() ? random.nextLong(8192) : random.nextLong(size - 512));
        pieces.keySet().removeIf(at -> at + 512 > size);
    }
}
