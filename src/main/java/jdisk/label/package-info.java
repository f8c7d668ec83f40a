/**
 * Partition tables: one reader a format, and what is doubtful about a table. Imports {@code image}, {@code unit} and
 * {@code probe}.
 *
 * <p>Readers return a {@link jdisk.label.Label} and {@link jdisk.label.Finding}s; they never print, repair or ask.
 *
 * <p>Decision: this room may import {@code probe}. A FAT or NTFS boot record ends in the same 55 AA as a partition
 * table, and only the room that knows file systems can say which of the two sector 0 is.
 */
@NullMarked
package jdisk.label;

import org.jspecify.annotations.NullMarked;
