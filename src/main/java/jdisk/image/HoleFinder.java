package jdisk.image;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the holes of a file by asking its file system: {@code lseek} with SEEK_DATA and SEEK_HOLE (lseek(2)), which Java has no
 * method for. Works on Linux and macOS, where the file system tells.
 *
 * <p>Decision: this is the one function of the C library that is called, and in the one form in which that is soonest ready: each
 * function and each form take some ten milliseconds of a command that may be over in a hundred. So the file is opened by Java, its
 * descriptor is found by what {@code lseek} says of it, and why a call fails is told by another call.
 */
final class HoleFinder implements AutoCloseable {
    private static final int SEEK_CUR = 1;

    /** Descriptors are given out from below; no program here has so many. */
    private static final int MOST_DESCRIPTORS = 1 << 16;

    private final MethodHandle lseek;
    private final FileChannel channel;
    private final int descriptor;
    private final int seekData;
    private final int seekHole;

    private HoleFinder(MethodHandle lseek, FileChannel channel, int descriptor, boolean mac) {
        this.lseek = lseek;
        this.channel = channel;
        this.descriptor = descriptor;
        // The two systems number them the other way round.
        this.seekData = mac ? 4 : 3;
        this.seekHole = mac ? 3 : 4;
    }

    /**
     * A finder for a file, if the system has one.
     *
     * @param seen what the file was when it was opened for reading; if the path leads to another one by now, there is none
     */
    static Optional<HoleFinder> open(Path path, BasicFileAttributes seen) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean mac = system.startsWith("mac");
        if (!seen.isRegularFile() || !(mac || system.equals("linux"))) {
            return Optional.empty();
        }
        Optional<HoleFinder> found = Optional.empty();
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle lseek = linker.downcallHandle(
                    linker.defaultLookup().find("lseek").orElseThrow(), FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            OptionalInt descriptor = descriptor(lseek, channel);
            if (descriptor.isEmpty()) {
                channel.close();
                return Optional.empty();
            }
            found = Optional.of(new HoleFinder(lseek, channel, descriptor.getAsInt(), mac));
            Object now = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            if (Objects.equals(now, seen.fileKey()) && found.get().seek(0, found.get().seekHole) >= 0) {
                return found;
            }
        } catch (IOException | UnsupportedOperationException | IllegalCallerException | NoSuchElementException e) {
            // Not to be had here: then the bytes themselves tell where there are zeros.
        }
        found.ifPresent(HoleFinder::close);
        return Optional.empty();
    }

    /** The number the system has for an open file: the one whose position goes where the file's is set to. */
    private static OptionalInt descriptor(MethodHandle lseek, FileChannel channel) throws IOException {
        // Unlikely to be the position of any other, and not too far for any file system.
        long place = System.nanoTime() & Integer.MAX_VALUE >> 1;
        for (int i = 0; i < MOST_DESCRIPTORS; i++) {
            channel.position(place);
            if (seek(lseek, i, 0, SEEK_CUR) == place) {
                channel.position(place + 1);
                if (seek(lseek, i, 0, SEEK_CUR) == place + 1) {
                    return OptionalInt.of(i);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** The first byte of data at or after an offset, or {@code end} if there is none. */
    long nextData(long offset, long end) throws IOException {
        long at = seek(offset, seekData);
        if (at >= 0) {
            return at;
        }
        // No data follows where a hole goes on to the end.
        return seek(offset, seekHole) == offset ? end : endOrFail(offset, end);
    }

    /** The first byte of a hole at or after an offset, or {@code end} if there is none. */
    long nextHole(long offset, long end) throws IOException {
        long at = seek(offset, seekHole);
        return at >= 0 ? at : endOrFail(offset, end);
    }

    private long endOrFail(long offset, long end) throws IOException {
        if (offset < channel.size()) {
            throw new IOException("cannot look for holes at byte " + offset);
        }
        return end;
    }

    private long seek(long offset, int whence) {
        return seek(lseek, descriptor, offset, whence);
    }

    private static long seek(MethodHandle lseek, int descriptor, long offset, int whence) {
        try {
            return (long) lseek.invokeExact(descriptor, offset, whence);
        } catch (Throwable e) {
            // The C library throws nothing: it can only have been described wrongly here.
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it was only read
        }
    }
}
