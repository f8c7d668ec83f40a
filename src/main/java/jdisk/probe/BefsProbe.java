package jdisk.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * BFS of BeOS and Haiku, which Linux and blkid call BeFS.
 *
 * <pre>
 * superblock, at byte 512, or 0:  0 label, 32 bytes   40 bytes a block   112 15B6830E
 *                                32 "BFS1"            68 DD121031
 * </pre>
 *
 * 32 bits, in the byte order of the machine that made it. Source: D. Giampaolo, Practical File System Design with the Be File
 * System, chapter 4. Its identifier lies in an attribute, which is not looked for.
 */
final class BefsProbe {
    private static final List<Integer> PLACES = List.of(512, 0, 8192);
    private static final int LENGTH = 132;

    private BefsProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        for (int place : PLACES) {
            Optional<ByteView> superblock = volume.viewIfThere(place, LENGTH);
            for (boolean little : new boolean[] {true, false}) {
                if (superblock.filter(bytes -> isMarked(bytes, little)).isPresent()) {
                    ByteView bytes = superblock.get();
                    long block = bytes.u32(40, little);
                    String order = little ? "little-endian" : "big-endian";
                    return Optional.of(new Contents("befs", order, bytes.text(0, 32), "", block <= 65536 ? (int) block : 0));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isMarked(ByteView bytes, boolean little) {
        return bytes.u32(32, little) == 0x42465331
                && bytes.u32(68, little) == 0xdd121031L
                && bytes.u32(112, little) == 0x15b6830e;
    }
}
