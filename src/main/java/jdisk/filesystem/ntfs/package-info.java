/**
 * Reads the files of NTFS. Imports the room {@code filesystem} itself, {@code probe}, {@code image} and {@code unit}.
 *
 * <p>Sources of the layouts: <a href="https://flatcap.github.io/linux-ntfs/ntfs/">the Linux-NTFS project's documentation</a>,
 * <a href="https://github.com/libyal/libfsntfs/blob/main/documentation/New%20Technologies%20File%20System%20(NTFS).asciidoc">the
 * libfsntfs project's</a>, and Microsoft's
 * <a href="https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-fscc/">[MS-FSCC]</a> and
 * <a href="https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-xca/">[MS-XCA]</a>. Each layout stands at the top of
 * the class that reads it.
 *
 * <p>From the volume to a file: {@link jdisk.filesystem.ntfs.NtfsVolume} has an {@code Mft}, which has a {@code FileRecord} for
 * each number; a {@code FileAttributes} gathers the attributes of a file out of its records; a {@code Stream} is one that holds
 * bytes, {@code Runs} says in which clusters; {@code Index} takes the names of a directory.
 *
 * <p>Decision: the log is not replayed. Windows and the other drivers replay it when they mount the volume; a note says that it
 * would be.
 */
@NullMarked
package jdisk.filesystem.ntfs;

import org.jspecify.annotations.NullMarked;
