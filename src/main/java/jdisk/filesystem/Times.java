package jdisk.filesystem;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * When something happened to a node; nothing where the format does not keep it, or there is no such time.
 *
 * @param modified its contents changed
 * @param accessed it was read
 * @param changed it itself changed: its owner, its name
 * @param created it was made
 */
public record Times(Optional<Time> modified, Optional<Time> accessed, Optional<Time> changed, Optional<Time> created) {
    public static final Times NONE = new Times(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** A time, as exactly as it is kept. */
    public sealed interface Time {
        /** Decimals of a second that are kept: 9 for nanoseconds, 0 for seconds. */
        int decimals();
    }

    /** A moment that is the same everywhere. */
    public record Moment(Instant at, int decimals) implements Time {}

    /**
     * What a clock on a wall showed, nobody knows where.
     *
     * @param decimals of a second, or -1 if only the day is kept
     */
    public record Local(LocalDateTime at, int decimals) implements Time {}
}
