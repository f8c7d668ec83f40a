package jdisk.filesystem;

import java.io.IOException;
import java.util.List;

/** Something in a file system that has a name, or several. */
public sealed interface Node permits Directory, RegularFile, SymbolicLink, Special {

    /** What is known of it, whatever it is. */
    Attributes attributes();

    /** What else it holds under a name of its own (NTFS): none mostly. */
    default List<? extends NamedStream> streams() throws IOException {
        return List.of();
    }

    /** Something a format keeps with a node, such as an extended attribute. */
    record Extended(Name name, long size) {}

    /**
     * What the format keeps beside, for who wants to know all; none mostly.
     *
     * @throws IOException if it cannot be read
     */
    default List<Extended> extended() throws IOException {
        return List.of();
    }
}
