package jdisk.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdisk.unit.Extent;

/**
 * Counts the blocks that the threads of a search are through with, in the order of the image: up to where all are done, what they
 * held is known.
 */
final class Tally {
    /** What a block of an image held. For one thread, until it is counted. */
    static final class Block {
        private final long at;
        private final int length;
        private final List<Long> places = new ArrayList<>();
        private final List<Extent> unread = new ArrayList<>();

        Block(long at, int length) {
            this.at = at;
            this.length = length;
        }

        /** Notes a sector where something proved itself. */
        void proved(long place) {
            if (places.isEmpty() || places.getLast() != place) {
                places.add(place);
            }
        }

        /** Notes bytes that cannot be read. */
        void unreadable(long from, int count) {
            unread.add(new Extent(from, count));
        }
    }

    /** Those after one that is not done: as few as there are threads, unless a disk is slow to say what it cannot read. */
    private final Map<Long, Block> ahead = new TreeMap<>();

    private final List<Long> places;
    private final List<Extent> unread;
    private long done;
    private long unreadable;
    private Optional<SoFar> last = Optional.empty();

    Tally(SoFar before) {
        this.places = new ArrayList<>(before.places());
        this.unread = new ArrayList<>(before.unread());
        this.done = before.done();
        this.unreadable = before.unreadable();
    }

    synchronized void add(Block block) {
        ahead.put(block.at, block);
        // Ends: each turn takes one away.
        for (Block next = ahead.remove(done); next != null; next = ahead.remove(done)) {
            take(next);
        }
    }

    private void take(Block block) {
        if (last.isEmpty() && places.size() + block.places.size() > SoFar.MOST_PLACES) {
            last = Optional.of(now());
        }
        if (last.isEmpty()) {
            places.addAll(block.places);
        }
        block.unread.forEach(this::unreadable);
        done += block.length;
    }

    synchronized void unreadable(Extent bytes) {
        unreadable += bytes.count();
        if (unread.size() < SoFar.MOST_UNREAD) {
            unread.add(bytes);
        }
    }

    /** All that is known, but for places that are too many. */
    synchronized SoFar now() {
        return new SoFar(done, places, unreadable, unread);
    }

    /** What can be gone on from: where there are too many places, what was known before there were. */
    synchronized SoFar kept() {
        return last.orElseGet(this::now);
    }
}
