package jdisk.probe;

import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.unit.Geometry;

/**
 * Boot records of file systems whose first sector ends in the signature of a partition table, as it may be taken for one.
 * Apart from the list of all formats, so that a table can be told from them without loading those.
 */
public final class BootRecords {
    /** Of as many heads there may be at most, as in a table. */
    private static final int MOST_HEADS = 256;

    private static final int MOST_SECTORS = 63;

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
     * The heads and sectors a track that a FAT boot record tells, with the cylinders they make: of a floppy disk there is
     * nothing else that tells them. Nothing where it does not, or what it tells cannot be.
     *
     * @param sector at least 512 bytes
     * @param sectors of the image
     */
    public static Optional<Geometry> geometry(ByteView sector, long sectors) {
        return FatBootRecord.of(sector)
                .filter(record -> record.heads() > 0
                        && record.heads() <= MOST_HEADS
                        && record.trackSectors() > 0
                        && record.trackSectors() <= MOST_SECTORS)
                .map(record -> Geometry.of(record.heads(), record.trackSectors(), sectors));
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
