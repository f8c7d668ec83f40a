package jdisk.unit;

/**
 * The geometry in force, and where each of its numbers came from.
 *
 * @param geometry the numbers
 */
public record GeometryChoice(Geometry geometry, Origin heads, Origin sectors, Origin cylinders) {
    /** Where a number came from. */
    public enum Origin {
        OPTION("given as an option"),
        COMMAND("set in expert mode"),
        TABLE("from the table"),
        BOOT_RECORD("from the boot record"),
        DEFAULT("fdisk's default"),
        SIZE("from the size of the image");

        private final String why;

        Origin(String why) {
            this.why = why;
        }

        public String why() {
            return why;
        }
    }

    public GeometryChoice withCylinders(long number) {
        return new GeometryChoice(new Geometry(geometry.heads(), geometry.sectors(), number), heads, sectors, Origin.COMMAND);
    }

    /** Other heads; the cylinders stay as they are. */
    public GeometryChoice withHeads(int number) {
        return new GeometryChoice(
                new Geometry(number, geometry.sectors(), geometry.cylinders()), Origin.COMMAND, sectors, cylinders);
    }

    /** Other sectors a track; the cylinders stay as they are. */
    public GeometryChoice withSectors(int number) {
        return new GeometryChoice(
                new Geometry(geometry.heads(), number, geometry.cylinders()), heads, Origin.COMMAND, cylinders);
    }

    /** The same heads and sectors with as many cylinders as fit on so many sectors. */
    public GeometryChoice withCylindersThatFit(long total) {
        return new GeometryChoice(Geometry.of(geometry.heads(), geometry.sectors(), total), heads, sectors, Origin.SIZE);
    }
}
