package jdisk.search;

import java.util.List;
import jdisk.unit.Extent;

/**
 * How far a search is: what it takes to go on from there.
 *
 * <p>Of what was found, the sectors are kept where something proved itself, and no more: whoever goes on reads them again, and
 * believes the image and not what was written down. Of the same image, that finds the same.
 *
 * @param done the first byte that was not looked at
 * @param places first bytes of sectors where something proved itself, in their order
 * @param unreadable bytes that could not be read
 * @param unread the first places of those, in bytes
 */
public record SoFar(long done, List<Long> places, long unreadable, List<Extent> unread) {
    /** So many places are kept. */
    static final int MOST_PLACES = 1 << 17;

    /** So many unreadable places are told one by one. */
    static final int MOST_UNREAD = 1000;

    public SoFar {
        places = List.copyOf(places);
        unread = List.copyOf(unread);
    }

    /** That nothing was looked at. */
    public static SoFar nothing(Search.Plan plan) {
        return new SoFar(plan.from(), List.of(), 0, List.of());
    }
}
