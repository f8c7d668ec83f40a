/**
 * Recognising what lies at a place in an image: a file system, swap space, a member of another layer; and its label and UUID.
 * Imports {@code image} and {@code unit}.
 *
 * <p>A class a format, or a table of constants where formats of a kind differ only in their marks ({@code Superblock},
 * {@code BiosRaid}); {@code Candidate} holds the list of them, in their order. It is loaded when something is first looked
 * for, and {@link jdisk.probe.BootRecords} stands apart from it, so that listing a table loads none of them.
 *
 * <p>The first structure of a format whose files are read is a record of its own, with a method for every field that reading
 * them may take; what ext has beside is told in parts of that record, over the same bytes. A record holds the bytes and takes
 * the numbers out of them when it is asked, so that no constructor has thirty numbers in a row. There is none of bytes that
 * the probe would not take; a field that means nothing, such as a size that is not a power of two, is told by 0 and not by an
 * exception. {@link jdisk.probe.FatBootRecord}, {@link jdisk.probe.ExfatBootRecord}, {@link jdisk.probe.NtfsBootRecord},
 * {@link jdisk.probe.ExtSuperblock} and {@link jdisk.probe.IsoDescriptors}.
 *
 * <p>Decision: types, versions and UUIDs are written as blkid of util-linux writes them, because mount, udev and /etc/fstab
 * know them in this form; where blkid leaves a field out, so does this room. It differs where blkid gives up: of a volume that
 * looks like two things the first is told, and the caller may ask for all; the second superblocks of Btrfs are not looked
 * at, because they outlive a new file system; and a FAT32 is one even if its sector of free space is damaged. A checksum is
 * verified where some blkid verifies it, which a later one does more often; the identifier of a BeFS, which is in an attribute,
 * and checksums of bcachefs that take another algorithm are not looked at.
 *
 * <p>Decision: labels are text. Bytes that are no UTF-8 are taken for what the makers of the format write: code page 850 in
 * FAT, Mac Roman in HFS, ISO 8859-1 elsewhere. They may hold any character; whoever prints them makes them fit to print.
 */
@NullMarked
package jdisk.probe;

import org.jspecify.annotations.NullMarked;
