/**
 * Where bytes come from: an image that is read and never written. Imports {@code unit}.
 *
 * <p>No class of this room has a method that writes to an image, and files are opened for reading only, so that nothing built
 * on it can alter one.
 *
 * <p>An image tells where its holes are, if it knows, and sends bytes to a channel by the shortest way there is: what copies
 * or serves an image needs no other knowledge of what it is kept in.
 */
@NullMarked
package jdisk.image;

import org.jspecify.annotations.NullMarked;
