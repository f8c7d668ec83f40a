package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * LUKS, Linux' encryption.
 *
 * <pre>
 * header:  0 "LUKS" BA BE, in the second header of LUKS2 "SKUL" BA BE
 *          6 version, 16 bits
 *        168 UUID, 40 bytes of text
 * LUKS2:  24 label, 48 bytes
 *        256 place of this header in bytes, 64 bits
 * </pre>
 *
 * Big-endian. Source: <a href="https://gitlab.com/cryptsetup/cryptsetup/-/wikis/Specification">LUKS1</a> and
 * <a href="https://gitlab.com/cryptsetup/LUKS2-docs">LUKS2 On-Disk Format Specification</a>.
 */
final class LuksProbe {
    private static final int LENGTH = 512;
    private static final int VERSION = 6;
    private static final int LABEL = 24;
    private static final int LABEL_LENGTH = 48;
    private static final int UUID = 168;
    private static final int UUID_LENGTH = 40;
    private static final int PLACE = 256;

    /** Where the second header of LUKS2 may be: 16 KiB, and each power of two up to this. */
    private static final long FIRST_SECOND = 0x4000;
    private static final long LAST_SECOND = 0x400000;

    private LuksProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<Contents> found = find(volume, "LUKS\u00ba\u00be", 0);
        for (long at = FIRST_SECOND; at <= LAST_SECOND && found.isEmpty(); at *= 2) {
            found = find(volume, "SKUL\u00ba\u00be", at);
        }
        return found;
    }

    private static Optional<Contents> find(Slice volume, String magic, long at) throws IOException {
        return volume.viewIfThere(at, LENGTH)
                .filter(header -> header.has(0, magic) && (header.u16be(VERSION) != 2 || header.u64be(PLACE) == at))
                .map(LuksProbe::described);
    }

    private static Contents described(ByteView header) {
        int version = header.u16be(VERSION);
        return new Contents(
                "crypto_LUKS",
                Integer.toString(version),
                version == 2 ? header.text(LABEL, LABEL_LENGTH) : "",
                version == 1 || version == 2 ? header.text(UUID, UUID_LENGTH) : "");
    }
}
