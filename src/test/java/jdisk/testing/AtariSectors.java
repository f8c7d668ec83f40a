package jdisk.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sectors of an Atari partition table, byte by byte as Atari's AHDI 3.00 release notes lay them out, big-endian; they are made
 * when something is put into them. ICD's entries are those of its own host adaptors.
 */
public final class AtariSectors {

    private final Map<Long, ByteBuffer> sectors = new TreeMap<>();

    /** A root sector without entries, of a disk with so many sectors. */
    public AtariSectors(int total) {
        at(0).putInt(0x1c2, total);
    }

    private ByteBuffer at(long sector) {
        return sectors.computeIfAbsent(sector, made -> ByteBuffer.allocate(512));
    }

    /** Sets an entry, 0 to 3, of the root sector or of an extended one. */
    public AtariSectors entry(long sector, int slot, int flags, String id, int start, int count) {
        return put(sector, 0x1c6 + 12 * slot, flags, id, start, count);
    }

    /** Sets an entry, 0 to 7, of ICD. */
    public AtariSectors icd(int slot, int flags, String id, int start, int count) {
        return put(0, 0x156 + 12 * slot, flags, id, start, count);
    }

    private AtariSectors put(long sector, int at, int flags, String id, int start, int count) {
        at(sector).put(at, (byte) flags).put(at + 1, id.getBytes(StandardCharsets.ISO_8859_1)).putInt(at + 4, start).putInt(at + 8, count);
        return this;
    }

    /** Tells where the list of bad sectors lies. */
    public AtariSectors badSectors(int first, int count) {
        at(0).putInt(0x1f6, first).putInt(0x1fa, count);
        return this;
    }

    /** Sets the checksum by which a disk can be booted. */
    public AtariSectors bootable() {
        int sum = 0;
        for (int at = 0; at < 510; at += 2) {
            sum += at(0).getShort(at);
        }
        return ending(0x1234 - sum);
    }

    /** Sets the last two bytes of the root sector. */
    public AtariSectors ending(int word) {
        at(0).putShort(510, (short) word);
        return this;
    }

    /** Pieces of the image by their offsets. */
    public Map<Long, byte[]> pieces() {
        Map<Long, byte[]> pieces = new TreeMap<>();
        sectors.forEach((sector, bytes) -> {
            byte[] copy = new byte[512];
            bytes.get(0, copy);
            pieces.put(sector * 512, copy);
        });
        return pieces;
    }
}
