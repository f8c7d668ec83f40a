/**
 * Opens the images users name: transports first, then containers by their mark, raw bytes last. Imports {@code image}.
 *
 * <p>{@link jdisk.source.Sources} holds the one list, in its order. A container that is not read is named by
 * {@link jdisk.source.Container} where no table is found, and nowhere else: a raw image with a table never pays for it.
 */
@NullMarked
package jdisk.source;

import org.jspecify.annotations.NullMarked;
