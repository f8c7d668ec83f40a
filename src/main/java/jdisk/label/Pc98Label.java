package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;

/**
 * The partition table of a PC-98. It tells places, so where its partitions lie depends on the geometry.
 *
 * @param geometry what was made out of the table, or is assumed
 * @param assumed whether nothing tells the geometry
 * @param partitions the entries in use, in the order of the table
 * @param sectors sectors of the image
 * @param ownFindings what is doubtful, but for where the partitions lie
 */
public record Pc98Label(
        Geometry geometry, boolean assumed, List<Pc98Partition> partitions, long sectors, List<Finding.OfReading> ownFindings)
        implements Label.Foreign {
    public Pc98Label {
        partitions = List.copyOf(partitions);
        ownFindings = List.copyOf(ownFindings);
    }

    @Override
    public Optional<Geometry> ownGeometry() {
        return Optional.of(geometry);
    }

    @Override
    public List<Area> areas(SectorSize sectorSize) {
        return List.of(
                new Area(Area.Kind.PC98_BOOT_SECTOR, 0, Pc98Reader.SECTOR),
                new Area(Area.Kind.PC98_PARTITION_TABLE, Pc98Reader.SECTOR, Pc98Reader.LENGTH - Pc98Reader.SECTOR));
    }

    @Override
    public Kind kind() {
        return Kind.PC98;
    }

    @Override
    public List<Finding.OfReading> findings() {
        List<Finding.OfReading> findings = new ArrayList<>(ownFindings);
        if (assumed && !partitions.isEmpty()) {
            findings.add(new Finding.GeometryAssumed(geometry.heads(), geometry.sectors()));
        }
        for (Pc98Partition partition : partitions) {
            if (!partition.isSensible()) {
                findings.add(new Finding.NumbersMakeNoSense(partition.number()));
            } else if (partition.extent().end() > sectors) {
                findings.add(new Finding.BeyondEnd(partition.number(), partition.extent(), sectors));
            }
        }
        return findings;
    }

    /** The partitions lie where the geometry in force has their places; with another one than was assumed, none is assumed. */
    @Override
    public Pc98Label in(Geometry other) {
        boolean same = other.heads() == geometry.heads() && other.sectors() == geometry.sectors();
        List<Pc98Partition> moved = partitions.stream().map(partition -> partition.in(other)).toList();
        return new Pc98Label(other, assumed && same, moved, sectors, ownFindings);
    }
}
