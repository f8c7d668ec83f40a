package jdisk.filesystem.ntfs;

import java.io.IOException;

/** There are zeros where a record would be. */
final class NeverWrittenException extends IOException {
    private static final long serialVersionUID = 1;

    NeverWrittenException() {
        super("it was never written");
    }
}
