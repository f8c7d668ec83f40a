/**
 * Reads the files of ISO 9660, by the names of Rock Ridge, Joliet or the standard itself. Imports the room {@code filesystem} itself,
 * {@code probe}, {@code image} and {@code unit}.
 *
 * <p>Sources of all layouts:
 * <a href="https://www.ecma-international.org/publications-and-standards/standards/ecma-119/">ECMA-119</a>, the System Use Sharing
 * Protocol and the Rock Ridge Interchange Protocol (IEEE P1281 and P1282, drafts 1.12), Microsoft's Joliet Specification, the El
 * Torito Bootable CD-ROM Format Specification, and the zisofs formats 1 and 2 as libisofs documents them. Each layout stands at the
 * top of the class that reads it.
 */
@NullMarked
package jdisk.filesystem.iso9660;

import org.jspecify.annotations.NullMarked;
