package jdisk.filesystem;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A directory. */
public non-sealed interface Directory extends Node {
    /** Tells it from any other directory of its volume: one that is met twice is a loop, or damage. */
    long key();

    /**
     * What is in it, in the order of the disk; not itself and the one above it. Where only a part can be read, that part; the
     * volume then has a problem to tell. A name may be there twice in a damaged one.
     *
     * @throws IOException if nothing of it can be read
     */
    List<? extends Entry> entries() throws IOException;

    /**
     * The entry of a name, as the file system itself would find it: one that ignores case finds another spelling.
     *
     * @throws IOException if nothing of the directory can be read
     */
    default Optional<? extends Entry> entry(Name name) throws IOException {
        return entries().stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
