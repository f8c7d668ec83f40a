package jdisk.testing;

/**
 * What a run of the program left behind.
 *
 * @param status exit status, or {@link #NO_ANSWER}
 * @param out what it wrote to standard output; to both streams, in the order written, where they were joined
 * @param err what it wrote to standard error
 */
public record Outcome(int status, String out, String err) {

    /** Stands for the exit status of a run that did not end in time. */
    public static final int NO_ANSWER = -1;
}
