package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * An Atari partition table.
 *
 * @param diskSectors sectors of the disk, as the root sector tells them
 * @param badSectors where the list of bad sectors lies, as the root sector tells it; it may be empty or anywhere
 * @param bootable whether the root sector can be booted
 * @param chain the extended root sectors, in the order of their chains
 * @param partitions in the order of their numbers; without the extended ones, which have no number
 * @param sectors sectors of the image
 */
public record AtariLabel(
        long diskSectors,
        Extent badSectors,
        boolean bootable,
        List<Long> chain,
        List<AtariPartition> partitions,
        long sectors,
        List<Finding.OfReading> findings)
        implements Label.Foreign {
    public AtariLabel {
        chain = List.copyOf(chain);
        partitions = List.copyOf(partitions);
        findings = List.copyOf(findings);
    }

    /** Whether there is a list of bad sectors, within the image. */
    public boolean hasBadSectorList() {
        return badSectors.first() > 0 && !badSectors.isEmpty() && badSectors.end() <= sectors;
    }

    @Override
    public List<Area> areas(SectorSize sectorSize) {
        List<Area> areas = new ArrayList<>();
        areas.add(new Area(Area.Kind.ATARI_ROOT_SECTOR, 0, AtariReader.LENGTH));
        chain.forEach(sector -> areas.add(new Area(Area.Kind.ATARI_EXTENDED_ROOT_SECTOR, sectorSize.bytes(sector), AtariReader.LENGTH)));
        if (hasBadSectorList()) {
            areas.add(new Area(
                    Area.Kind.ATARI_BAD_SECTOR_LIST, sectorSize.bytes(badSectors.first()), sectorSize.bytes(badSectors.count())));
        }
        return areas;
    }

    @Override
    public Kind kind() {
        return Kind.ATARI;
    }
}
