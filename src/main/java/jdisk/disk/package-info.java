/**
 * An image understood: {@link jdisk.disk.Disk}. Imports {@code label}, {@code probe}, {@code image} and {@code unit}.
 *
 * <p>Programs start here: they open an image with {@link jdisk.source.Sources}, make a disk of it, and get records and codes, no
 * sentences. Nothing here is static and changes, and nothing prints.
 */
@NullMarked
package jdisk.disk;

import org.jspecify.annotations.NullMarked;
