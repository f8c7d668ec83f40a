package jdisk.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * An Apple partition map, byte by byte as Inside Macintosh: Devices, chapter 3, lays it out: big-endian, a driver descriptor
 * in block 0, an entry in each block behind it.
 */
public final class MacSectors {

    private final int blockBytes;
    private final byte[] descriptor = new byte[512];
    private final Map<Integer, byte[]> entries = new TreeMap<>();
    private OptionalInt told = OptionalInt.empty();

    /** A map in blocks of this size. */
    public MacSectors(int blockBytes) {
        this.blockBytes = blockBytes;
        ByteBuffer.wrap(descriptor).put((byte) 'E').put((byte) 'R').putShort((short) blockBytes);
    }

    /** Adds an entry behind those there are. */
    public MacSectors entry(long first, long count, String name, String type) {
        byte[] bytes = new byte[512];
        ByteBuffer entry = ByteBuffer.wrap(bytes);
        entry.put(0, (byte) 'P').put(1, (byte) 'M');
        entry.putInt(8, (int) first).putInt(12, (int) count);
        entry.put(16, name.getBytes(StandardCharsets.ISO_8859_1)).put(48, type.getBytes(StandardCharsets.ISO_8859_1));
        entries.put(entries.size() + 1, bytes);
        return this;
    }

    /** Says the map has so many entries. */
    public MacSectors telling(int count) {
        told = OptionalInt.of(count);
        return this;
    }

    /** Says in the descriptor that a block has so many bytes, whatever it has. */
    public MacSectors tellingBlocksOf(int bytes) {
        ByteBuffer.wrap(descriptor).putShort(2, (short) bytes);
        return this;
    }

    /** Takes the mark of an entry away. */
    public MacSectors withoutMark(int number) {
        Objects.requireNonNull(entries.get(number))[0] = 0;
        return this;
    }

    /** Pieces of the image by their offsets. */
    public Map<Long, byte[]> pieces() {
        Map<Long, byte[]> pieces = new TreeMap<>();
        pieces.put(0L, descriptor.clone());
        entries.forEach((number, entry) -> {
            ByteBuffer.wrap(entry).putInt(4, told.orElse(entries.size()));
            pieces.put((long) number * blockBytes, entry.clone());
        });
        return pieces;
    }
}
