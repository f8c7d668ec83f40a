package jdisk.extract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import jdisk.image.Image;
import jdisk.image.Progress;
import jdisk.image.Slice;
import jdisk.output.OutputGuard;
import jdisk.output.OwnFile;
import jdisk.unit.SectorSize;

/**
 * Copies many files, whole or not at all: one that cannot be read to its end is taken away again. They are not forced to disk one
 * by one, as {@link OutputFile} is; a large one is copied by the same loop, a small one at once.
 */
public final class FileCopy implements Sink {
    /** What is not larger is copied by one thread, in one piece. */
    private static final int SMALL = 1 << 20;

    private final OutputGuard guard;
    private final FileChannel channel;
    private final OwnFile own;

    private FileCopy(OutputGuard guard, FileChannel channel, OwnFile own) {
        this.guard = guard;
        this.channel = channel;
        this.own = own;
    }

    /** Makes a file that was not there, for what {@link #fill} copies into it. */
    public static FileCopy create(OutputGuard guard, Path target) throws IOException {
        FileChannel channel = guard.create(target);
        try {
            return new FileCopy(guard, channel, OwnFile.at(target));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether copying takes a ring of large buffers, and threads of its own. */
    public static boolean isWide(Image content, List<Algorithm> algorithms) {
        return content.size() > SMALL && (!algorithms.isEmpty() || !content.knowsHoles());
    }

    /**
     * Copies an image, and closes the file.
     *
     * @return the digests; how it ended, if it was told to stop
     * @throws UnreadableException if it cannot be read to its end; nothing is kept then
     * @throws IOException if it cannot be written; nothing is kept then
     */
    public Extraction fill(Image content, List<Algorithm> algorithms, Progress progress) throws IOException {
        boolean whole = false;
        try (channel) {
            try {
                Extraction done = content.size() <= SMALL ? small(content, algorithms, progress) : large(content, algorithms, progress);
                lengthen(content.size());
                whole = !done.cancelled();
                return done;
            } finally {
                if (!whole) {
                    guard.remove(own);
                }
            }
        }
    }

    private Extraction large(Image content, List<Algorithm> algorithms, Progress progress) throws IOException {
        return Extractor.run(ExtractPlan.of(
                Slice.of(content), SectorSize.DEFAULT, ExtractPlan.Sparse.AUTO, ExtractPlan.OnError.STOP, algorithms), this, progress);
    }

    private Extraction small(Image content, List<Algorithm> algorithms, Progress progress) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) content.size());
        try {
            content.read(0, bytes);
        } catch (IOException e) {
            throw new UnreadableException(0, e);
        }
        int size = bytes.flip().limit();
        // Ends: each turn passes a byte at least.
        for (int at = 0; at < size; ) {
            int data = (int) Math.min(content.nextData(at), size);
            int end = data < size ? (int) Math.clamp(content.nextHole(data), data + 1L, size) : size;
            write(data, bytes.slice(data, end - data));
            at = end;
        }
        List<String> digests = algorithms.stream().map(algorithm -> {
            MessageDigest digest = algorithm.start();
            digest.update(bytes.duplicate());
            return HexFormat.of().formatHex(digest.digest());
        }).toList();
        progress.at(size, size);
        return new Extraction(size, List.of(), false, digests);
    }

    /** Java can only cut a file, not lengthen it: a hole at its end begins as a byte too much. */
    private void lengthen(long size) throws IOException {
        if (channel.size() < size) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
    }

    @Override
    public boolean keepsHoles() {
        return true;
    }

    @Override
    public void write(long at, ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        // Ends: a channel takes at least a byte each time, or throws.
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + length - bytes.remaining());
        }
    }

    @Override
    public long transfer(Image image, long offset, long count, long at) throws IOException {
        channel.position(at);
        return image.transferTo(offset, count, channel);
    }
}
