package jdisk.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import jdisk.image.FileImage;
import jdisk.image.Image;
import jdisk.output.OutputGuard;
import jdisk.output.OwnFile;

/**
 * A folder of the user's in which what was decoded of images is kept from one run to the next.
 *
 * <p>What is kept of an image has a name that is made of what tells the image from any other and from itself after a change: what
 * is kept of an image that has changed since is never found. A record beside it, of a few lines, says what it is of, and tells the
 * file it is by its number, its size and its time. What no record fits is not used, and not written over; until all is decoded,
 * the file has another name, which is no name of something kept.
 */
final class SpoolCache {
    private static final String TITLE = "what jdisk decoded of an image\n";
    private static final int LONGEST_NAME = 60;
    private static final int HASH_DIGITS = 16;
    private static final int LONGEST_RECORD = 1 << 16;

    private final Path folder;
    private final OutputGuard guard;
    private final String name;

    /** What is decoded, in a line; of what comes as a stream it is only known at its end. */
    private final Supplier<String> identity;

    private SpoolCache(Path folder, Image image, Supplier<String> identity) {
        this.folder = folder;
        this.guard = new OutputGuard(image);
        this.identity = identity;
        String last = image.name().substring(image.name().lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        this.name = image.name().equals("-") ? "stdin" : last.substring(0, Math.min(last.length(), LONGEST_NAME));
    }

    /**
     * A cache in a folder, which is made if it is not there.
     *
     * @param image that is decoded, and never written to
     * @param identity of what is decoded; asked for when it has to be known
     * @throws IOException if there can be no such folder
     */
    static SpoolCache in(Path folder, Image image, Supplier<String> identity) throws IOException {
        SpoolCache cache = new SpoolCache(folder, image, identity);
        if (!Files.isDirectory(folder)) {
            try {
                cache.guard.makeFolder(folder);
            } catch (IOException e) {
                String why = e instanceof AccessDeniedException ? folder + " cannot be made: permission denied"
                        : e instanceof FileSystemException system && system.getReason() != null ? folder + ": " + system.getReason() : e.getMessage();
                throw new FileSystemException(folder.toString(), null, "--cache: " + why);
            }
        }
        return cache;
    }

    Path folder() {
        return folder;
    }

    /** Where what is decoded is kept once all of it is. */
    Path file() {
        return folder.resolve(name + "-" + hash(identity.get()) + ".img");
    }

    private static Path record(Path file) {
        return file.resolveSibling(file.getFileName() + ".txt");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private String text(FileImage kept) {
        return TITLE + "of: " + identity.get().replaceAll("\\R", " ") + "\nin: " + kept.identity() + "\n";
    }

    /**
     * What was kept by an earlier run; nothing if there is none.
     *
     * @throws IOException saying so, if the name it has to have is that of something else
     */
    Optional<FileImage> kept() throws IOException {
        Path file = file();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            checkRecord(file);
            guard.check(file, false);
            return Optional.empty();
        }
        if (OutputGuard.isPlain(file)) {
            FileImage kept = FileImage.open(file);
            if (read(record(file)).equals(text(kept))) {
                return Optional.of(kept);
            }
            kept.close();
        }
        throw new IOException(file + " exists, and is not what jdisk kept there: move it away, or name another folder");
    }

    private static String read(Path record) throws IOException {
        if (!OutputGuard.isPlain(record)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(record, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(LONGEST_RECORD), StandardCharsets.UTF_8);
        }
    }

    /** A record of something that is gone may be written anew; another's file may not. */
    private static void checkRecord(Path file) throws IOException {
        if (Files.exists(record(file), LinkOption.NOFOLLOW_LINKS) && !read(record(file)).startsWith(TITLE)) {
            throw new IOException(record(file) + " exists, and was not written by jdisk: move it away, or name another folder");
        }
    }

    /** A name for a file until it is complete. */
    Path unfinished() {
        Path path = folder.resolve(name + "-" + UUID.randomUUID() + ".partial");
        path.toFile().deleteOnExit(); // where the program is ended from outside
        return path;
    }

    /** Makes a file of that name, for its owner alone: who may read an image may not be everybody. */
    FileChannel create(Path unfinished) throws IOException {
        FileAttribute<?>[] attributes = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        return guard.create(unfinished, attributes);
    }

    /**
     * Gives a complete file its name.
     *
     * @return the name; nothing if another run has kept the same meanwhile
     */
    Optional<Path> keep(OwnFile made) throws IOException {
        Path file = file();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        checkRecord(file);
        try (FileImage image = FileImage.open(made.path())) {
            // First the record, which without the file says nothing.
            guard.writeText(record(file), text(image), true);
        }
        guard.finish(made, file, false);
        return Optional.of(file);
    }

    void remove(OwnFile made) throws IOException {
        guard.remove(made);
    }
}
