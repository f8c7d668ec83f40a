package jdisk.listing;

import java.util.List;
import jdisk.label.Field;
import jdisk.label.FreeSpace;
import jdisk.label.Partition;
import jdisk.label.PartitionNames;
import jdisk.text.Page;
import jdisk.text.TextTable;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;

/**
 * The disk a listing is about, and how its user wants it shown.
 *
 * @param name as it is shown, fit to print
 * @param size in bytes
 * @param showsGeometry whether the geometry matters to the table, and is shown
 * @param sizesInBytes whether sizes are shown in bytes, not in round figures
 * @param visible makes text from the image fit to print
 * @param page what it is shown on
 */
public record ListedDisk(
        String name,
        long size,
        SectorSize sectorSize,
        Geometry geometry,
        DisplayUnit unit,
        boolean showsGeometry,
        boolean sizesInBytes,
        Visible visible,
        Page page) {
    private static final long USUAL_GRAIN = 1 << 20;

    /** A disk whose listings go to a pipe or a file. */
    public ListedDisk(
            String name,
            long size,
            SectorSize sectorSize,
            Geometry geometry,
            DisplayUnit unit,
            boolean showsGeometry,
            boolean sizesInBytes,
            Visible visible) {
        this(name, size, sectorSize, geometry, unit, showsGeometry, sizesInBytes, visible, Page.PLAIN);
    }

    /** The same disk with sizes in bytes. */
    ListedDisk withSizesInBytes() {
        return new ListedDisk(name, size, sectorSize, geometry, unit, showsGeometry, true, visible, page);
    }

    /** The same disk, listed on something else. */
    public ListedDisk on(Page other) {
        return new ListedDisk(name, size, sectorSize, geometry, unit, showsGeometry, sizesInBytes, visible, other);
    }

    /** A header, set off as the page does. */
    String header(String text) {
        return page.emphasis().header(text);
    }

    /** Whole sectors of the disk. */
    public long sectors() {
        return sectorSize.sectors(size);
    }

    /** Sectors in one display unit. */
    long unitSectors() {
        return switch (unit) {
            case SECTORS -> 1;
            case CYLINDERS -> geometry.sectorsPerCylinder();
        };
    }

    /** An unsigned sector's number in display units: sectors count from 0, cylinders from 1. */
    long inUnits(long sector) {
        return switch (unit) {
            case SECTORS -> sector;
            case CYLINDERS -> Long.divideUnsigned(sector, geometry.sectorsPerCylinder()) + 1;
        };
    }

    /** Display units up to a sector, the last one whole: both count from 0. */
    long inUnitsUp(long sector) {
        return Math.ceilDiv(sector, unitSectors());
    }

    /** The name of a partition: after a digit, a {@code p} keeps the numbers apart. */
    public String partitionName(int number) {
        return PartitionNames.of(name, number);
    }

    /** The same; one of a table within another has its name there after that. */
    public String partitionName(Partition partition) {
        return PartitionNames.of(name, partition);
    }

    /** The width of a partition's name, its number left out. */
    int stemWidth() {
        return TextTable.width(PartitionNames.stem(name));
    }

    /** What sfdisk writes of a disk before its partitions, beside what it writes of the label: a grain that is not the usual one. */
    List<Field> fields() {
        long grain = FreeSpace.grain(sectors(), sectorSize) * sectorSize.bytes();
        return grain == USUAL_GRAIN ? List.of() : List.of(new Field(Field.Name.GRAIN, new Field.Word(Long.toString(grain))));
    }
}
