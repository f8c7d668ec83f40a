package jdisk.listing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdisk.label.Finding;
import jdisk.label.Verification;

/**
 * Findings as they are told: a few of each kind, and how many more there are, so that a table of which all is wrong does not
 * fill the screen.
 */
public final class FewOfEach {
    /** So many doubts of a kind are told. */
    public static final int DOUBTS = 5;

    /** So many findings of a kind does verifying tell: fdisk knows 60 partitions of an MBR, and tells what is wrong with each. */
    static final int VERIFIED = 100;

    /**
     * Something to tell: a finding, or how many more of its kind there are.
     *
     * @param finding the last one of its kind that is told, where others are only counted
     * @param more how many are only counted; 0 of one that is told
     */
    public record Item<F extends Finding>(F finding, int more) {
        /** The sentence for those that are only counted. */
        public String counted() {
            return "and " + more + " more of this kind";
        }
    }

    private FewOfEach() {}

    /** What {@code v} tells. */
    public static List<Item<Finding.OfVerifying>> told(Verification verification) {
        return of(verification.findings(), VERIFIED);
    }

    /** In the order of the findings; the count of a kind follows the last one of it that is told. */
    public static <F extends Finding> List<Item<F>> of(List<? extends F> findings, int limit) {
        Map<String, Integer> counts = new HashMap<>();
        findings.forEach(finding -> counts.merge(finding.code(), 1, Integer::sum));
        Map<String, Integer> told = new HashMap<>();
        List<Item<F>> items = new ArrayList<>();
        for (F finding : findings) {
            int number = told.merge(finding.code(), 1, Integer::sum);
            int more = counts.getOrDefault(finding.code(), 0) - limit;
            if (number <= limit) {
                items.add(new Item<>(finding, 0));
            }
            if (number == limit && more > 0) {
                items.add(new Item<>(finding, more));
            }
        }
        return items;
    }
}
