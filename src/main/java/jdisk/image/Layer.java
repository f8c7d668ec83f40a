package jdisk.image;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A form in which an image is kept in another, or in a file.
 *
 * @param format its short name: {@code qcow2}, {@code ewf}, {@code xz}, …
 * @param size of the image in it, in bytes
 * @param file the file it is in, or what it was reached by
 * @param facts what else it says of itself that people want to know, in an order to be shown in
 */
public record Layer(String format, long size, String file, Map<String, String> facts) {
    /** The name of the fact that sectors could not be read when the image was made; which ones, it says. */
    public static final String READ_ERRORS = "read errors";

    private static final String DAMAGED = "damaged";
    private static final String INCOMPLETE = "incomplete";
    private static final String OVERLAY = "below";

    /** The same, with what is wrong with all of it. */
    public Layer damaged(String how) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(DAMAGED, how);
        return new Layer(format, size, file, more);
    }

    /** The same for the form of an image that lies below another, as a backing file or a parent does. */
    public Layer below(String overlay) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.putIfAbsent(OVERLAY, overlay);
        return new Layer(format, size, file, more);
    }

    /** Whether it is that of an image that lies below another, and not one of those that all of this one is in. */
    public boolean isBelow() {
        return facts.containsKey(OVERLAY);
    }

    /** What is wrong with all of it, as far as is known: a checksum at its end is only known to be wrong once it was read. */
    public Optional<String> damage() {
        return Optional.ofNullable(facts.get(DAMAGED));
    }

    /** What of it is missing. */
    public Optional<String> missing() {
        return Optional.ofNullable(facts.get(INCOMPLETE));
    }

    /** What of the disk could not be read when the image was made: it is not missing, but what is in its place is not what was there. */
    public Optional<String> readErrors() {
        return Optional.ofNullable(facts.get(READ_ERRORS));
    }
}
