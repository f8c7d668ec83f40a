package jdisk.listing;

import jdisk.unit.DisplayUnit;
import jdisk.unit.Geometry;
import jdisk.unit.SectorSize;

/**
 * The disk a listing is about, and how its user wants it shown.
 *
 * @param name as it is shown, fit to print
 * @param size in bytes
 * @param dosCompatible whether fdisk's DOS compatibility mode is on
 * @param sizesInBytes whether sizes are shown in bytes, not in round figures
 */
public record ListedDisk(
        String name, long size, SectorSize sectorSize, Geometry geometry, DisplayUnit unit, boolean dosCompatible, boolean sizesInBytes) {

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

    /** A sector's number in display units: sectors count from 0, cylinders from 1. */
    long inUnits(long sector) {
        return switch (unit) {
            case SECTORS -> sector;
            case CYLINDERS -> sector / geometry.sectorsPerCylinder() + 1;
        };
    }

    /** The name of a partition: behind a digit, a {@code p} keeps the numbers apart. */
    public String partitionName(int number) {
        return stem() + number;
    }

    private String stem() {
        boolean digit = !name.isEmpty() && Character.isDigit(name.charAt(name.length() - 1));
        return digit ? name + "p" : name;
    }

    /** The width of a partition's name, its number left out. */
    int stemWidth() {
        return TextTable.width(stem());
    }
}
