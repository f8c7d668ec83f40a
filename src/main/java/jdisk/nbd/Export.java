package jdisk.nbd;

import jdisk.image.Image;

/**
 * An image, or a part of one, under a name that clients ask for.
 *
 * @param name ASCII, such as {@code 6} or {@code disk}
 * @param description for people
 * @param content the bytes that clients read
 */
public record Export(String name, String description, Image content) {}
