package jdisk.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An SGI volume header, byte by byte as sys/dvh.h of IRIX lays it out: big-endian, with a right checksum unless told otherwise.
 *
 * @see <a href="https://github.com/torvalds/linux/blob/master/block/partitions/sgi.c">the same in the kernel</a>
 */
public final class SgiSector {

    private final ByteBuffer bytes = ByteBuffer.allocate(512);
    private int wrong;

    /** A label without partitions that starts /unix from the first and swaps to the second, of a drive with 100 sectors a cylinder. */
    public SgiSector() {
        bytes.putInt(0, 0x0be5a941);
        boot(1, "/unix").swap(2).drive(100, 4, 25);
    }

    /** Says what is started: a partition, whose numbers count from 1 as everywhere but in the label, and the path of a file. */
    public SgiSector boot(int number, String file) {
        bytes.putShort(4, (short) (number - 1)).put(8, new byte[16]).put(8, file.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Says which partition is swapped to. */
    public SgiSector swap(int number) {
        bytes.putShort(6, (short) (number - 1));
        return this;
    }

    /** The drive, with 2 spare sectors a cylinder. */
    public SgiSector drive(int cylinders, int heads, int sectors) {
        bytes.put(27, (byte) 2).putShort(28, (short) cylinders).putShort(32, (short) heads).putShort(38, (short) sectors);
        bytes.putShort(42, (short) 1);
        return this;
    }

    /** Sets an entry of the directory, from 0. */
    public SgiSector file(int slot, String name, long first, long length) {
        bytes.put(72 + 16 * slot, name.getBytes(StandardCharsets.ISO_8859_1));
        bytes.putInt(72 + 16 * slot + 8, (int) first).putInt(72 + 16 * slot + 12, (int) length);
        return this;
    }

    /** Sets a partition. */
    public SgiSector partition(int number, long first, long count, int type) {
        bytes.putInt(312 + 12 * (number - 1), (int) count).putInt(316 + 12 * (number - 1), (int) first);
        bytes.putInt(320 + 12 * (number - 1), type);
        return this;
    }

    public SgiSector wrongChecksum() {
        wrong = 1;
        return this;
    }

    /** The label: the first sector of the disk. */
    public byte[] bytes() {
        bytes.putInt(504, 0);
        int sum = wrong;
        for (int at = 0; at < 512; at += 4) {
            sum += bytes.getInt(at);
        }
        bytes.putInt(504, -sum);
        return bytes.array().clone();
    }
}
