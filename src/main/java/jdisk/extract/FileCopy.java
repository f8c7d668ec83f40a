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

    private final FileChannel channel;

    private FileCopy(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Copies an image into a new file.
     *
     * @return the digests; how it ended, if it was told to stop
     * @throws UnreadableException if it cannot be read to its end; nothing is kept then
     * @throws IOException if it cannot be written; nothing is kept then
     */
    public static Extraction copy(OutputGuard guard, Image content, Path target, List<Algorithm> algorithms, Progress progress)
            throws IOException {
        OwnFile own;
        boolean whole = false;
        try (FileChannel channel = guard.create(target)) {
            own = OwnFile.at(target);
            try {
                FileCopy copy = new FileCopy(channel);
                Extraction done = content.size() <= SMALL ? copy.small(content, algorithms) : copy.large(content, algorithms, progress);
                copy.lengthen(content.size());
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

    private Extraction small(Image content, List<Algorithm> algorithms) throws IOException {
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
