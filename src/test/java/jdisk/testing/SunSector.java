package jdisk.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A Sun disk label, byte by byte as sys/dklabel.h and sys/vtoc.h of Solaris lay it out: big-endian, with a VTOC and a right
 * checksum unless told otherwise.
 *
 * @see <a href="https://github.com/illumos/illumos-gate/blob/master/usr/src/uts/common/sys/dklabel.h">dklabel.h</a>
 */
public final class SunSector {

    private final ByteBuffer bytes = ByteBuffer.allocate(512);
    private int wrong;

    /** A label of a disk of 100 cylinders with 4 tracks of 25 sectors: 10000 sectors, 100 in a cylinder. */
    public SunSector() {
        geometry(100, 4, 25);
        bytes.putInt(128, 1).putShort(140, (short) 8).putInt(188, 0x600ddeee);
        bytes.putShort(420, (short) 5400).putShort(422, (short) 102).putShort(424, (short) 3);
        bytes.putShort(430, (short) 1).putShort(434, (short) 2).putShort(508, (short) 0xdabe);
    }

    public SunSector geometry(int cylinders, int heads, int sectors) {
        bytes.putShort(432, (short) cylinders).putShort(436, (short) heads).putShort(438, (short) sectors);
        return this;
    }

    /** Sets a partition, whose numbers count from 1 as everywhere but in the label. */
    public SunSector partition(int number, long cylinder, long count, int tag, int flags) {
        bytes.putShort(142 + 4 * (number - 1), (short) tag).putShort(144 + 4 * (number - 1), (short) flags);
        bytes.putInt(444 + 8 * (number - 1), (int) cylinder).putInt(448 + 8 * (number - 1), (int) count);
        return this;
    }

    public SunSector description(String text) {
        bytes.put(0, text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public SunSector volume(String name) {
        bytes.put(132, name.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** What the VTOC says of itself: its version, its number of entries, its mark. */
    public SunSector vtoc(int version, int entries, int mark) {
        bytes.putInt(128, version).putShort(140, (short) entries).putInt(188, mark);
        return this;
    }

    public SunSector wrongChecksum() {
        wrong = 0x0100;
        return this;
    }

    /** The label: the first sector of the disk. */
    public byte[] bytes() {
        bytes.putShort(510, (short) 0);
        int sum = wrong;
        for (int at = 0; at < 510; at += 2) {
            sum ^= bytes.getShort(at);
        }
        bytes.putShort(510, (short) sum);
        return bytes.array().clone();
    }
}
