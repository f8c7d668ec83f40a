package jdisk.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * UFS, the file system of the BSDs and of Solaris.
 *
 * <pre>
 * superblock, at byte 0, 8192, 65536 or 262144:  144 identifier, 2 numbers   680 label of UFS2, 32 bytes   1372 magic
 * </pre>
 *
 * Numbers are of 32 bits, in the byte order of the machine that made it. Source: FreeBSD's {@code sys/ufs/ffs/fs.h}.
 */
final class UfsProbe {
    private static final List<Integer> PLACES = List.of(0, 8192, 65536, 262144);
    private static final int LENGTH = 1376;
    private static final int IDENTIFIER = 144;
    private static final int LABEL = 680;
    private static final int LABEL_LENGTH = 32;
    private static final int MAGIC = 1372;
    private static final long UFS2 = 0x19540119;
    /** UFS1, and what other systems made of it: with large directories, long names, security labels, more than 4 GiB. */
    private static final List<Long> UFS1 = List.of(0x00011954L, 0x00195612L, 0x00095014L, 0x00612195L, 0x05231994L);

    private UfsProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        for (int place : PLACES) {
            Optional<ByteView> bytes = volume.viewIfThere(place, LENGTH);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            ByteView superblock = bytes.get();
            for (boolean little : new boolean[] {true, false}) {
                long magic = superblock.u32(MAGIC, little);
                if (magic == UFS2 || UFS1.contains(magic)) {
                    return Optional.of(described(superblock, magic == UFS2, little));
                }
            }
        }
        return Optional.empty();
    }

    private static Contents described(ByteView superblock, boolean second, boolean little) {
        long high = superblock.u32(IDENTIFIER, little);
        long low = superblock.u32(IDENTIFIER + 4, little);
        return new Contents(
                "ufs",
                second ? "2" : "1",
                second ? superblock.text(LABEL, LABEL_LENGTH) : "",
                high == 0 && low == 0 ? "" : "%08x%08x".formatted(high, low));
    }
}
