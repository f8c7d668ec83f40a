package jdisk.filesystem;

import java.io.IOException;
import java.util.List;

/** A file system that is open for reading. For one thread at a time. */
public interface Volume {
    /** The name blkid has for the format: {@code ext4}, {@code ntfs}, {@code vfat}, … */
    String type();

    /** What the numbers of its nodes are called: {@code inode}, {@code file record}, … */
    default String numbering() {
        return "inode";
    }

    /**
     * The directory that all others are in.
     *
     * @throws IOException if it cannot be read, or is none
     */
    Directory root() throws IOException;

    /**
     * What has been found since this was last asked: first how the volume was left and what was done about it, then what is
     * damaged where something was read.
     */
    List<Problem> takeProblems();
}
