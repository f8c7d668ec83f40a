/**
 * Reads the files of FAT12, FAT16 and FAT32, and has what exFAT shares with them. Imports the room {@code filesystem} itself,
 * {@code probe}, {@code image} and {@code unit}.
 *
 * <p>Source of all layouts: Microsoft's FAT32 File System Specification (fatgen103). Each stands at the top of the class that reads
 * it.
 *
 * <p>Decision: a directory ends at the first entry whose first byte is 0, as the specification says; Linux reads on.
 *
 * <p>Decision: clusters past the size of a file are ignored, as drivers may keep them for it; a size that is larger than its chain
 * leaves the rest unreadable.
 */
@NullMarked
package jdisk.filesystem.fat;

import org.jspecify.annotations.NullMarked;
