package jdisk.search;

import java.util.List;

/** What was found, and may lie in a file of a volume that was found, too. */
interface Lodger {
    /** In bytes from the start of the image. */
    long start();

    /** In bytes. */
    long length();

    /** Where it ends, in bytes from the start of the image. */
    default long end() {
        return start() + length();
    }

    /** Where structures of it were found, in bytes from the start of the image. */
    List<Long> witnesses();
}
