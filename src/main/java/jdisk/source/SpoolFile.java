package jdisk.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import jdisk.image.FileImage;
import jdisk.image.NoRoomException;
import jdisk.output.OwnFile;

/**
 * The file that what is decoded goes to: gone when it is closed, or kept in a folder of the user's once it is complete. Zeros at
 * its end may be missing.
 */
final class SpoolFile implements Closeable {
    private final FileChannel channel;
    private final Path folder;
    private final Optional<SpoolCache> cache;

    /** What is written and not complete, where it is to be kept. */
    private Optional<OwnFile> unfinished = Optional.empty();

    private SpoolFile(FileChannel channel, Path folder, Optional<SpoolCache> cache) {
        this.channel = channel;
        this.folder = folder;
        this.cache = cache;
    }

    /** One that is gone when it is closed, whatever happens to the program: on most systems, its name is gone at once. */
    static SpoolFile temporary() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));
        Path path;
        try {
            path = Files.createTempFile(folder, "jdisk-", ".img");
        } catch (IOException e) {
            throw new IOException("what is decoded cannot be written into the folder of temporary files, " + folder
                    + "; another is named with --cache=DIR", e);
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.SPARSE,
                StandardOpenOption.DELETE_ON_CLOSE);
        return new SpoolFile(channel, folder, Optional.empty());
    }

    /** One that is kept once it is complete. */
    static SpoolFile keptIn(SpoolCache cache) throws IOException {
        Path path = cache.unfinished();
        SpoolFile file = new SpoolFile(cache.create(path), cache.folder(), Optional.of(cache));
        file.unfinished = Optional.of(OwnFile.at(path));
        return file;
    }

    /** One that was kept before, which is not written to. */
    static SpoolFile of(FileImage kept) throws IOException {
        Path path = kept.files().getFirst();
        kept.close();
        return new SpoolFile(FileChannel.open(path, StandardOpenOption.READ), path, Optional.empty());
    }

    Opening.Place place() {
        return new Opening.Place(folder, cache.isPresent());
    }

    int read(ByteBuffer target, long at) throws IOException {
        return channel.read(target, at);
    }

    /**
     * Writes bytes.
     *
     * @throws NoRoomException that names the folder, if they cannot be kept: the disk is full mostly
     */
    void write(ByteBuffer bytes, long at) throws IOException {
        long place = at;
        try {
            // Ends: a file takes at least a byte each time, or throws.
            while (bytes.hasRemaining()) {
                place += channel.write(bytes, place);
            }
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new NoRoomException(folder.toString(),
                    "what is decoded cannot be kept there (" + e.getMessage() + "); another folder is named with --cache=DIR");
        }
    }

    /**
     * All is decoded, and nothing is wrong with it.
     *
     * @param size of all
     * @return where it is kept, if it is
     */
    Optional<Path> complete(long size) throws IOException {
        if (cache.isEmpty() || unfinished.isEmpty()) {
            return Optional.empty();
        }
        if (channel.size() < size) {
            write(ByteBuffer.allocate(1), size - 1);
        }
        channel.force(true);
        Optional<Path> kept = cache.get().keep(unfinished.get());
        if (kept.isPresent()) {
            unfinished = Optional.empty();
        }
        return kept;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (cache.isPresent() && unfinished.isPresent()) {
            cache.get().remove(unfinished.get());
        }
    }
}
