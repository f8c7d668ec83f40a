package jdisk.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdisk.usage.Option;

/** The name that was probably meant by one that is mistyped. */
public record Nearest(String name) {
    /** What is longer is no name with a typing error in it. */
    private static final int LONGEST = 40;

    /** The nearest of some names: the one this is the beginning of, or the one that differs by a letter, two in a long name. */
    static Optional<Nearest> to(String typed, Collection<String> names) {
        if (typed.length() < 2 || typed.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> longer = names.stream().filter(name -> name.startsWith(typed)).toList();
        if (longer.size() == 1) {
            return Optional.of(new Nearest(longer.getFirst()));
        }
        return names.stream()
                .filter(name -> distance(typed, name) <= (Math.max(typed.length(), name.length()) + 2) / 4)
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .map(Nearest::new);
    }

    /** The nearest of some options to a mistyped long one, whose value may be attached. */
    public static Optional<Nearest> toOption(String typed, List<Option> options) {
        return typed.startsWith("--")
                ? to(typed.split("=", 2)[0], options.stream().map(Option::longName).toList())
                : Optional.empty();
    }

    /** Asks whether it was meant. */
    public String question() {
        return "did you mean '" + name + "'?";
    }

    /** Letters to put in, leave out, change, or exchange with their neighbours: the distance of Damerau, none moved twice. */
    static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int least = Math.min(steps[i - 1][j - 1] + change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                boolean exchanged = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
                steps[i][j] = exchanged ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
            }
        }
        return steps[from.length()][to.length()];
    }
}
