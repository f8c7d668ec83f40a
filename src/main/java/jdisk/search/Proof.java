package jdisk.search;

import java.io.IOException;
import java.util.function.Consumer;
import jdisk.image.Slice;

/** Proves what a candidate of a format may be. */
interface Proof {
    /**
     * Reads what the candidate implies.
     *
     * @param disk all of the image
     * @param at where the candidate lies, in bytes
     * @param found told what is proved: nothing, mostly
     * @throws IOException if it cannot be proved, because something cannot be read
     */
    void prove(Slice disk, long at, Consumer<Witness> found) throws IOException;
}
