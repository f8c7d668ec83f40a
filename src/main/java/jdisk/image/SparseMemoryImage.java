package jdisk.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** An image in memory: a few pieces of data at their places, zeros everywhere else. */
public final class SparseMemoryImage implements Image {
    private final String name;
    private final long size;
    private final NavigableMap<Long, byte[]> pieces;

    /**
     * An image of {@code size} bytes.
     *
     * @param pieces byte offset to data; pieces lie inside the image and do not overlap
     */
    public SparseMemoryImage(String name, long size, Map<Long, byte[]> pieces) {
        this.name = name;
        this.size = size;
        this.pieces = new TreeMap<>(pieces);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    /** A file of its name, for commands to speak of: there need not be one. */
    @Override
    public Optional<Path> rawFile() {
        return Optional.of(Path.of(name));
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        Image.checkRange("the image", size, offset, target.remaining());
        long end = offset + target.remaining();
        byte[] bytes = new byte[target.remaining()];
        Long first = pieces.floorKey(offset);
        for (Map.Entry<Long, byte[]> piece : pieces.subMap(first == null ? offset : first, true, end, false).entrySet()) {
            long from = Math.max(offset, piece.getKey());
            long to = Math.min(end, piece.getKey() + piece.getValue().length);
            if (from < to) {
                System.arraycopy(piece.getValue(), (int) (from - piece.getKey()), bytes, (int) (from - offset), (int) (to - from));
            }
        }
        target.put(bytes);
    }

    @Override
    public boolean knowsHoles() {
        return true;
    }

    @Override
    public long nextData(long offset) {
        Map.Entry<Long, byte[]> before = pieces.floorEntry(offset);
        if (before != null && offset < before.getKey() + before.getValue().length) {
            return offset;
        }
        Long next = pieces.ceilingKey(offset);
        return next == null ? size : next;
    }

    @Override
    public long nextHole(long offset) {
        long at = offset;
        // Ends: each turn goes on after a piece, and no two pieces are one.
        for (Map.Entry<Long, byte[]> piece = pieces.floorEntry(at);
                piece != null && at < piece.getKey() + piece.getValue().length;
                piece = pieces.floorEntry(at)) {
            at = piece.getKey() + piece.getValue().length;
        }
        return at;
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
