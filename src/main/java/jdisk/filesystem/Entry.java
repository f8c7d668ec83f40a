package jdisk.filesystem;

import java.io.IOException;

/** A name in a directory, and what it stands for. Small, as there may be a million. */
public interface Entry {
    Name name();

    /**
     * What has the name.
     *
     * @throws IOException if that cannot be read, or is nothing that could be there
     */
    Node node() throws IOException;

    /** Whether it belongs to the file system itself, as NTFS's {@code $MFT} does: shown only to who asks for all. */
    default boolean isInternal() {
        return false;
    }
}
