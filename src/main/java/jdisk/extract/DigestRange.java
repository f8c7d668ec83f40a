package jdisk.extract;

/**
 * A part of an image to be digested.
 *
 * @param offset in bytes of the image
 * @param length in bytes
 */
public record DigestRange(long offset, long length, Algorithm algorithm) {}
