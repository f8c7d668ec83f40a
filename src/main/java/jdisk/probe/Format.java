package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.Slice;

/** A format that can be recognised. */
interface Format {
    /**
     * What a volume holds, if it is of this format.
     *
     * @throws IOException if bytes that would tell it cannot be read
     */
    Optional<Contents> find(Slice volume) throws IOException;
}
