package jdisk.disk;

import java.util.Optional;
import jdisk.label.GeometryFinder;
import jdisk.label.Label;
import jdisk.label.Rules;
import jdisk.unit.SectorSize;

/**
 * What is known of a disk before it is looked at.
 *
 * @param sectorSize nothing to find it out
 * @param kind the only kind of table to look for, whatever the image looks like; nothing for any
 * @param geometry numbers that hold, whatever the table tells
 * @param rules whose way to find the geometry; nothing for that of the disk's own time: fdisk 2.12's, if it is made of cylinders
 */
public record Hints(
        Optional<SectorSize> sectorSize, Optional<Label.Kind> kind, GeometryFinder.Given geometry, Optional<Rules> rules) {

    /** Nothing is known. */
    public static final Hints NONE =
            new Hints(Optional.empty(), Optional.empty(), GeometryFinder.Given.NOTHING, Optional.empty());

    /** What of it holds for another disk, too: not its sectors, nor its geometry. */
    public Hints forAnother() {
        return new Hints(Optional.empty(), kind, GeometryFinder.Given.NOTHING, rules);
    }
}
