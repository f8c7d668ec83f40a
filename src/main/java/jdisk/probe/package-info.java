/**
 * Recognising what lies at a place in an image: a file system, swap space, a member of another layer; and its label and UUID.
 * Imports {@code image} and {@code unit}.
 *
 * <p>A class a format; {@link jdisk.probe.ContentsProbe} holds the list of them, in their order.
 *
 * <p>Decision: types, versions and UUIDs are written as blkid of util-linux writes them, because mount, udev and /etc/fstab
 * know them in this form; where blkid leaves a field out, so does this room. It differs where blkid gives up: of a volume that
 * looks like two things the first is told, and the caller may ask for all; the second superblocks of Btrfs are not looked
 * at, because they outlive a new file system; and a FAT32 is one even if its sector of free space is damaged.
 *
 * <p>Decision: labels are text. Bytes that are no UTF-8 are taken for what the makers of the format write: code page 850 in
 * FAT, Mac Roman in HFS, ISO 8859-1 elsewhere. They may hold any character; whoever prints them makes them fit to print.
 */
@NullMarked
package jdisk.probe;

import org.jspecify.annotations.NullMarked;
