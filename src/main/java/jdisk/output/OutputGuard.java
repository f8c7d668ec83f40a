package jdisk.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdisk.image.Image;

/**
 * What everything passes that writes a file: the image is never written to, by whatever name or link, and no other file is
 * lost unless the user says so.
 *
 * <p>Files are made, never opened to be written over: a link that somebody planted under a name is not followed.
 */
public final class OutputGuard {
    private final Image image;

    /** A guard for what is written while this image is open. */
    public OutputGuard(Image image) {
        this.image = image;
    }

    /**
     * Checks that a file may be written under a name.
     *
     * @param force whether a file that has the name already may go
     * @throws RefusedException if it may not
     */
    public void check(Path target, boolean force) throws IOException {
        if (target.getFileName() == null || Files.isDirectory(target)) {
            throw new RefusedException(target + " is a directory: name a file");
        }
        refuseImage(target);
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new RefusedException(folder + " is not a directory: make it first");
        }
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new RefusedException(target + " is not a regular file; '-' is standard output");
        }
        if (!force) {
            throw new RefusedException(target + " exists; --force writes a new one in its place");
        }
    }

    /**
     * Whether what is printed would go into a file: a shell can have opened it as standard output or error.
     *
     * @param descriptor 1 or 2
     */
    public static boolean isStream(int descriptor, Path file) {
        Path stream = Path.of("/dev/fd", Integer.toString(descriptor));
        try {
            return Files.exists(stream) && Files.isSameFile(stream, file);
        } catch (IOException e) {
            return false; // one of the two is not there
        }
    }

    /** @throws RefusedException if this is the image, or would become a part of it */
    void refuseImage(Path target) throws IOException {
        if (image.claims(target)) {
            throw new RefusedException(target + (Files.exists(target)
                    ? " is the image itself, which is never written to: name another file"
                    : " would be taken for the next part of the image: name another file"));
        }
    }

    /** Makes a file that was not there. */
    public FileChannel create(Path path, FileAttribute<?>... attributes) throws IOException {
        return FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE), attributes);
    }

    /**
     * Opens a file that an earlier run has begun.
     *
     * @throws RefusedException if it is anything but a file of its own
     */
    public FileChannel reopen(Path path, OpenOption... more) throws IOException {
        refuseImage(path);
        if (!isPlain(path)) {
            throw new RefusedException(path + " is a link, or not a regular file: move it away, or name another file");
        }
        Set<OpenOption> options = new HashSet<>(List.of(more));
        options.addAll(List.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        return FileChannel.open(path, options);
    }

    /** Whether a file is a regular one, and has no other name: what is made here is, and links that others lay are not. */
    public static boolean isPlain(Path path) throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && links(path) == 1;
    }

    private static int links(Path path) throws IOException {
        try {
            return (Integer) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException e) {
            return 1; // a system that does not count them
        }
    }

    /**
     * Gives a complete file its name.
     *
     * @throws RefusedException if it may not have it, or if the file that is to have it is no longer the one that was written
     */
    public void finish(OwnFile made, Path target, boolean force) throws IOException {
        check(target, force);
        requireThere(made, target);
        if (force) {
            Files.move(made.path(), target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            moveIfFree(made, target);
        }
        syncFolder(target);
    }

    private static void requireThere(OwnFile made, Path target) throws RefusedException {
        if (!made.isThere()) {
            throw new RefusedException(made.path() + " was removed or replaced while it was being written: what was written is lost, and "
                    + target + " is not made");
        }
    }

    /** A second name can only be given if it is free, which no move can say; not every file system has second names. */
    private static void moveIfFree(OwnFile made, Path target) throws IOException {
        try {
            Files.createLink(target, made.path());
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException(target + " exists by now: another program made it; " + made.path() + " is complete and kept");
        } catch (IOException | UnsupportedOperationException e) {
            requireThere(made, target);
            Files.move(made.path(), target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        if (!made.has(target)) {
            Files.delete(target); // a name of another's file that was given just now, and takes nothing from it
            requireThere(made, target);
        }
        Files.delete(made.path());
    }

    /** The new name is on disk only when its directory is; where a directory cannot be forced, the system does it in time. */
    private static void syncFolder(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // the file itself is on disk
        }
    }

    /**
     * Begins a file that grows: what is written to it is there at once, whatever becomes of the program. It has its name from
     * the start, as it may never be complete.
     *
     * @param force whether a file that has the name already is removed first; it is not written over, as it may have other names
     * @throws RefusedException if nothing may be written there
     */
    public OutputStream grow(Path target, boolean force) throws IOException {
        check(target, force);
        if (force) {
            remove(target);
        }
        try {
            return Channels.newOutputStream(create(target));
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException(target + " exists by now: another program made it");
        }
    }

    /**
     * Makes a directory, unless there is one: a link to one is none.
     *
     * @throws RefusedException if something else has the name
     */
    public void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedException(folder + " exists and is not a directory");
            }
        } catch (NoSuchFileException e) {
            throw new RefusedException(folder.toAbsolutePath().getParent() + " is not a directory: make it first");
        }
    }

    /**
     * Makes a symbolic link, which nothing here follows.
     *
     * @param target where it leads, as it is
     * @param force whether a file or link that has the name already may go
     * @throws RefusedException if the name is taken
     */
    public void makeLink(Path link, Path target, boolean force) throws IOException {
        check(link, force);
        if (force) {
            remove(link);
        }
        Files.createSymbolicLink(link, target);
    }

    /** Gives what was made here the times of what it is a copy of; of a link, those of itself. */
    public void setTimes(Path made, FileTime modified, FileTime accessed) throws IOException {
        Files.getFileAttributeView(made, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).setTimes(modified, accessed, null);
    }

    /** Removes a file that was made here, if its name is still its own. */
    public void remove(OwnFile made) throws IOException {
        if (made.isThere()) {
            remove(made.path());
        }
    }

    /** Removes a file, if there is one: one the user gives up. */
    public void remove(Path made) throws IOException {
        refuseImage(made);
        try {
            Files.delete(made);
        } catch (NoSuchFileException e) {
            // nothing to do
        }
    }

    private static Path unfinished(Path target) {
        return target.resolveSibling(target.getFileName() + ".new");
    }

    /**
     * Checks that a short text may be written under a name: the other name it has until it is whole has to be free.
     *
     * @throws RefusedException if it may not
     */
    public void checkText(Path target, boolean force) throws IOException {
        check(target, force);
        if (Files.exists(unfinished(target), LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(unfinished(target) + " exists and is in the way: move it away, or name another file");
        }
    }

    /**
     * Writes a short text under a name, whole or not at all.
     *
     * @throws RefusedException if nothing may be written there
     */
    public void writeText(Path target, String text, boolean force, FileAttribute<?>... attributes) throws IOException {
        checkText(target, force);
        Path unfinished = unfinished(target);
        OwnFile made;
        try (FileChannel channel = create(unfinished, attributes); OutputStream out = Channels.newOutputStream(channel)) {
            made = OwnFile.at(unfinished);
            try {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                channel.force(true);
            } catch (IOException e) {
                remove(made);
                throw e;
            }
        }
        finish(made, target, force);
    }

    /**
     * Writes a short text that an earlier run, which went as far as this, may have written or begun to write.
     *
     * @throws RefusedException if something else is there, or nothing may be written there
     */
    public void writeTextAgain(Path target, String text, boolean force) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Path begun = unfinished(target);
        boolean own = isPlain(begun) || (Files.isRegularFile(begun, LinkOption.NOFOLLOW_LINKS) && OwnFile.at(begun).has(target));
        if (own && isBeginningOf(bytes, begun)) {
            remove(begun);
        }
        boolean written = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.size(target) == bytes.length
                && isBeginningOf(bytes, target);
        if (!written) {
            writeText(target, text, force);
        }
    }

    private static boolean isBeginningOf(byte[] text, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] there = in.readNBytes(text.length + 1);
            return there.length <= text.length && Arrays.equals(there, 0, there.length, text, 0, there.length);
        }
    }
}
