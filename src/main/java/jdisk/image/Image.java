package jdisk.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
     * Fails unless a range lies in an image: for those that {@link #read} and know their size.
     *
     * @param what the image is in the message
     * @param offset in bytes from its start
     * @throws EOFException saying how many bytes of the range it does not have
     */
    static void checkRange(String what, long size, long offset, int length) throws EOFException {
        if (offset < 0) {
            throw new EOFException("no image has a byte " + Long.toUnsignedString(offset));
        }
        if (offset > size - length) {
            throw new EOFException(what + " ends at byte " + size + ", " + (length - Math.max(size - offset, 0)) + " bytes short");
        }
    }

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

    /** The files the bytes come from. */
    default List<Path> files() {
        return List.of();
    }

    /** The one file that holds these bytes and nothing else, each in its place: what a kernel or dd could use. */
    default Optional<Path> rawFile() {
        return Optional.empty();
    }

    /** The forms in which it is kept, the innermost first; none of what is kept as it is. */
    default List<Layer> layers() {
        return List.of();
    }

    /** Whether a file is one of the image's own, by whatever name or link, or would become one: nothing may be written there. */
    default boolean claims(Path file) throws IOException {
        for (Path own : files()) {
            if (Files.exists(file) && Files.isSameFile(file, own)) {
                return true;
            }
        }
        return false;
    }

    /** Tells this image, as it is now, from any other and from itself after a change. One line. */
    default String identity() {
        return name() + " " + size();
    }

    /** Whether what is at a place is soon had. If not, all of a long way to it has to be decoded first: who can do without it should. */
    default boolean isNear(long offset) {
        return true;
    }

    /**
     * Whether the places of holes are known. Holes read as zeros and take no room where the image is kept; without this
     * knowledge everything counts as data.
     */
    default boolean knowsHoles() {
        return false;
    }

    /** The first byte at or after {@code offset} that is in no hole, or the size of the image if there is none. */
    default long nextData(long offset) throws IOException {
        return offset;
    }

    /** The first byte at or after {@code offset} that is in a hole, or the size of the image if there is none. */
    default long nextHole(long offset) throws IOException {
        return size();
    }

    /** As {@link #nextData(long)}, or {@code end} if there is none before that: how far tables have to be looked through. */
    default long nextData(long offset, long end) throws IOException {
        return Math.min(nextData(offset), end);
    }

    /** As {@link #nextHole(long)}, or {@code end} if there is none before that. */
    default long nextHole(long offset, long end) throws IOException {
        return Math.min(nextHole(offset), end);
    }

    /**
     * Sends bytes where they are wanted, without taking them into the program where the system can do that.
     *
     * @return how many were sent: at least one, unless {@code count} is 0, the image has shrunk, or the target is a socket that
     *     has no room and is not waited for
     * @throws IOException if the bytes cannot be read or not be written, without telling which
     */
    default long transferTo(long offset, long count, WritableByteChannel target) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(count, 1 << 20));
        read(offset, piece);
        piece.flip();
        // Ends: a channel takes at least a byte each time, or throws.
        while (piece.hasRemaining()) {
            target.write(piece);
        }
        return piece.limit();
    }
}
