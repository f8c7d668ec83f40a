/**
 * Reads the files of exFAT. Imports {@code filesystem.fat}, with which it has the table of clusters, chains and dates in common,
 * the room {@code filesystem} itself, {@code probe}, {@code image} and {@code unit}.
 *
 * <p>Source of all layouts: <a href="https://learn.microsoft.com/windows/win32/fileio/exfat-specification">Microsoft's exFAT
 * specification</a>. Each stands at the top of the class that reads it.
 *
 * <p>Decision: a set of entries whose checksum, or the hash of its name, is wrong is no file by the specification. It is shown if
 * its entries fit together, and the checksum told: whoever reads a damaged volume wants what is there.
 */
@NullMarked
package jdisk.filesystem.exfat;

import org.jspecify.annotations.NullMarked;
