package jdisk.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A BSD disklabel, byte by byte as <a href="https://man.freebsd.org/cgi/man.cgi?query=disklabel&sektion=5">disklabel(5)</a> and
 * FreeBSD's sys/disklabel.h lay it out, with a right checksum unless told otherwise.
 */
public final class BsdSector {

    private final ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    private int partitions;
    private int wrong;

    /** A label of a disk of 8 tracks a cylinder and 32 sectors a track, without partitions. */
    public BsdSector() {
        bytes.putInt(0, 0x82564557).putInt(132, 0x82564557);
        bytes.putInt(40, 512).putInt(44, 32).putInt(48, 8).putInt(52, 64).putInt(56, 256);
        bytes.putShort(72, (short) 3600).putShort(74, (short) 1);
    }

    /** Sets the partition with this place in the label, from 0; the label grows to hold it. */
    public BsdSector partition(int place, long first, long count, int type) {
        partitions = Math.max(partitions, place + 1);
        bytes.putInt(148 + 16 * place, (int) count).putInt(148 + 16 * place + 4, (int) first);
        bytes.put(148 + 16 * place + 12, (byte) type);
        return this;
    }

    /** Says the label has so many partitions. */
    public BsdSector telling(int count) {
        partitions = count;
        return this;
    }

    public BsdSector typeName(String name) {
        bytes.put(8, name.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Changes one of the two marks. */
    public BsdSector withoutMark(int at) {
        bytes.putInt(at, 0x12345678);
        return this;
    }

    public BsdSector wrongChecksum() {
        wrong = 1;
        return this;
    }

    /** The label: it begins with the first byte, and what is behind its partitions is zero. */
    public byte[] bytes() {
        bytes.putShort(138, (short) partitions).putShort(136, (short) 0);
        int sum = wrong;
        for (int at = 0; at < Math.min(148 + 16 * partitions, 512); at += 2) {
            sum ^= bytes.getShort(at);
        }
        bytes.putShort(136, (short) sum);
        return bytes.array().clone();
    }
}
