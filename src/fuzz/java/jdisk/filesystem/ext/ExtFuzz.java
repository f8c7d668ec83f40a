package jdisk.filesystem.ext;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Volumes;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.image.SparseMemoryImage;
import jdisk.probe.Contents;
import jdisk.testing.VolumeTree;
import jdisk.testing.WatchedImage;
import jdisk.testing.WrittenImage;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads all files of an ext volume that a fuzzer writes: it ends, after so many reads, with values and exceptions of I/O alone. */
final class ExtFuzz {
    private static final long MOST_READS = 1_000_000;
    private static final long MOST_BYTES = 4L << 30;
    private static final int BLOCK = 1024;

    /** A volume of one group: superblock, descriptor, inodes from block 5 on, a root directory, a file told by extents. */
    static Stream<byte[]> volumes() {
        Map<Long, byte[]> pieces = new TreeMap<>();
        byte[] superblock = new byte[BLOCK];
        put(superblock, 0x00, 32);
        put(superblock, 0x04, 64);
        put(superblock, 0x14, 1);
        put(superblock, 0x20, 8192);
        put(superblock, 0x24, 8192);
        put(superblock, 0x28, 32);
        put(superblock, 0x38, 0x1ef53);
        put(superblock, 0x4c, 1);
        put(superblock, 0x54, 11);
        put(superblock, 0x58, 128);
        put(superblock, 0x60, 0x42);
        pieces.put(1024L, superblock);
        byte[] group = new byte[32];
        put(group, 8, 5);
        pieces.put(2048L, group);
        byte[] inodes = new byte[4 * BLOCK];
        inode(inodes, 2, 0x41ed, BLOCK, 10, 3);
        inode(inodes, 12, 0x81a4, 1500, 11, 1);
        pieces.put(5L * BLOCK, inodes);
        byte[] directory = new byte[BLOCK];
        put(directory, 0, 2);
        put(directory, 4, 0x0201_000c);
        directory[8] = '.';
        put(directory, 12, 2);
        put(directory, 16, 0x0202_000c);
        directory[20] = '.';
        directory[21] = '.';
        put(directory, 24, 12);
        put(directory, 28, 0x0104_0000 | (BLOCK - 24));
        put(directory, 32, 0x656c_6966);
        pieces.put(10L * BLOCK, directory);
        return Stream.of(new WrittenImage(64 * BLOCK, pieces).write());
    }

    private static void inode(byte[] table, int number, int mode, int size, int block, int links) {
        int at = (number - 1) * 128;
        put(table, at, mode);
        put(table, at + 4, size);
        put(table, at + 0x18, links << 16);
        put(table, at + 0x20, 0x8_0000);
        put(table, at + 0x28, 0x1_f30a);
        put(table, at + 0x2c, 4);
        put(table, at + 0x28 + 16, 2);
        put(table, at + 0x28 + 20, block);
    }

    private static void put(byte[] bytes, int at, int number) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (number >> (8 * i));
        }
    }

    @MethodSource("volumes")
    @FuzzTest(maxDuration = "10m")
    void read(byte[] input) {
        WrittenImage written = WrittenImage.read(input, 0);
        Image image = new WatchedImage(new SparseMemoryImage("volume.img", written.size(), written.pieces()), MOST_READS, MOST_BYTES);
        try {
            Volume volume = Volumes.open(Slice.of(image), new Contents("ext4")).orElseThrow();
            assertThat(VolumeTree.of(volume, List.of())).isNotEmpty();
            volume.takeProblems();
        } catch (IOException e) {
            // nothing of it could be read
        }
    }
}
