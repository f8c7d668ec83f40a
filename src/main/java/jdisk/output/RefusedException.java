package jdisk.output;

import java.io.IOException;

/** A file is not written, for the sake of what is there: the message says which, why, and what to do. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        super(message);
    }
}
