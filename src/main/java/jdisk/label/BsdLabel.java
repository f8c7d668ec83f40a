package jdisk.label;

import java.util.List;
import java.util.Optional;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;

/**
 * A BSD disklabel.
 *
 * @param offset byte offset of the label in the image
 * @param drive what it says of the drive
 * @param base the sector of the image that its partitions are counted from
 */
public record BsdLabel(long offset, Drive drive, long base, List<BsdPartition> partitions, List<Finding.OfReading> findings)
        implements Label {
    /**
     * A drive, as the label tells it.
     *
     * @param type kind of drive
     * @param typeName its model
     * @param packName name of the disk
     * @param flags removable, ECC and bad-sector forwarding in bits 0 to 2
     * @param geometry heads and sectors are called tracks a cylinder and sectors a track there
     * @param slots entries the label has room for, in use or not
     */
    public record Drive(
            int type,
            String typeName,
            String packName,
            long flags,
            long sectorSize,
            Geometry geometry,
            long sectorsPerCylinder,
            int rpm,
            int interleave,
            int trackSkew,
            int cylinderSkew,
            long headSwitch,
            long trackSeek,
            int slots) {}

    /** Bytes the label takes at {@link #offset}. */
    public static final int LENGTH = 148 + 16 * BsdReader.PARTITIONS;

    public BsdLabel {
        partitions = List.copyOf(partitions);
        findings = List.copyOf(findings);
    }

    @Override
    public Optional<Geometry> ownGeometry() {
        return Optional.of(drive.geometry());
    }

    @Override
    public List<Area> areas(SectorSize sectorSize) {
        return List.of(new Area(Area.Kind.BSD_DISKLABEL, offset, LENGTH));
    }

    @Override
    public Kind kind() {
        return Kind.BSD;
    }
}
