package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import jdisk.unit.Extent;

/** Finds the extents of a list that share sectors. */
final class Overlaps {
    /** Two extents that share sectors, by their places in the list; the second is the later one. */
    record Pair(int first, int second) {}

    /** The sectors of all extents looked at so far, as runs that do not touch each other: first sector to the one after the last. */
    private final NavigableMap<Long, Long> taken = new TreeMap<>();

    private Overlaps() {}

    /**
     * The pairs, each extent with those before it, in the order of the list; no more than so many.
     *
     * <p>Takes a long look at the extents before one only where there is a pair to be found, so that a table of many thousand
     * partitions that do not overlap costs little, and one of many that do no more than the limit allows.
     */
    static List<Pair> among(List<Extent> extents, int limit) {
        List<Pair> pairs = new ArrayList<>();
        Overlaps seen = new Overlaps();
        for (int i = 0; i < extents.size() && pairs.size() < limit; i++) {
            Extent extent = extents.get(i);
            if (seen.shares(extent)) {
                for (int j = 0; j < i && pairs.size() < limit; j++) {
                    if (share(extents.get(j), extent)) {
                        pairs.add(new Pair(j, i));
                    }
                }
            }
            seen.add(extent);
        }
        return pairs;
    }

    private static boolean share(Extent one, Extent other) {
        return !one.isEmpty() && !other.isEmpty() && one.first() < other.end() && other.first() < one.end();
    }

    private boolean shares(Extent extent) {
        Map.Entry<Long, Long> before = taken.lowerEntry(extent.end());
        return !extent.isEmpty() && before != null && before.getValue() > extent.first();
    }

    private void add(Extent extent) {
        if (extent.isEmpty()) {
            return;
        }
        long first = extent.first();
        long end = extent.end();
        // Ends: each turn takes a run away.
        for (Map.Entry<Long, Long> run = taken.floorEntry(end); run != null && run.getValue() >= first; run = taken.floorEntry(end)) {
            first = Math.min(first, run.getKey());
            end = Math.max(end, run.getValue());
            taken.remove(run.getKey());
        }
        taken.put(first, end);
    }
}
