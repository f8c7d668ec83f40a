package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;

/**
 * An Amiga rigid disk block with its partitions.
 *
 * @param drive what it says of the disk
 * @param offset where it lies, in bytes of the image
 * @param blockBytes bytes in a block, in which it counts
 * @param inSectors whether a block is a sector of the image
 * @param partitions in the order of the list
 */
public record AmigaLabel(
        Drive drive,
        long offset,
        int blockBytes,
        boolean inSectors,
        List<AmigaPartition> partitions,
        List<Finding.OfReading> findings)
        implements Label.Foreign {
    /**
     * A disk as its rigid disk block tells it: unsigned numbers of 32 bits, which may be anything.
     *
     * @param cylinders those there are
     * @param heads tracks in a cylinder
     * @param sectors blocks in a track
     * @param firstOwn first block kept for the rigid disk block and its lists
     * @param lastOwn last block kept for them
     * @param firstCylinder first cylinder for partitions
     * @param lastCylinder last cylinder for partitions
     * @param vendor who made the drive; may hold anything, as the next two may
     * @param product what the drive is called
     * @param revision which issue of it this is
     */
    public record Drive(
            long cylinders,
            long heads,
            long sectors,
            long firstOwn,
            long lastOwn,
            long firstCylinder,
            long lastCylinder,
            String vendor,
            String product,
            String revision) {
        /** Neither a drive nor an emulator has more of either, and all sectors of so many can be counted. */
        private static final long MOST = 65_535;

        private boolean hasGeometry() {
            return heads >= 1 && heads <= MOST && sectors >= 1 && sectors <= MOST && cylinders <= (1L << 48) / (heads * sectors);
        }
    }

    public AmigaLabel {
        partitions = List.copyOf(partitions);
        findings = List.copyOf(findings);
    }

    @Override
    public Optional<Geometry> ownGeometry() {
        return inSectors && drive.hasGeometry()
                ? Optional.of(new Geometry((int) drive.heads(), (int) drive.sectors(), drive.cylinders()))
                : Optional.empty();
    }

    @Override
    public List<Area> areas(SectorSize sectorSize) {
        List<Area> areas = new ArrayList<>();
        areas.add(new Area(Area.Kind.AMIGA_RIGID_DISK_BLOCK, offset, blockBytes));
        partitions.forEach(partition -> areas.add(new Area(Area.Kind.AMIGA_PARTITION_BLOCK, partition.entryOffset(), blockBytes)));
        return areas;
    }

    @Override
    public Kind kind() {
        return Kind.AMIGA;
    }
}
