package jdisk.image;

import java.util.Map;

/**
 * A form in which an image is kept in another, or in a file.
 *
 * @param format its short name: {@code qcow2}, {@code ewf}, {@code xz}, …
 * @param size of the image in it, in bytes
 * @param file the file it is in, or what it was reached by
 * @param facts what else it says of itself that people want to know, in an order to be shown in
 */
public record Layer(String format, long size, String file, Map<String, String> facts) {}
