package jdisk.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import jdisk.image.Image;

/**
 * The commands a user has typed, kept from one session to the next: UTF-8, one a line, for the user's eyes only.
 *
 * <p>Each command is added in one piece, so that shells that run at a time do not garble it. A file that cannot be read or
 * written is as good as none, and nothing is said of it: a shell without a memory is still a shell.
 */
public final class HistoryFile {
    /** Commands kept; of a file of twice as many, the last so many are. */
    private static final int KEPT = 2_000;

    /** Bytes at the file's end that are looked at, however large somebody has made it. */
    private static final int READ = 1 << 20;

    /** Bytes of a command that is kept; a longer one is an accident. */
    private static final int LONGEST = 4_096;

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final OutputGuard guard;
    private String last = "";

    /** The file of this name, which is not written to if it is the image. */
    public HistoryFile(Path path, Image image) {
        this.path = path;
        this.guard = new OutputGuard(image);
    }

    /** The commands, the oldest first. */
    public List<String> lines() {
        try {
            return read();
        } catch (IOException | SecurityException e) {
            return List.of();
        }
    }

    private List<String> read() throws IOException {
        if (!Files.isRegularFile(path)) {
            return List.of();
        }
        byte[] bytes;
        long skipped = Math.max(0, Files.size(path) - READ);
        try (InputStream in = Files.newInputStream(path)) {
            in.skipNBytes(skipped);
            bytes = in.readNBytes(READ);
        }
        // Whatever is not UTF-8 becomes a replacement character.
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .skip(skipped > 0 ? 1 : 0) // half a line
                .filter(line -> !line.isBlank() && line.chars().noneMatch(Character::isISOControl))
                .toList();
        if (skipped > 0 || lines.size() > 2 * KEPT) {
            lines = lines.subList(Math.max(0, lines.size() - KEPT), lines.size());
            if (isText(bytes)) {
                shorten(lines);
            }
        }
        return lines;
    }

    /** What holds bytes that no history has is a file of somebody else's, which is left as it is. */
    private static boolean isText(byte[] bytes) {
        for (byte each : bytes) {
            if (each >= 0 && each < ' ' && each != '\n' && each != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Keeps only these; a command that another shell adds meanwhile may be lost, and nothing else. */
    private void shorten(List<String> lines) throws IOException {
        guard.refuseImage(path);
        Path made = Files.createTempFile(path.toAbsolutePath().getParent(), "history", ".new");
        try {
            Files.write(made, lines);
            Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** Adds a command. */
    public void append(String command) {
        byte[] line = (command + "\n").getBytes(StandardCharsets.UTF_8);
        boolean special = Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        if (line.length > LONGEST || command.equals(last) || special) {
            return;
        }
        last = command;
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            guard.refuseImage(path);
            try (FileChannel channel = FileChannel.open(path,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
                    PosixFilePermissions.asFileAttribute(OWNERS))) {
                channel.write(ByteBuffer.wrap(line));
            }
            Files.setPosixFilePermissions(path, OWNERS);
        } catch (IOException | SecurityException | UnsupportedOperationException e) {
            // it is forgotten
        }
    }
}
