package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * Physical volumes of LVM's first version, and the snapshots of device-mapper that remain of a volume.
 *
 * <pre>
 * volume, at byte 0:    0 "HM"      2 version, 16 bits (1 or 2)   44 UUID, 32 letters and digits
 * snapshot, at byte 0:  0 "SnAp"
 * </pre>
 *
 * Little-endian. Source: {@code lib/format1} of LVM2, and {@code drivers/md/dm-snap-persistent.c} of the kernel.
 */
final class Lvm1Probe {
    private static final int LENGTH = 76;
    private static final int UUID = 44;

    private Lvm1Probe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        return volume.viewIfThere(0, LENGTH)
                .filter(bytes -> bytes.has(0, "HM") && (bytes.u16le(2) == 1 || bytes.u16le(2) == 2))
                .map(bytes -> new Contents("LVM1_member", "", "", LvmProbe.uuid(bytes, UUID)));
    }

    static Optional<Contents> findSnapshot(Slice volume) throws IOException {
        return volume.viewIfThere(0, 4)
                .filter(bytes -> bytes.has(0, "SnAp"))
                .map(bytes -> new Contents("DM_snapshot_cow"));
    }
}
