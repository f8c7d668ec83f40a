package jdisk.extract;

import java.io.EOFException;
import java.io.IOException;
import jdisk.image.NoRoomException;
import org.jspecify.annotations.Nullable;

/** A sector of what was to be copied or digested could not be read: of a disk, or of a file in it. */
public final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1;

    private final long sector;

    UnreadableException(long sector, IOException cause) {
        super("sector " + sector + " cannot be read: " + cause.getMessage(), cause);
        this.sector = sector;
    }

    /** Whether zeros may never take the place of what could not be read for this reason: the image ends there, or nothing is wrong with it. */
    static boolean forbidsZeros(@Nullable Throwable cause) {
        return cause instanceof EOFException || cause instanceof NoRoomException;
    }

    /** Whether zeros may take the place of the sector, if that is wished. */
    public boolean allowsZeros() {
        return !forbidsZeros(getCause());
    }

    /** The number of the sector, from the start of the image that the plan has a range of: the file, where that is one. */
    public long sector() {
        return sector;
    }
}
