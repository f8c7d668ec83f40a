package jdisk.search;

import jdisk.image.ByteView;
import jdisk.probe.Sought;

/**
 * A structure that was found, and proved by a second one: it tells where a volume begins, and how long it is.
 *
 * @param start of the volume, in bytes from the start of the image
 * @param length of the volume in bytes; where its structures do not tell, so many at least
 * @param open whether they do not tell
 * @param id what tells it from others of its format: a UUID, a serial number; may be empty
 * @param at where the structure lies, in bytes from the start of the image
 * @param home where the first structure of its kind belongs, in bytes from the start of the volume
 * @param bytes what belongs there, out of the structure that was found
 */
record Witness(
        Sought format, long start, long length, boolean open, String id, long at, long home, ByteView bytes, Confidence confidence) {
    /** One that tells how long the volume is. */
    Witness(Sought format, long start, long length, String id, long at, long home, ByteView bytes, Confidence confidence) {
        this(format, start, length, false, id, at, home, bytes, confidence);
    }

    /** Whether it is a copy, and not the first structure itself. */
    boolean isCopy() {
        return at != start + home;
    }

    /** Whether it tells a place that a disk can have: on a sector, and not before the image. */
    boolean isPlaced() {
        return start >= 0 && start % Search.SECTOR == 0 && length >= 0 && start + length >= 0;
    }
}
