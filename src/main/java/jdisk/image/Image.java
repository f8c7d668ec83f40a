package jdisk.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A disk image: bytes that can be read at any place and never written. */
public interface Image extends Closeable {
    /** The name the user gave, as listings show it. */
    String name();

    /** Size in bytes, as found when the image was opened. */
    long size();

    /**
     * Fills what remains of {@code target} with the bytes from {@code offset} on.
     *
     * @param offset in bytes from the start of the image
     * @throws EOFException if the image ends before the buffer is full
     * @throws IOException if the bytes cannot be read
     */
    void read(long offset, ByteBuffer target) throws IOException;

    /**
     * The bytes at a place.
     *
     * @param offset in bytes from the start of the image
     * @throws EOFException if the image ends before
     */
    default ByteView view(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(offset, ByteBuffer.wrap(bytes));
        return new ByteView(bytes);
    }

    /** The bytes at a place, as many as the image has there, at most {@code length}. */
    default ByteView viewUpTo(long offset, int length) throws IOException {
        return offset >= size() ? new ByteView(new byte[0]) : view(offset, Math.clamp(size() - offset, 0, length));
    }
}
