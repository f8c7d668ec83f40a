package jdisk.filesystem;

import java.io.IOException;
import jdisk.image.Image;

/** A regular file. */
public non-sealed interface RegularFile extends Node {
    /**
     * What it holds: as many bytes as its attributes say. May be read by several threads at a time, and while the volume is in
     * use; a place that cannot be read fails when it is read.
     *
     * @throws IOException if it is not known where its bytes are, or how they are to be understood
     */
    Image content() throws IOException;
}
