package jdisk.probe;

import java.util.Optional;
import jdisk.image.ByteView;

/**
 * Boot records of file systems whose first sector ends in the signature of a partition table, as it may be taken for one.
 * Apart from the list of all formats, so that a table can be told from them without loading those.
 */
public final class BootRecords {
    private BootRecords() {}

    /**
     * What a sector is the boot record of: a FAT, exFAT or NTFS file system, as it names itself. Of what it finds, only the
     * type is known.
     *
     * @param sector at least 512 bytes
     */
    public static Optional<Contents> find(ByteView sector) {
        if (FatBootRecord.of(sector).isPresent()) {
            return Optional.of(new Contents(FatProbe.TYPE));
        }
        if (NtfsBootRecord.isNamed(sector)) {
            return Optional.of(new Contents(NtfsProbe.TYPE));
        }
        return ExfatBootRecord.isNamed(sector) ? Optional.of(new Contents(ExfatProbe.TYPE)) : Optional.empty();
    }

    /**
     * The size of a sector as a FAT, exFAT or NTFS boot record tells it, or 0 if this is none.
     *
     * @param sector at least 512 bytes
     */
    public static int sectorSize(ByteView sector) {
        if (ExfatBootRecord.isNamed(sector)) {
            return ExfatBootRecord.sectorBytes(sector);
        }
        if (NtfsBootRecord.isNamed(sector)) {
            return sector.u16le(NtfsBootRecord.SECTOR_BYTES);
        }
        return FatBootRecord.of(sector).map(FatBootRecord::sectorBytes).orElse(0);
    }
}
