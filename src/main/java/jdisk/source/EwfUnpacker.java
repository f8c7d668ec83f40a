package jdisk.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import jdisk.image.ByteView;
import jdisk.image.Image;

/** What reading a chunk of EWF takes, for one thread at a time. */
final class EwfUnpacker {
    /** Chunks that are packed this well are mostly zeros, and many are alike. */
    private static final int WELL = 64;

    private final Inflater inflater = new Inflater();
    private byte[] kept = new byte[0];
    private byte[] lastKept = new byte[0];
    private byte[] last = new byte[0];

    /**
     * Reads a chunk.
     *
     * @param place where it is kept, which has been found to be in the segment
     * @param whole takes just the bytes of the disk that it holds
     * @param more bytes that it may have past the end of the disk
     * @throws IOException if it cannot be read, or is damaged
     */
    void read(Image segment, long chunk, EwfTable.Place place, ByteBuffer whole, int more) throws IOException {
        int length = (int) place.length();
        if (kept.length < length) {
            kept = new byte[length];
        }
        segment.read(place.from(), ByteBuffer.wrap(kept, 0, length));
        if (place.isPacked()) {
            unpack(chunk, length, whole, more, !place.isLast());
        } else {
            check(chunk, length, whole.remaining(), more, !place.isLast());
            whole.put(kept, 0, whole.remaining());
        }
    }

    /** Unpacks the chunk that is kept. The same bytes unpack to the same, which need not be done again. */
    private void unpack(long chunk, int length, ByteBuffer whole, int more, boolean isAlone) throws IOException {
        int bytes = whole.remaining();
        if (last.length == bytes && Arrays.equals(kept, 0, length, lastKept, 0, lastKept.length)) {
            whole.put(last);
            return;
        }
        ByteBuffer same = whole.slice();
        inflate(chunk, length, whole, more, isAlone);
        if (length < bytes / WELL && isAlone) {
            lastKept = Arrays.copyOf(kept, length);
            last = new byte[bytes];
            ByteBuffer.wrap(last).put(same);
        }
    }

    /**
     * Unpacks a chunk to its end, where zlib's own checksum is.
     *
     * @param more bytes that it may have past the end of the disk
     * @param isAlone whether nothing else is in its place
     */
    private void inflate(long chunk, int length, ByteBuffer whole, int more, boolean isAlone) throws IOException {
        try {
            inflater.setInput(kept, 0, length);
            int bytes = whole.remaining();
            // Ends: each turn unpacks a byte at least.
            while (whole.hasRemaining() && inflater.inflate(whole) > 0) {
                // goes on
            }
            if (whole.hasRemaining()) {
                throw new IOException("chunk " + chunk + " is damaged: " + (inflater.finished()
                        ? "it has " + (bytes - whole.remaining()) + " bytes of " + bytes
                        : "it ends early"));
            }
            // The checksum is compared where the end is reached, for which room is asked.
            byte[] rest = new byte[more + 1];
            int past = 0;
            int count;
            // Ends: each turn unpacks a byte at least.
            do {
                count = inflater.inflate(rest, past, rest.length - past);
                past += count;
            } while (count > 0 && past <= more);
            if (!inflater.finished()) {
                throw new IOException("chunk " + chunk + " is damaged: " + (past > more ? "it is too large" : "it ends early"));
            }
            if (isAlone) {
                checkRest(chunk, length - inflater.getRemaining(), length);
            }
        } catch (DataFormatException e) {
            throw new IOException("chunk " + chunk + " is damaged: it cannot be unpacked, or its checksum is wrong", e);
        } finally {
            inflater.reset();
        }
    }

    /**
     * Checks the chunk that is kept, which is not packed.
     *
     * @param length of it as it is kept
     * @param bytes of the disk that it holds
     * @param more bytes that it may have past the end of the disk
     * @param isAlone whether nothing else is in its place
     */
    private void check(long chunk, int length, int bytes, int more, boolean isAlone) throws IOException {
        if (length < bytes + 4) {
            throw new IOException("chunk " + chunk + " is damaged: it ends early");
        }
        if (!endsWithSum(bytes)) {
            if (length > bytes + more + 4 || !endsWithSum(length - 4)) {
                throw new IOException("chunk " + chunk + " is damaged: its checksum is wrong");
            }
        } else if (isAlone) {
            checkRest(chunk, bytes + 4, length);
        }
    }

    /** A chunk is followed by the next, or by zeros. Whatever else is in its place, it is another chunk that was meant to be there. */
    private void checkRest(long chunk, int from, int to) throws IOException {
        for (int at = from; at < to; at++) {
            if (kept[at] != 0) {
                throw new IOException("chunk " + chunk + " is damaged: it ends " + (to - at) + " bytes before the next one begins");
            }
        }
    }

    /** Whether so many bytes that are kept are followed by their checksum. */
    private boolean endsWithSum(int bytes) {
        Adler32 sum = new Adler32();
        sum.update(kept, 0, bytes);
        return sum.getValue() == new ByteView(kept).u32le(bytes);
    }
}
