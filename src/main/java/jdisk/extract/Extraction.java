package jdisk.extract;

import java.util.List;
import jdisk.unit.Extent;

/**
 * How a copy ended.
 *
 * @param done bytes that are copied, from the start of the range
 * @param unreadable sectors that zeros stand for, counted from the start of the image that the plan has a range of, at most {@link #NAMED} stretches of them
 * @param cancelled whether it was told to stop before all was done
 * @param digests in hexadecimal, in the order of the plan; none if it was told to stop
 */
public record Extraction(long done, List<Extent> unreadable, boolean cancelled, List<String> digests) {
    /** A disk can have any number of bad places; more than these are not named one by one. */
    public static final int NAMED = 10_000;
}
