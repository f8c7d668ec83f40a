package jdisk.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import jdisk.image.Image;

/**
 * Whether the user wants tips, kept from one session to the next: a file that holds {@code on} or {@code off}.
 *
 * <p>It is replaced whole, so that shells that run at a time do not garble it. Without a file, or with one that cannot be
 * read, the answer is yes.
 */
public final class TipsFile {
    private static final String ON = "on";
    private static final String OFF = "off";

    private final Path path;
    private final OutputGuard guard;

    /** The file of this name, which is not written to if it is the image. */
    public TipsFile(Path path, Image image) {
        this.path = path;
        this.guard = new OutputGuard(image);
    }

    public boolean isOn() {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            // However large somebody has made it.
            byte[] begin = in.readNBytes(OFF.length() + 1);
            return !new String(begin, StandardCharsets.US_ASCII).strip().equals(OFF);
        } catch (IOException | SecurityException e) {
            return true;
        }
    }

    /**
     * Keeps an answer.
     *
     * @return whether it is kept
     */
    public boolean set(boolean on) {
        boolean special = Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        if (special) {
            return false;
        }
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            guard.writeText(path, (on ? ON : OFF) + "\n", true,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return true;
        } catch (IOException | SecurityException | UnsupportedOperationException e) {
            return false;
        }
    }
}
