package jdisk.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The first two sectors of a PC-98 disk, byte by byte as FreeBSD's {@code sys/diskpc98.h} lays them out, little-endian. A place is
 * a cylinder, a head and a sector, all from 0.
 */
public final class Pc98Sectors {

    private final ByteBuffer bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

    /** A table without entries, behind the loader of NEC. */
    public Pc98Sectors() {
        bytes.put(0, (byte) 0xcb);
        put(4, "IPL1");
        put(510, "U\u00aa");
    }

    /** Sets an entry, from 0. */
    public Pc98Sectors entry(int slot, int mid, int sid, int[] first, int[] last, String name) {
        int at = 512 + 32 * slot;
        bytes.put(at, (byte) mid).put(at + 1, (byte) sid);
        place(at + 4, first);
        place(at + 8, first);
        place(at + 12, last);
        byte[] blanks = new byte[16];
        Arrays.fill(blanks, (byte) ' ');
        bytes.put(at + 16, blanks);
        return put(at + 16, name);
    }

    private void place(int at, int[] place) {
        bytes.put(at, (byte) place[2]).put(at + 1, (byte) place[1]).putShort(at + 2, (short) place[0]);
    }

    /** Puts characters somewhere, a byte each. */
    public Pc98Sectors put(int at, String latin1) {
        bytes.put(at, latin1.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Pieces of the image by their offsets. */
    public Map<Long, byte[]> pieces() {
        byte[] copy = new byte[1024];
        bytes.get(0, copy);
        return Map.of(0L, copy);
    }
}
