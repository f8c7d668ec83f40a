package jdisk.probe;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * BitLocker, Windows' encryption. Its boot record is made up to look like that of a FAT file system, so that older systems
 * find none they would offer to format.
 *
 * <pre>
 *   0 jump and name, 11 bytes    Windows 7:              To Go:                   metadata block:
 *                                 67 serial              440 place of a            0 "-FVE-FS-"
 *                                176 place of a metadata     metadata block       10 version, 16 bits
 *                                    block in bytes
 * </pre>
 *
 * Little-endian. Source: <a href="https://github.com/libyal/libbde/blob/main/documentation/">libbde's description of BDE</a>.
 */
final class BitLockerProbe {
    private static final String VISTA = "\u00ebR\u0090-FVE-FS-";
    private static final String WINDOWS_7 = "\u00ebX\u0090-FVE-FS-";
    private static final String TO_GO = "\u00ebX\u0090MSWIN4.1";
    private static final int WINDOWS_7_SERIAL = 67;
    private static final int WINDOWS_7_METADATA = 176;
    private static final int TO_GO_METADATA = 440;
    private static final int METADATA_VERSION = 10;

    private BitLockerProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ByteView> boot = volume.viewIfThere(0, 512);
        if (boot.isEmpty()) {
            return Optional.empty();
        }
        ByteView sector = boot.get();
        if (sector.has(0, VISTA)) {
            return Optional.of(new Contents("BitLocker"));
        }
        if (sector.has(0, WINDOWS_7)) {
            int serial = (int) sector.u32le(WINDOWS_7_SERIAL); // as blkid has it: signed, and decimal
            String uuid = serial == 0 ? "" : String.format(Locale.ROOT, "%016d", serial);
            return version(volume, sector.u64le(WINDOWS_7_METADATA))
                    .map(version -> new Contents("BitLocker", version, "", uuid));
        }
        if (sector.has(0, TO_GO)) {
            return version(volume, sector.u64le(TO_GO_METADATA)).map(version -> new Contents("BitLocker", version, "", ""));
        }
        return Optional.empty();
    }

    private static Optional<String> version(Slice volume, long at) throws IOException {
        return at == 0
                ? Optional.empty()
                : volume.viewIfThere(at, METADATA_VERSION + 2)
                        .filter(block -> block.has(0, "-FVE-FS-"))
                        .map(block -> Integer.toString(block.u16le(METADATA_VERSION)));
    }
}
