/**
 * The commands that other tools need to reach a partition: mount, losetup, dd, dmsetup, kpartx, nbdkit. Imports {@code label}
 * and {@code unit}, and {@code probe} for what is mounted.
 *
 * <p>Everything here is text for a POSIX shell. Names of files pass through {@link jdisk.recipe.Quoting}; what is said beside
 * the commands stands in lines that begin with {@code #}, so that the whole may be pasted, or handed to {@code eval}.
 *
 * <p>Decision: nothing here reads an image. A recipe is made from a partition, and from what was found in it.
 *
 * <p>Decision: a mounted partition gets a loop device of 512-byte sectors whatever the image's are: mount(8) cannot ask for
 * others, and file systems made on larger sectors take smaller ones (tried: ext4, XFS, Btrfs, NTFS). Where a device is made
 * that stays, it gets the image's own.
 */
@NullMarked
package jdisk.recipe;

import org.jspecify.annotations.NullMarked;
