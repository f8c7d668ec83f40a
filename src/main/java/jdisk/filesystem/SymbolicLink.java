package jdisk.filesystem;

import java.io.IOException;

/** A symbolic link; also what NTFS has of the kind. */
public non-sealed interface SymbolicLink extends Node {
    /**
     * Where it leads, as it stands there: with {@code /} between names, except on NTFS.
     *
     * @throws IOException if that cannot be read
     */
    Name target() throws IOException;

    /**
     * Where it leads as a path in its volume, with {@code /} between names.
     *
     * @throws IOException if that cannot be read, or is not in the volume
     */
    default String path() throws IOException {
        return target().text();
    }
}
