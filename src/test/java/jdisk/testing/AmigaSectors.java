package jdisk.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An Amiga rigid disk block and its partition blocks, byte by byte as {@code devices/hardblocks.h} of the Amiga's includes lays them
 * out, big-endian, with right checksums unless told otherwise.
 */
public final class AmigaSectors {

    private final int blockBytes;
    private final int place;
    private final int heads;
    private final int sectors;
    private final ByteBuffer rigidDisk = ByteBuffer.allocate(512);
    private final Map<Integer, ByteBuffer> partitions = new TreeMap<>();
    private int last = -1;

    /**
     * A table without partitions.
     *
     * @param blockBytes bytes in a block
     * @param place the block it lies in
     */
    public AmigaSectors(int blockBytes, int place, int cylinders, int heads, int sectors) {
        this.blockBytes = blockBytes;
        this.place = place;
        this.heads = heads;
        this.sectors = sectors;
        // RDSK, 64 longs summed, checksum, host 7
        rigidDisk.put(0, "RDSK".getBytes(StandardCharsets.ISO_8859_1)).putInt(4, 64).putInt(12, 7).putInt(16, blockBytes);
        for (int list = 24; list < 64; list += 4) {
            rigidDisk.putInt(list, -1);
        }
        rigidDisk.putInt(64, cylinders).putInt(68, sectors).putInt(72, heads).putInt(76, 1);
        rigidDisk.putInt(128, 0).putInt(132, 2 * heads * sectors - 1).putInt(136, 2).putInt(140, cylinders - 1).putInt(144, heads * sectors);
        rigidDisk.put(160, "MAXTOR  ".getBytes(StandardCharsets.ISO_8859_1)).put(168, "LXT-213S        ".getBytes(StandardCharsets.ISO_8859_1))
                .put(184, "4.24".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Adds a partition at the end of the list, in this block of the disk. */
    public AmigaSectors partition(int block, String name, int lowCylinder, int highCylinder, int dosType, int flags) {
        ByteBuffer part = ByteBuffer.allocate(512);
        part.put(0, "PART".getBytes(StandardCharsets.ISO_8859_1)).putInt(4, 64).putInt(12, 7).putInt(16, -1).putInt(20, flags);
        byte[] characters = name.getBytes(StandardCharsets.ISO_8859_1);
        part.put(36, (byte) characters.length).put(37, characters);
        // The environment: 16 longs behind its size.
        int[] environment = {16, 128, 0, heads, 1, sectors, 2, 0, 0, lowCylinder, highCylinder, 30, 0, 0x1fe00, 0x7ffffffe, 0, dosType};
        for (int n = 0; n < environment.length; n++) {
            part.putInt(128 + 4 * n, environment[n]);
        }
        if (last < 0) {
            rigidDisk.putInt(28, block);
        } else {
            at(last).putInt(16, block);
        }
        partitions.put(block, part);
        last = block;
        return this;
    }

    /** Changes a number of the rigid disk block. */
    public AmigaSectors telling(int at, int number) {
        rigidDisk.putInt(at, number);
        return this;
    }

    /** Changes a number of the partition block in this block of the disk. */
    public AmigaSectors telling(int block, int at, int number) {
        at(block).putInt(at, number);
        return this;
    }

    private ByteBuffer at(int block) {
        return Objects.requireNonNull(partitions.get(block));
    }

    /** Pieces of the image by their offsets. */
    public Map<Long, byte[]> pieces() {
        Map<Long, byte[]> pieces = new TreeMap<>();
        partitions.forEach((block, bytes) -> pieces.put((long) block * blockBytes, summed(bytes)));
        pieces.put((long) place * blockBytes, summed(rigidDisk));
        return pieces;
    }

    private static byte[] summed(ByteBuffer made) {
        byte[] bytes = new byte[512];
        made.get(0, bytes);
        ByteBuffer block = ByteBuffer.wrap(bytes);
        block.putInt(8, 0);
        int sum = 0;
        for (int n = 0; n < 64; n++) {
            sum += block.getInt(4 * n);
        }
        block.putInt(8, -sum);
        return bytes;
    }
}
