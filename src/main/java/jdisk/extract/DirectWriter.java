package jdisk.extract;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import jdisk.image.Image;
import jdisk.output.OutputGuard;
import jdisk.output.OwnFile;

/**
 * Writes to a file past the system's cache (O_DIRECT in open(2)). What is written so is not copied once more, drives nothing out
 * of memory, and is not left for later, when all of it has to be on disk at the end anyway.
 *
 * <p>It is done on file systems that are known to do it by themselves and at once, and not where two files can share their
 * blocks: there the system's own copy beats everything.
 */
final class DirectWriter implements Closeable {
    private static final Set<String> FILE_SYSTEMS = Set.of("ext2", "ext3", "ext4", "xfs");

    /** Those of them whose files can share blocks with others of the same file system. */
    private static final Set<String> SHARING = Set.of("xfs");

    /** Bytes that are worth waiting for a disk. */
    private static final int LEAST = 256 << 10;

    private final FileChannel channel;

    /** Whether it is known to work here, and whether it is known not to. */
    private boolean works;

    private boolean refused;

    private DirectWriter(FileChannel channel) {
        this.channel = channel;
    }

    /** A writer for a file that exists, if the file system takes it and the image's bytes are better written than shared. */
    static Optional<DirectWriter> open(OutputGuard guard, OwnFile own, Image image) {
        Path file = own.path();
        try {
            FileStore store = Files.getFileStore(file);
            if (!FILE_SYSTEMS.contains(store.type()) || Sink.BLOCK % store.getBlockSize() != 0
                    || (SHARING.contains(store.type()) && isOn(store, image))) {
                return Optional.empty();
            }
            DirectWriter opened = new DirectWriter(guard.reopen(file, direct()));
            if (own.isThere()) {
                return Optional.of(opened);
            }
            opened.close();
        } catch (IOException | UnsupportedOperationException e) {
            // then it is written the usual way
        }
        return Optional.empty();
    }

    /** By name, because Java does not promise to keep the package it is in, and its compiler warns of every mention. */
    private static OpenOption direct() throws IOException {
        try {
            for (Object option : Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants()) {
                if (option instanceof OpenOption found && option.toString().equals("DIRECT")) {
                    return found;
                }
            }
        } catch (ClassNotFoundException e) {
            // as below
        }
        throw new IOException("this Java cannot write past the cache");
    }

    private static boolean isOn(FileStore store, Image image) throws IOException {
        for (Path file : image.files()) {
            if (Files.getFileStore(file).equals(store)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Writes the whole blocks that the bytes begin with, if they lie at a block's border in the file and in memory and are enough
     * to be worth it.
     *
     * @param at where in the file
     * @param bytes whose position is moved after what was written
     * @throws IOException if it worked before: then it is not that the file system does not take it
     */
    void write(long at, ByteBuffer bytes) throws IOException {
        int count = bytes.remaining() / Sink.BLOCK * Sink.BLOCK;
        boolean lies = at % Sink.BLOCK == 0 && bytes.isDirect() && bytes.alignmentOffset(bytes.position(), Sink.BLOCK) == 0;
        if (refused || count < LEAST || !lies) {
            return;
        }
        ByteBuffer blocks = bytes.slice(bytes.position(), count);
        try {
            // Ends: each turn writes at least a block, or throws.
            while (blocks.hasRemaining()) {
                channel.write(blocks, at + blocks.position());
            }
            works = true;
        } catch (IOException e) {
            if (works) {
                throw e;
            }
            refused = true; // if it is the disk that fails, that will show when what is written the usual way is forced to it
        }
        bytes.position(bytes.position() + blocks.position());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
