package jdisk.text;

import java.util.stream.Collectors;

/**
 * How what matters is set off where it is shown: as util-linux does, with its escape sequences (ECMA-48, SGR), or not at all.
 *
 * <p>Only bold and one colour are used, and never a background: both can be read on a light terminal as well as on a dark one.
 */
public enum Emphasis {
    NONE,
    COLOUR;

    private static final String BOLD = "\033[1m";
    private static final String RED = "\033[31m";
    private static final String RESET = "\033[0m";

    /** The first line of a listing, the header of a column, the title of a part of a menu. */
    public String header(String text) {
        return set(BOLD, text);
    }

    /** An error or a doubt, each line for itself. */
    public String warning(String text) {
        return switch (this) {
            case NONE -> text;
            case COLOUR ->
                text.lines().map(line -> set(RED, line)).collect(Collectors.joining("\n")) + (text.endsWith("\n") ? "\n" : "");
        };
    }

    private String set(String sequence, String text) {
        return switch (this) {
            case NONE -> text;
            case COLOUR -> text.isEmpty() ? text : sequence + text + RESET;
        };
    }
}
