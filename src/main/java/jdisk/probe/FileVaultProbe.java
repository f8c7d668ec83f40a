package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * Physical volumes of Apple's Core Storage, as FileVault 2 makes them.
 *
 * <pre>
 * header, at byte 0:  0 CRC of all from 8 on   8 version, 16 bits (1)    88 "CS"              304 UUID
 *                     4 its start             10 kind, 16 bits (16)      90 1: it is a CRC-32C
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source: <a
 * href="https://github.com/libyal/libfvde/blob/main/documentation/FileVault%20Drive%20Encryption%20(FVDE).asciidoc">libfvde's
 * description of it</a>.
 */
final class FileVaultProbe {
    private static final int LENGTH = 512;

    private FileVaultProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        return volume.viewIfThere(0, LENGTH)
                .filter(header -> header.has(88, "CS")
                        && header.u16le(8) == 1
                        && header.u16le(10) == 0x10
                        && header.u32le(90) == 1
                        && Crc.crc32c(header.u32le(4), header, 8, LENGTH) == header.u32le(0))
                .map(header -> new Contents("cs_fvault2", "1", "", header.uuid(304)));
    }
}
