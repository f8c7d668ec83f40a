package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Stretches of an image, one after the other, that are decoded each by itself. */
interface SpoolSections {
    /** How many there are, at least one. */
    int count();

    /** Where one begins in the image; for the number after the last, where all end, or more. */
    long start(int section);

    /**
     * What is in a section, and no more.
     *
     * @throws IOException if that cannot be read
     */
    InputStream open(int section) throws IOException;

    /** A stream, which is all there is. */
    record Whole(InputStream stream) implements SpoolSections {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public long start(int section) {
            return section == 0 ? 0 : Long.MAX_VALUE;
        }

        @Override
        public InputStream open(int section) {
            return stream;
        }
    }

    /** A decoder that knows at its end whether something is wrong with what it decoded, all of which is there. */
    interface Told {
        /** What is wrong, as of now. */
        Optional<String> unsound();
    }
}
