package jdisk.extract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import jdisk.image.Image;

/** Where the bytes of a copy go. Positions count from the start of the copy. */
public interface Sink {
    /** Where a write begins and ends best, in bytes: at the borders of a file system's blocks. */
    int BLOCK = 4096;

    /** Where nothing is kept: for digests alone. */
    Sink NOWHERE = new Sink() {
        @Override
        public boolean keepsHoles() {
            return true;
        }

        @Override
        public void write(long at, ByteBuffer bytes) {
            // not kept
        }

        @Override
        public long transfer(Image image, long offset, long count, long at) {
            return count;
        }
    };

    /** Whether what is not written reads as zeros later. If not, everything has to be written, in order. */
    boolean keepsHoles();

    /** Writes all that remains of the bytes. */
    void write(long at, ByteBuffer bytes) throws IOException;

    /**
     * Has the system copy bytes of the image.
     *
     * @return how many it copied: at least one, unless the image has shrunk
     * @throws IOException if they could not be read or not be written
     */
    long transfer(Image image, long offset, long count, long at) throws IOException;

    /** Told how far everything is written, and which sectors are zeros because they could not be read. */
    default void written(Extraction soFar) {
        // of no use where nothing is kept
    }

    /**
     * What an earlier run has written already.
     *
     * @return the bytes and sectors that need not be done again; none usually
     */
    default Extraction before() {
        return new Extraction(0, List.of(), false, List.of());
    }

    /** Whether {@link #transfer} is better than {@link #write} where nobody needs to see the bytes. */
    default boolean transfers() {
        return true;
    }

    /** Reads back what an earlier run has written. */
    default void readBack(long at, ByteBuffer bytes) throws IOException {
        throw new IllegalStateException("cannot be read back");
    }
}
