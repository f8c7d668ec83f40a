package jdisk.image;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the holes of a file by asking its file system: {@code lseek} with SEEK_DATA and SEEK_HOLE (lseek(2)), which Java has no
 * method for. Works on Linux and macOS, where the file system tells.
 */
final class HoleFinder implements AutoCloseable {
    private static final int O_RDONLY = 0;

    /** "No such device or address": of a file, that no data follows. The same number on both systems. */
    private static final int ENXIO = 6;

    /** Where a call leaves what went wrong. */
    private static final StructLayout STATE = Linker.Option.captureStateLayout();

    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle seek;
    private final MethodHandle close;
    private final int descriptor;
    private final int seekData;
    private final int seekHole;

    private HoleFinder(Linker linker, int descriptor, boolean mac) {
        this.descriptor = descriptor;
        // The two systems number them the other way round.
        this.seekData = mac ? 4 : 3;
        this.seekHole = mac ? 3 : 4;
        this.seek = function(linker, "lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT), capture());
        this.close = function(linker, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
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
            MethodHandle open =
                    function(linker, "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
            int descriptor = open(open, path);
            if (descriptor < 0) {
                return Optional.empty();
            }
            found = Optional.of(new HoleFinder(linker, descriptor, mac));
            Object now = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            if (Objects.equals(now, seen.fileKey()) && found.get().seek(0, found.get().seekHole) instanceof Found) {
                return found;
            }
        } catch (IOException | UnsupportedOperationException | IllegalCallerException | NoSuchElementException e) {
            // Not to be had here: then the bytes themselves tell where there are zeros.
        }
        found.ifPresent(HoleFinder::close);
        return Optional.empty();
    }

    private static int open(MethodHandle open, Path path) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) open.invokeExact(arena.allocateFrom(path.toString()), O_RDONLY);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static MethodHandle function(Linker linker, String name, FunctionDescriptor type, Linker.Option... options) {
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type, options);
    }

    private static Linker.Option capture() {
        return Linker.Option.captureCallState("errno");
    }

    /** The first byte of data at or after an offset, or {@code end} if there is none. */
    long nextData(long offset, long end) throws IOException {
        return position(offset, seekData, end);
    }

    /** The first byte of a hole at or after an offset, or {@code end} if there is none. */
    long nextHole(long offset, long end) throws IOException {
        return position(offset, seekHole, end);
    }

    private long position(long offset, int whence, long end) throws IOException {
        return switch (seek(offset, whence)) {
            case Found(long at) -> at;
            case Failed(int error) -> {
                if (error == ENXIO) {
                    yield end;
                }
                throw new IOException("cannot look for holes at byte " + offset + " (error " + error + ")");
            }
        };
    }

    /** Where lseek went, or why it did not. */
    private sealed interface Answer {}

    private record Found(long at) implements Answer {}

    private record Failed(int error) implements Answer {}

    private Answer seek(long offset, int whence) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long at = (long) seek.invokeExact(state, descriptor, offset, whence);
            if (at >= 0) {
                return new Found(at);
            }
            return new Failed(state.get(JAVA_INT, ERRNO));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public void close() {
        try {
            int ignored = (int) close.invokeExact(descriptor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** A call of the system's C library throws nothing: it can only have been described wrongly here. */
    private static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException(e);
    }
}
