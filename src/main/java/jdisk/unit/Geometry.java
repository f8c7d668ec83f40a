package jdisk.unit;

/**
 * The geometry of a disk: how its sectors are counted as cylinders, heads and sectors.
 *
 * @param heads 1 to 256; a Sun label may tell up to 65535
 * @param sectors sectors a track, 1 to 63; a Sun label may tell up to 65535
 * @param cylinders whole cylinders; sectors after the last whole one belong to none
 */
public record Geometry(int heads, int sectors, long cylinders) {
    /** What fdisk takes where nothing tells the number. */
    public static final int DEFAULT_HEADS = 255;

    /** What fdisk takes where nothing tells the number. */
    public static final int DEFAULT_SECTORS = 63;

    public Geometry {
        if (heads < 1 || sectors < 1 || cylinders < 0) {
            throw new IllegalArgumentException("geometry " + heads + "/" + sectors + "/" + cylinders);
        }
    }

    /** The geometry of a disk of {@code total} sectors: as many whole cylinders as fit. */
    public static Geometry of(int heads, int sectors, long total) {
        return new Geometry(heads, sectors, total / ((long) heads * sectors));
    }

    public long sectorsPerCylinder() {
        return (long) heads * sectors;
    }

    /** Sectors in the whole cylinders. */
    public long total() {
        return sectorsPerCylinder() * cylinders;
    }

    /** Where an absolute sector lies. */
    public Chs chs(long sector) {
        long inCylinder = sector % sectorsPerCylinder();
        return new Chs(sector / sectorsPerCylinder(), inCylinder / sectors, inCylinder % sectors + 1);
    }

    /** The absolute sector at a place; the inverse of {@link #chs}. */
    public long sector(Chs place) {
        return (place.cylinder() * heads + place.head()) * sectors + place.sector() - 1;
    }
}
