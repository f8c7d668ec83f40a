package jdisk.text;

import java.util.OptionalInt;

/**
 * What a listing is shown on.
 *
 * @param emphasis how headers are set off
 * @param width in columns, or nothing where there is no end to a line: a pipe, a file
 */
public record Page(Emphasis emphasis, OptionalInt width) {
    /** A pipe or a file. */
    public static final Page PLAIN = new Page(Emphasis.NONE, OptionalInt.empty());
}
