package jdisk.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that was made or opened here, told by more than its name: somebody may remove it while it is written, and another
 * file take the name.
 *
 * @param key what tells it from every other file; null where the system does not tell
 */
public record OwnFile(Path path, @Nullable Object key) {
    /** The file that has a name now. */
    public static OwnFile at(Path path) throws IOException {
        return new OwnFile(path, key(path));
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    }

    /** Whether the name is still this file's. */
    public boolean isThere() {
        return has(path);
    }

    /** Whether a name is this file's. */
    public boolean has(Path name) {
        try {
            return Objects.equals(key, key(name));
        } catch (IOException e) {
            return false; // no file has it
        }
    }
}
