package jdisk.label;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.unit.SectorSize;

/**
 * Finds the disk's own table behind that of a drive overlay, a program of the 1990s that a BIOS without large disks started first.
 *
 * <p>EZ-Drive moved the table to sector 1, and counts from the start of the disk as before; OnTrack's Disk Manager keeps it in sector
 * 63 and counts from there. Source: the Large Disk HOWTO, section 9.
 */
final class DriveOverlay {
    private static final Set<Integer> TYPES = Set.of(0x50, 0x51, 0x53, 0x54, 0x55);
    private static final List<Long> TABLES = List.of(1L, 63L);

    private DriveOverlay() {}

    /** Nothing without a partition of such a type, or where there is no table with a partition behind it. */
    static Optional<Finding.DriveOverlay> find(Image image, SectorSize sectorSize, MbrLabel mbr) {
        Optional<MbrPartition> overlay = mbr.primaries().stream().filter(slot -> TYPES.contains(slot.entry().type())).findFirst();
        if (overlay.isEmpty()) {
            return Optional.empty();
        }
        for (long sector : TABLES) {
            if (isTable(image, sectorSize, sector)) {
                return Optional.of(new Finding.DriveOverlay(
                        overlay.get().number(), overlay.get().entry().type(), sector, sectorSize.sectors(image.size())));
            }
        }
        return Optional.empty();
    }

    /** Whether entries are used there, and all of them are such as a table has; one that cannot be read is none. */
    private static boolean isTable(Image image, SectorSize sectorSize, long at) {
        ByteView sector;
        try {
            sector = image.viewUpTo(sectorSize.bytes(at), MbrReader.LENGTH);
        } catch (IOException e) {
            return false;
        }
        if (sector.length() < MbrReader.LENGTH || !MbrReader.hasSignature(sector)) {
            return false;
        }
        boolean used = false;
        for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
            MbrEntry entry = MbrReader.entry(sector, slot);
            boolean placed = entry.type() != 0 && entry.start() != 0 && entry.count() != 0;
            if (!entry.isCleared() && !(entry.hasUsualFlag() && placed)) {
                return false;
            }
            used |= placed;
        }
        return used;
    }
}
