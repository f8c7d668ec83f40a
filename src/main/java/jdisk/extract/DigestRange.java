package jdisk.extract;

import jdisk.image.Slice;

/**
 * A part of an image to be digested: as much of it as is there.
 *
 * @param range a slice of the image that is read
 */
public record DigestRange(Slice range, Algorithm algorithm) {}
