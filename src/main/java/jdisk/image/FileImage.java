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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** An image in a regular file or on a block device. */
public final class FileImage implements Image {
    /** The file type in a Unix mode, and what it is for a block device (inode(7)). */
    private static final int S_IFMT = 0170000;

    private static final int S_IFBLK = 0060000;

    /** Bytes at each end of a device that tell it from another. */
    private static final int ENDS = 1 << 20;

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
        if (offset < 0) {
            throw new EOFException("no image has a byte " + Long.toUnsignedString(offset));
        }
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

    @Override
    public Optional<Path> rawFile() {
        return Optional.of(path);
    }

    @Override
    public boolean claims(Path file) throws IOException {
        return Image.super.claims(file) || PartFiles.isNextPart(files(), file);
    }

    /** A file by its number on its device, its size, and when it was changed; a device by its node, size and both its ends. */
    @Override
    public String identity() {
        String last = attributes.isRegularFile() ? attributes.lastModifiedTime().toString() : endsOfDevice();
        return attributes.fileKey() + " " + size + " bytes, " + last;
    }

    @Override
    public boolean knowsHoles() {
        return holes().isPresent();
    }

    @Override
    public long nextData(long offset) throws IOException {
        return holes().isEmpty() ? offset : orShrunk(holes().get().nextData(offset, size), offset);
    }

    @Override
    public long nextHole(long offset) throws IOException {
        return holes().isEmpty() ? size : orShrunk(holes().get().nextHole(offset, size), offset);
    }

    /** Of a file that has become shorter, the system says that there is nothing more, as of one that ends in a hole. */
    private long orShrunk(long answer, long offset) throws IOException {
        if (answer < size) {
            return answer;
        }
        long now = channel.size();
        if (now < size) {
            throw new EOFException("the image ends at byte " + now + ", " + (size - Math.max(now, offset)) + " bytes short");
        }
        return size;
    }

    /** Of a block device, what lies at its ends: the same node may be another disk by then. */
    private String endsOfDevice() {
        int length = (int) Math.min(size, ENDS);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long at : new long[] {0, size - length}) {
                ByteBuffer bytes = ByteBuffer.allocate(length);
                read(at, bytes);
                digest.update(bytes.flip());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return "unreadable";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
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
