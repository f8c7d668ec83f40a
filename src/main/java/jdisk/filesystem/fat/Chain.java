package jdisk.filesystem.fat;

import java.util.Arrays;

/** Clusters in the order in which a file has them, those that follow one another as runs. Grows while it is followed. */
final class Chain {
    /** Takes a run. */
    interface Taker {
        /**
         * A run.
         *
         * @param count how many clusters, the first of them included
         */
        void run(long first, long count);
    }

    private int[] firsts = new int[2];
    private int[] counts = new int[2];
    private int runs;
    private long clusters;
    private String why = "";

    /** Adds clusters that follow one another. Numbers have 32 bits without a sign. */
    void add(long first, long count) {
        clusters += count;
        if (runs > 0 && Integer.toUnsignedLong(firsts[runs - 1]) + Integer.toUnsignedLong(counts[runs - 1]) == first) {
            counts[runs - 1] += (int) count;
            return;
        }
        if (runs == firsts.length) {
            firsts = Arrays.copyOf(firsts, runs * 2);
            counts = Arrays.copyOf(counts, runs * 2);
        }
        firsts[runs] = (int) first;
        counts[runs] = (int) count;
        runs++;
    }

    /** Leaves out all clusters but the first ones. */
    void cut(long most) {
        // Ends: each turn takes from a run or leaves one out.
        while (clusters > most) {
            long last = Integer.toUnsignedLong(counts[runs - 1]);
            long fewer = Math.min(last, clusters - most);
            counts[runs - 1] = (int) (last - fewer);
            clusters -= fewer;
            runs -= fewer == last ? 1 : 0;
        }
    }

    /** Notes that it ends where no chain should, in words that end a sentence. */
    void breaks(String reason) {
        why = reason;
    }

    /** How many clusters it has, as far as they were wanted. */
    long clusters() {
        return clusters;
    }

    /** Why it ends where no chain should; empty if it does not. */
    String why() {
        return why;
    }

    void runs(Taker taker) {
        for (int i = 0; i < runs; i++) {
            taker.run(Integer.toUnsignedLong(firsts[i]), Integer.toUnsignedLong(counts[i]));
        }
    }
}
