package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * DRBD, a mirror over a network, with its metadata at the end; and the log of its proxy.
 *
 * <pre>
 * metadata, 4096 bytes before the end:  60 magic, 32 bits: 8374026B or 6C of version 8, 6D of version 9
 *                                       40 identifier in version 8, 48 in version 9, 64 bits
 *                                       80 bytes a bit (4096), 32 bits
 * log of the proxy, at the start:        0 "DRBDdlh*"   8 version, 64 bits   16 UUID
 * </pre>
 *
 * Big-endian. Source: {@code drbdmeta.c} of <a href="https://github.com/LINBIT/drbd-utils">drbd-utils</a>, which describes it.
 */
final class DrbdProbe {
    private static final int LENGTH = 4096;
    private static final int LEAST_LENGTH = 64 * 1024;
    private static final int MAGIC = 60;
    private static final long CLEAN_8 = 0x8374026bL;
    private static final long UNCLEAN_8 = 0x8374026cL;
    private static final long VERSION_9 = 0x8374026dL;
    private static final int IDENTIFIER_8 = 40;
    private static final int IDENTIFIER_9 = 48;
    private static final int BYTES_A_BIT = 80;

    private DrbdProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        if (volume.length() < LEAST_LENGTH) {
            return Optional.empty();
        }
        Optional<ByteView> metadata =
                volume.viewIfThere(volume.length() - LENGTH, LENGTH).filter(bytes -> bytes.u32be(BYTES_A_BIT) == 4096);
        if (metadata.isEmpty()) {
            return Optional.empty();
        }
        long magic = metadata.get().u32be(MAGIC);
        if (magic == CLEAN_8 || magic == UNCLEAN_8) {
            return Optional.of(new Contents("drbd", "v08", "", hex(metadata.get().u64be(IDENTIFIER_8))));
        }
        return magic == VERSION_9
                ? Optional.of(new Contents("drbd", "v09", "", hex(metadata.get().u64be(IDENTIFIER_9))))
                : Optional.empty();
    }

    private static String hex(long identifier) {
        return identifier == 0 ? "" : Long.toHexString(identifier);
    }
}
