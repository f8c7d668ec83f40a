package jdisk.image;

import java.util.function.IntToLongFunction;

/** Finds a place among numbers that ascend, such as where the pieces of a file begin. */
public final class Ascending {
    private Ascending() {}

    /**
     * The last number that is not more than another.
     *
     * @param count of the numbers
     * @param numbers each by its index; none is less than the one before it
     * @return its index; -1 if all are more
     */
    public static int last(int count, IntToLongFunction numbers, long most) {
        int low = 0;
        int high = count - 1;
        // Ends: each turn leaves half of the numbers.
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (numbers.applyAsLong(middle) <= most) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }
}
