package jdisk.label;

import java.util.List;
import jdisk.unit.SectorSize;

/**
 * An SGI volume header.
 *
 * @param bootPartition number of the partition IRIX starts from; there may be no such partition
 * @param swapPartition number of the partition IRIX swaps to; there may be no such partition
 * @param bootFile path of the file that is started
 * @param drive what the label says of the disk
 * @param directory files in the volume header, those of no size left out
 * @param partitions the entries in use, in the order of the table
 */
public record SgiLabel(
        int bootPartition,
        int swapPartition,
        String bootFile,
        Drive drive,
        List<BootFile> directory,
        List<SgiPartition> partitions,
        List<Finding.OfReading> findings)
        implements Label {
    /**
     * A disk as its label tells it. fdisk takes none of it for its geometry: most labels tell 0.
     *
     * @param physicalCylinders cylinders there are
     * @param heads tracks in a cylinder
     * @param sectors sectors in a track
     * @param spare sectors left free at the end of each cylinder
     * @param interleave sectors from one number to the next
     */
    public record Drive(int physicalCylinders, int heads, int sectors, int spare, int interleave) {
        /** Sectors in a cylinder, or 0 if the label does not tell. */
        public long sectorsPerCylinder() {
            return (long) heads * sectors;
        }
    }

    /**
     * A file in the volume header, which the boot program reads without a file system.
     *
     * @param slot its place in the directory, from 0
     * @param first its first sector
     * @param bytes its size
     */
    public record BootFile(int slot, String name, long first, long bytes) {}

    public SgiLabel {
        directory = List.copyOf(directory);
        partitions = List.copyOf(partitions);
        findings = List.copyOf(findings);
    }

    @Override
    public List<Area> areas(SectorSize sectorSize) {
        return List.of(new Area(Area.Kind.SGI_VOLUME_HEADER, 0, SgiReader.LENGTH));
    }

    @Override
    public Kind kind() {
        return Kind.SGI;
    }
}
