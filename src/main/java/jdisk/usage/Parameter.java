package jdisk.usage;

import java.util.List;

/**
 * What can stand in a place among the arguments that are no options.
 *
 * @param least how many there must be
 * @param most how many there can be
 */
public record Parameter(String label, int least, int most, List<String> choices, String description) implements Argument {
    /** One that must be there. */
    public static Parameter required(String label, String description) {
        return new Parameter(label, 1, 1, List.of(), description);
    }

    /** One that may be there. */
    public static Parameter optional(String label, String description) {
        return new Parameter(label, 0, 1, List.of(), description);
    }

    /** Any number of them. */
    public static Parameter any(String label, String description) {
        return new Parameter(label, 0, Integer.MAX_VALUE, List.of(), description);
    }

    /** One or more of them. */
    public static Parameter some(String label, String description) {
        return new Parameter(label, 1, Integer.MAX_VALUE, List.of(), description);
    }

    /** The same, which is one of these. */
    public Parameter oneOf(List<String> values) {
        return new Parameter(label, least, most, values, description);
    }

    /** Whether there can be more than one. */
    public boolean isMany() {
        return most > 1;
    }
}
