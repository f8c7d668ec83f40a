package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;

/**
 * A Sun disk label. Its partitions start on cylinders, so where they lie depends on the geometry.
 *
 * @param description text that describes the disk
 * @param volume name of the volume, mostly empty
 * @param drive what the label says of the disk
 * @param partitions the entries in use, in the order of the table
 * @param sectors sectors of the image
 * @param ownFindings what is doubtful, but for where the partitions lie
 */
public record SunLabel(
        String description, String volume, Drive drive, List<SunPartition> partitions, long sectors, List<Finding.OfReading> ownFindings)
        implements Label {
    /**
     * A disk as its label tells it.
     *
     * @param cylinders those that hold data
     * @param heads tracks in a cylinder
     * @param sectors sectors in a track
     * @param alternate cylinders kept for what goes bad
     * @param physical cylinders there are
     * @param extra sectors left free at the end of each cylinder
     * @param interleave sectors from one number to the next
     * @param rpm turns in a minute
     */
    public record Drive(int cylinders, int heads, int sectors, int alternate, int physical, int extra, int interleave, int rpm) {
        /** Whether sectors can be counted with it. */
        public boolean hasGeometry() {
            return heads > 0 && sectors > 0;
        }

        /** The geometry, if there is one. */
        public Geometry geometry() {
            return new Geometry(heads, sectors, cylinders);
        }
    }

    public SunLabel {
        partitions = List.copyOf(partitions);
        ownFindings = List.copyOf(ownFindings);
    }

    @Override
    public Optional<Geometry> ownGeometry() {
        return drive.hasGeometry() ? Optional.of(drive.geometry()) : Optional.empty();
    }

    @Override
    public List<Area> areas(SectorSize sectorSize) {
        return List.of(new Area(Area.Kind.SUN_DISK_LABEL, 0, SunReader.LENGTH));
    }

    @Override
    public Kind kind() {
        return Kind.SUN;
    }

    @Override
    public List<Finding.OfReading> findings() {
        List<Finding.OfReading> findings = new ArrayList<>(ownFindings);
        for (SunPartition partition : partitions) {
            if (!partition.isSensible()) {
                findings.add(new Finding.NumbersMakeNoSense(partition.number()));
            } else if (partition.extent().end() > sectors) {
                findings.add(new Finding.BeyondEnd(partition.number(), partition.extent(), sectors));
            }
        }
        return findings;
    }

    /** The partitions start on cylinders, so that they lie where the geometry in force has them. */
    @Override
    public SunLabel in(Geometry geometry) {
        List<SunPartition> moved = partitions.stream()
                .map(partition -> partition.onCylindersOf(geometry.sectorsPerCylinder()))
                .toList();
        return new SunLabel(description, volume, drive, moved, sectors, ownFindings);
    }
}
