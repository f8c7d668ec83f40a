/**
 * Where bytes come from: an image that is read and never written. Imports {@code unit}.
 *
 * <p>No class of this room has a method that writes, and files are opened for reading only, so that nothing built on it can
 * alter an image.
 */
@NullMarked
package jdisk.image;

import org.jspecify.annotations.NullMarked;
