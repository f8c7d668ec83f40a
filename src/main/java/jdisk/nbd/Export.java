package jdisk.nbd;

/**
 * A part of an image under a name that clients ask for.
 *
 * @param name ASCII, such as {@code 6} or {@code disk}
 * @param description for people
 * @param offset in bytes of the image
 * @param length in bytes; all of it lies within the image
 */
public record Export(String name, String description, long offset, long length) {}
