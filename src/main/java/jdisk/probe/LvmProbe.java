package jdisk.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * Physical volumes of LVM2.
 *
 * <pre>
 * label, in one of the first four sectors:  0 "LABELONE"          20 place of what follows, 32 bits
 *                                           8 sector, 64 bits     24 "LVM2 001"
 *                                          16 CRC of all after   32 UUID, 32 letters and digits
 * </pre>
 *
 * Little-endian. Source: <a href="https://github.com/libyal/libvslvm/blob/main/documentation/">libvslvm's description of LVM</a>.
 */
final class LvmProbe {
    private static final int SECTOR = 512;
    /** In the order blkid looks; pvcreate writes the second. */
    private static final List<Integer> SECTORS = List.of(1, 0, 2, 3);

    private static final String TYPE = "LVM2 001";
    private static final int PLACE = 8;
    private static final int CRC = 16;
    private static final int SUMMED = 20;
    private static final int TYPE_AT = 24;
    private static final int UUID = 32;

    private static final long CRC_START = 0xf597a6cfL;

    private LvmProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        for (int sector : SECTORS) {
            Optional<Contents> found = volume.viewIfThere((long) sector * SECTOR, SECTOR)
                    .filter(label -> label.has(0, "LABELONE")
                            && label.has(TYPE_AT, TYPE)
                            && label.u64le(PLACE) == sector
                            && label.u32le(CRC) == Crc.crc32(CRC_START, label, SUMMED, SECTOR))
                    .map(label -> new Contents("LVM2_member", TYPE, "", uuid(label, UUID)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The letters and digits at a place, in groups. */
    static String uuid(ByteView label, int at) {
        return String.join(
                "-",
                label.latin1(at, 6),
                label.latin1(at + 6, 4),
                label.latin1(at + 10, 4),
                label.latin1(at + 14, 4),
                label.latin1(at + 18, 4),
                label.latin1(at + 22, 4),
                label.latin1(at + 26, 6));
    }
}
