package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * The log of an XFS on a device of its own: the first record that is found in it.
 *
 * <pre>
 * record, at any sector:  0 FEEDBABE   8 version (1 or 2)   12 bytes of it   300 kind of system that wrote it (1 to 3)
 * </pre>
 *
 * Big-endian, 32 bits. Source: as for {@link XfsProbe}. The UUID in it, at byte 304, is that of the log, which blkid keeps
 * apart from that of a file system.
 */
final class XfsLogProbe {
    private static final int SEARCHED = 256 * 1024;
    private static final int SECTOR = 512;
    private static final int LEAST_LENGTH = 16 << 20;

    private XfsLogProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        if (volume.length() < LEAST_LENGTH) {
            return Optional.empty();
        }
        Optional<ByteView> start = volume.viewIfThere(0, SEARCHED);
        if (start.isEmpty() || start.get().has(0, "XFSB")) {
            return Optional.empty();
        }
        for (int at = 0; at < SEARCHED; at += SECTOR) {
            if (isRecord(start.get(), at)) {
                return Optional.of(new Contents("xfs_external_log"));
            }
        }
        return Optional.empty();
    }

    private static boolean isRecord(ByteView bytes, int at) {
        long version = bytes.u32be(at + 8);
        long system = bytes.u32be(at + 300);
        return bytes.u32be(at) == 0xfeedbabeL
                && (version == 1 || version == 2)
                && bytes.u32be(at + 12) > 0
                && bytes.u32be(at + 12) <= Integer.MAX_VALUE
                && system >= 1
                && system <= 3;
    }
}
