package jdisk.source;

import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The library that decodes zstd. It is a native one. The program has it laid out in a folder of native libraries, which the
 * property {@code jdisk.native} names; in another program it unpacks itself into the folder of temporary files when it is
 * first used.
 */
final class Zstandard {
    private Zstandard() {}

    /**
     * Makes it ready.
     *
     * @throws IOException if it cannot be: where there is none for this system, or nothing may be written or run in that folder
     */
    static void load() throws IOException {
        try {
            Path laidOut = laidOut();
            if (!Native.isLoaded() && Files.exists(laidOut)) {
                System.load(laidOut.toString());
                Native.assumeLoaded();
            }
            Native.load();
        } catch (LinkageError e) {
            throw new IOException("zstd cannot be decoded here, as its native library cannot be loaded from the folder of temporary files, "
                    + System.getProperty("java.io.tmpdir") + "; another is named with JDISK_JAVA_OPTS=-Djava.io.tmpdir=DIR", e);
        }
    }

    /** Where it would be, in a folder for the system and one for the machine. */
    private static Path laidOut() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String system = name.startsWith("mac") ? "darwin" : name.startsWith("win") ? "win" : name;
        String arch = System.getProperty("os.arch", "");
        String machine = arch.equals("x86_64") && !system.equals("darwin") ? "amd64" : arch;
        return Path.of(System.getProperty("jdisk.native", ""), system, machine, System.mapLibraryName("zstd-jni")).toAbsolutePath();
    }
}
