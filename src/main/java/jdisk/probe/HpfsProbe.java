package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * HPFS of OS/2.
 *
 * <pre>
 * superblock, in sector 16:  0 F995E849   4 FA53E9C5   8 version, 8 bits      boot record:  38 28, 8 bits
 * spare block, in sector 17: 0 F9911849   4 FA5229C5                                        39 serial
 *                                                                                           43 label, 11 bytes
 *                                                                                           54 "HPFS"   510 55 AA
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source: {@code fs/hpfs/hpfs.h} of the kernel.
 */
final class HpfsProbe {
    private static final int SECTOR = 512;

    private HpfsProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ByteView> superblock = volume.viewIfThere(16 * SECTOR, 2 * SECTOR)
                .filter(bytes -> bytes.u32le(0) == 0xf995e849L
                        && bytes.u32le(4) == 0xfa53e9c5L
                        && bytes.u32le(SECTOR) == 0xf9911849L
                        && bytes.u32le(SECTOR + 4) == 0xfa5229c5L);
        if (superblock.isEmpty()) {
            return Optional.empty();
        }
        String version = Integer.toString(superblock.get().u8(8));
        return volume.viewIfThere(0, SECTOR)
                .filter(boot -> boot.u16le(510) == 0xaa55 && boot.has(54, "HPFS") && boot.u8(38) == 0x28)
                .map(boot -> new Contents("hpfs", version, boot.text(43, 11), FatProbe.serial(boot.u32le(39)), SECTOR))
                .or(() -> Optional.of(new Contents("hpfs", version, "", "", SECTOR)));
    }
}
