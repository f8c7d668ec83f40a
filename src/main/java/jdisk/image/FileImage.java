package jdisk.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** An image in a regular file or on a block device. */
public final class FileImage implements Image {
    /** The file type in a Unix mode, and what it is for a block device (inode(7)). */
    private static final int S_IFMT = 0170000;

    private static final int S_IFBLK = 0060000;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final BasicFileAttributes attributes;
    private Optional<HoleFinder> holes = Optional.empty();
    private boolean lookedForHoles;

    private FileImage(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        this.attributes = Files.readAttributes(path, BasicFileAttributes.class);
    }

    /**
     * Opens a file for reading.
     *
     * @throws FileSystemException saying why, if it is no file that can be read at any place
     */
    public static FileImage open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "Is a directory");
        }
        // Opening a pipe would wait for a writer, and neither pipe nor terminal can be read at a place.
        if (Files.exists(path) && !Files.isRegularFile(path) && !isBlockDevice(path)) {
            throw new FileSystemException(path.toString(), null, "Neither a regular file nor a block device");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new FileImage(path, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isBlockDevice(Path path) throws IOException {
        try {
            return ((Integer) Files.getAttribute(path, "unix:mode", new LinkOption[0]) & S_IFMT) == S_IFBLK;
        } catch (UnsupportedOperationException e) {
            return false; // no Unix file attributes here, so no block devices as files either
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        long at = offset;
        // Ends: each turn fills the buffer by at least a byte, or finds the end of the file.
        while (target.hasRemaining()) {
            int n = channel.read(target, at);
            if (n < 0) {
                throw new EOFException("the image ends at byte " + at + ", " + target.remaining() + " bytes short");
            }
            at += n;
        }
    }

    @Override
    public List<Path> files() {
        return List.of(path);
    }

    /** The file by its number on its device, its size, and when it was changed. */
    @Override
    public String identity() {
        return attributes.fileKey() + " " + size + " bytes, " + attributes.lastModifiedTime();
    }

    @Override
    public boolean knowsHoles() {
        return holes().isPresent();
    }

    @Override
    public long nextData(long offset) throws IOException {
        return holes().isEmpty() ? offset : Math.min(holes().get().nextData(offset, size), size);
    }

    @Override
    public long nextHole(long offset) throws IOException {
        return holes().isEmpty() ? size : Math.min(holes().get().nextHole(offset, size), size);
    }

    /** Opened when first asked for: a listing needs no holes. */
    private synchronized Optional<HoleFinder> holes() {
        if (!lookedForHoles) {
            holes = HoleFinder.open(path, attributes);
            lookedForHoles = true;
        }
        return holes;
    }

    @Override
    public long transferTo(long offset, long count, WritableByteChannel target) throws IOException {
        return channel.transferTo(offset, count, target);
    }

    @Override
    public synchronized void close() throws IOException {
        holes.ifPresent(HoleFinder::close);
        channel.close();
    }
}
