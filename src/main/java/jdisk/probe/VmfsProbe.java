package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * VMFS, the file system of VMware's hosts, and the volumes it lies on, which may be several.
 *
 * <pre>
 * volume, at byte 1048576:  0 C001D00D, 32 bits   4 version, 32 bits   130 UUID
 * VMFS, at byte 2097152:    0 2FABF15E, 32 bits   8 version, 8 bits      9 UUID   29 label, 128 bytes
 * </pre>
 *
 * Little-endian. Source: <a href="https://github.com/libyal/libvmfs">the description of libvmfs</a> and vmfs-tools. A UUID is
 * written in groups of its own.
 */
final class VmfsProbe {
    private static final int VOLUME = 1 << 20;
    private static final int FILE_SYSTEM = 2 << 20;
    private static final int VOLUME_LENGTH = 146;
    private static final int FILE_SYSTEM_LENGTH = 157;
    private static final int UUID = 9;
    private static final int LABEL = 29;
    private static final int LABEL_LENGTH = 128;

    private VmfsProbe() {}

    /** A volume has no UUID of a file system: its own is that of a part. */
    static Optional<Contents> findVolume(Slice volume) throws IOException {
        return volume.viewIfThere(VOLUME, VOLUME_LENGTH)
                .filter(bytes -> bytes.u32le(0) == 0xc001d00dL)
                .map(bytes -> new Contents("VMFS_volume_member", Long.toString(bytes.u32le(4)), "", ""));
    }

    static Optional<Contents> find(Slice volume) throws IOException {
        return volume.viewIfThere(FILE_SYSTEM, FILE_SYSTEM_LENGTH)
                .filter(bytes -> bytes.u32le(0) == 0x2fabf15eL)
                .map(bytes -> new Contents("VMFS", Integer.toString(bytes.u8(8)), bytes.text(LABEL, LABEL_LENGTH), uuid(bytes)));
    }

    private static String uuid(ByteView bytes) {
        String last = bytes.uuid(UUID).replace("-", "");
        return last.isEmpty()
                ? ""
                : "%08x-%08x-%04x-%s".formatted(
                        bytes.u32le(UUID), bytes.u32le(UUID + 4), bytes.u16le(UUID + 8), last.substring(20));
    }
}
