/**
 * Reads the files of ext2, ext3 and ext4. Imports the room {@code filesystem} itself, {@code probe}, {@code image} and
 * {@code unit}.
 *
 * <p>Source of all layouts: <a href="https://docs.kernel.org/filesystems/ext4/">the kernel's documentation of ext4</a>. Each
 * stands at the top of the class that reads it.
 */
@NullMarked
package jdisk.filesystem.ext;

import org.jspecify.annotations.NullMarked;
