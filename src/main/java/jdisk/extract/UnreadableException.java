package jdisk.extract;

import java.io.IOException;

/** A sector of the image could not be read. */
public final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1;

    private final long sector;

    UnreadableException(long sector, IOException cause) {
        super("sector " + sector + " cannot be read: " + cause.getMessage(), cause);
        this.sector = sector;
    }

    /** The number of the sector, from the start of the image. */
    public long sector() {
        return sector;
    }
}
