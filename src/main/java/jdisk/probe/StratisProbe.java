package jdisk.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * A device of a Stratis pool.
 *
 * <pre>
 *  0 CRC-32C of the rest      20 sectors of the device, 64 bits      64 UUID of the device, 32 digits
 *  4 mark, 16 bytes           32 UUID of the pool, 32 digits
 * </pre>
 *
 * A sector, little-endian; there are two copies, in sectors 1 and 9. Source:
 * <a href="https://stratis-storage.github.io/StratisSoftwareDesign.pdf">Stratis software design</a>, "Static header".
 */
final class StratisProbe {
    private static final int SECTOR = 512;
    private static final String MARK = "!Stra0tis\u0086\u00ff\u0002^Arh";
    private static final List<Integer> COPIES = List.of(1, 9);
    private static final int DIGITS = 32;

    private StratisProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        for (int copy : COPIES) {
            Optional<Contents> found = volume.viewIfThere((long) copy * SECTOR, SECTOR)
                    .filter(header -> header.has(4, MARK) && (Crc.crc32c(Crc.ONES, header, 4, SECTOR) ^ Crc.ONES) == header.u32le(0))
                    .map(header -> new Contents("stratis", "", "", uuid(header)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String uuid(ByteView header) {
        String digits = header.text(64, DIGITS);
        return digits.length() == DIGITS
                ? String.join("-", digits.substring(0, 8), digits.substring(8, 12), digits.substring(12, 16), digits.substring(16, 20),
                        digits.substring(20))
                : digits;
    }
}
