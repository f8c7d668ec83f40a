package jdisk.nbd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A socket's name, and the file that had it when it was made. */
record OwnSocket(Path path, @Nullable Object key) {
    static OwnSocket at(Path path) throws IOException {
        return new OwnSocket(path, keyOf(path));
    }

    private static @Nullable Object keyOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    }

    /** Whether the name is not another's by now. */
    boolean isThere() throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Objects.equals(keyOf(path), key);
    }
}
