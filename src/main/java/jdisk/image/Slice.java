package jdisk.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A range of an image, cut at its end; itself an image.
 *
 * <p>A table can speak of more than an image has. A slice remembers what was asked for ({@link #length}) and has what is there
 * ({@link #size}); nothing outside it can be read through it. As safe to use from several threads as the image is.
 */
public final class Slice implements Derived {
    /** Bytes compared at a time. */
    private static final int PIECE = 1 << 20;

    private final Image image;
    private final long offset;
    private final long length;
    private final long size;
    private final boolean owns;
    private final String name;

    private Slice(Image image, long offset, long length, boolean owns, String name) {
        this.image = image;
        this.owns = owns;
        this.name = name;
        this.offset = offset;
        this.length = length;
        this.size = Math.clamp(image.size() - offset, 0, length);
    }

    /**
     * A range of an image.
     *
     * @param offset in bytes from the start of the image, 0 or more
     * @param length in bytes, 0 or more; the range may lead past the end of the image, or lie past it as a whole
     */
    public static Slice of(Image image, long offset, long length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("slice " + offset + "+" + length);
        }
        return new Slice(image, offset, length, false, image.name());
    }

    /** The same of an image that is closed with it. */
    public static Slice owning(Image image, long offset, long length) {
        return new Slice(image, offset, length, true, image.name());
    }

    /** All of an image. */
    public static Slice of(Image image) {
        return new Slice(image, 0, image.size(), false, image.name());
    }

    /** The same range of the same image under another name. */
    public Slice named(String another) {
        return new Slice(image, offset, length, owns, another);
    }

    /** The image it is a range of. */
    @Override
    public Image image() {
        return image;
    }

    /** Where it begins, in bytes from the start of the image. */
    public long offset() {
        return offset;
    }

    /** The length that was asked for, in bytes. */
    public long length() {
        return length;
    }

    /** Bytes that are there. */
    @Override
    public long size() {
        return size;
    }

    /** Bytes that were asked for and lie past the end of the image. */
    public long missing() {
        return length - size;
    }

    /** Where the bytes that are there end, in bytes from the start of the image. */
    public long end() {
        return offset + size;
    }

    @Override
    public String name() {
        return name;
    }

    /** The file of an image that this is all of. */
    @Override
    public Optional<Path> rawFile() {
        return offset == 0 && size == image.size() ? image.rawFile() : Optional.empty();
    }

    /** What is said of all of an image is not said of a range, or of a file in it: that comes first. */
    @Override
    public List<Layer> layers() {
        Stream<Layer> itself = Stream.empty();
        if (offset > 0 || size < image.size()) {
            itself = Stream.of(new Layer("range", size, image.name(), Map.of("offset", Long.toString(offset))));
        } else if (!name.equals(image.name())) {
            itself = Stream.of(new Layer("file", size, image.name(), Map.of()));
        }
        return Stream.concat(itself, image.layers().stream()).toList();
    }

    @Override
    public String identity() {
        return image.identity() + ", bytes " + offset + "+" + length;
    }

    @Override
    public void read(long at, ByteBuffer target) throws IOException {
        Image.checkRange("the range", size, at, target.remaining());
        image.read(offset + at, target);
    }

    /**
     * The bytes at a place, or nothing if they are not all there.
     *
     * @param at in bytes from the start of the slice; numbers out of an image may be given as they are
     * @throws IOException if they cannot be read
     */
    public Optional<ByteView> viewIfThere(long at, int bytes) throws IOException {
        return at < 0 || bytes < 0 || at > size - bytes ? Optional.empty() : Optional.of(image.view(offset + at, bytes));
    }

    /**
     * The first byte that is not the same in another slice, counted from the start of both; where one is shorter, its end.
     *
     * @param ended asked now and then
     * @return nothing if they are the same
     * @throws InterruptedIOException once {@code ended} says so
     * @throws IOException if a byte before that cannot be read
     */
    public OptionalLong mismatch(Slice other, BooleanSupplier ended) throws IOException {
        long length = Math.min(size(), other.size());
        ByteBuffer here = ByteBuffer.allocate(PIECE);
        ByteBuffer there = ByteBuffer.allocate(PIECE);
        // Ends: each turn goes on by a piece.
        for (long at = 0; at < length; at += PIECE) {
            if (ended.getAsBoolean()) {
                throw new InterruptedIOException("interrupted");
            }
            int count = (int) Math.min(PIECE, length - at);
            read(at, here.clear().limit(count));
            other.read(at, there.clear().limit(count));
            int differs = here.flip().mismatch(there.flip());
            if (differs >= 0) {
                return OptionalLong.of(at + differs);
            }
        }
        return size() == other.size() ? OptionalLong.empty() : OptionalLong.of(length);
    }

    @Override
    public boolean isNear(long at) {
        return image.isNear(offset + at);
    }

    @Override
    public boolean knowsHoles() {
        return image.knowsHoles();
    }

    @Override
    public long nextData(long at) throws IOException {
        return nextData(at, size);
    }

    @Override
    public long nextHole(long at) throws IOException {
        return nextHole(at, size);
    }

    @Override
    public long nextData(long at, long end) throws IOException {
        long to = Math.min(end, size);
        return at >= to ? to : image.nextData(offset + at, offset + to) - offset;
    }

    @Override
    public long nextHole(long at, long end) throws IOException {
        long to = Math.min(end, size);
        return at >= to ? to : image.nextHole(offset + at, offset + to) - offset;
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel target) throws IOException {
        return at >= size ? 0 : image.transferTo(offset + at, Math.min(count, size - at), target);
    }

    /** Closes the image only if it owns it: others may use it. */
    @Override
    public void close() throws IOException {
        if (owns) {
            image.close();
        }
    }
}
