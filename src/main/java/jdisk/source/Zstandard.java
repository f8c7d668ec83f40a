package jdisk.source;

import com.github.luben.zstd.util.Native;
import java.io.IOException;

/** The library that decodes zstd. It is a native one, and unpacks itself into the folder of temporary files when it is first used. */
final class Zstandard {
    private Zstandard() {}

    /**
     * Makes it ready.
     *
     * @throws IOException if it cannot be: where there is none for this system, or nothing may be written or run in that folder
     */
    static void load() throws IOException {
        try {
            Native.load();
        } catch (LinkageError e) {
            throw new IOException("zstd cannot be decoded here, as its native library cannot be loaded from the folder of temporary files, "
                    + System.getProperty("java.io.tmpdir") + "; another is named with JDISK_JAVA_OPTS=-Djava.io.tmpdir=DIR", e);
        }
    }
}
