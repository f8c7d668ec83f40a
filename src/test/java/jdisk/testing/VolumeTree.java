package jdisk.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdisk.filesystem.Attributes;
import jdisk.filesystem.Directory;
import jdisk.filesystem.NamedStream;
import jdisk.filesystem.Node;
import jdisk.filesystem.Problems;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Special;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Times;
import jdisk.filesystem.Volume;
import jdisk.filesystem.Walk;
import jdisk.image.Image;

/** Trees of files, in a volume and on the disk, in a form that can be compared: a line for each path. */
public final class VolumeTree {
    private static final int PIECE = 1 << 16;
    private static final long MOST = 64 << 20;

    /** What of a node is compared. */
    public enum Detail {
        MODE,
        TIME
    }

    private VolumeTree() {}

    private static String line(String type, String what, Optional<String> mode, Optional<Long> seconds) {
        return type + " " + what + mode.map(text -> " " + text).orElse("") + seconds.map(time -> " " + time).orElse("");
    }

    /** A tree on the disk. */
    public static Map<String, String> of(Path root, List<Detail> details) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                boolean link = found.isSymbolicLink();
                String type = link ? "link" : found.isDirectory() ? "directory" : "file";
                String what = link ? Files.readSymbolicLink(path).toString() : found.isDirectory() ? "" : digest(path);
                tree.put("/" + root.relativize(path), line(type, what,
                        details.contains(Detail.MODE) && !link
                                ? Optional.of(PosixFilePermissions.toString(found.permissions())) : Optional.empty(),
                        details.contains(Detail.TIME) ? Optional.of(found.lastModifiedTime().toMillis() / 1000) : Optional.empty()));
            }
        }
        return tree;
    }

    private static String digest(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return bytes.length + " " + HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String digest(Image content) throws IOException {
        MessageDigest digest = sha256();
        // Of holes that a damaged file claims, hours of zeros: more than any file of a test, and only its ends are read.
        long skipped = content.size() > MOST ? (content.size() - MOST) / PIECE * PIECE : 0;
        for (long at = 0; at < content.size(); at += at == MOST / 2 ? PIECE + skipped : PIECE) {
            int length = (int) Math.min(PIECE, content.size() - at);
            digest.update(content.view(at, length).copy(0, length));
        }
        return content.size() + " " + HexFormat.of().formatHex(digest.digest());
    }

    /** The tree of a volume. What cannot be read has an exclamation mark. */
    public static Map<String, String> of(Volume volume, List<Detail> details) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        Walk.through(List.of(), volume.root(), new Walk.Visitor() {
            @Override
            public boolean node(Walk.Visit visit, Node node) {
                tree.put(visit.path().text(), described(node, details));
                return true;
            }

            @Override
            public void unreadable(Walk.Visit visit, IOException why) {
                tree.put(visit.path().text(), "! " + why.getMessage());
            }

            @Override
            public void stream(Walk.Visit visit, NamedStream stream) {
                try {
                    tree.put(visit.path().text(), "stream " + digest(stream.content()));
                } catch (IOException e) {
                    tree.put(visit.path().text(), "! " + e.getMessage());
                }
            }

            @Override
            public void noEntries(Walk.Visit visit, Directory directory, Optional<IOException> why) {
                tree.put(visit.path().text(), "! " + why.map(IOException::getMessage).orElse("loop"));
            }
        }, new Problems());
        return tree;
    }

    private static String described(Node node, List<Detail> details) {
        Attributes attributes = node.attributes();
        Optional<String> mode = details.contains(Detail.MODE) && !(node instanceof SymbolicLink)
                ? attributes.permissions().map(owner -> letters(owner.mode())) : Optional.empty();
        Optional<Long> seconds = details.contains(Detail.TIME)
                ? attributes.times().modified().map(VolumeTree::seconds) : Optional.empty();
        try {
            return switch (node) {
                case Directory directory -> line("directory", "", mode, seconds);
                case RegularFile file -> line("file", digest(file.content()), mode, seconds);
                case SymbolicLink link -> line("link", link.target().text(), mode, seconds);
                case Special special -> line("special", special.kind().name(), mode, seconds);
            };
        } catch (IOException e) {
            return "! " + e.getMessage();
        }
    }

    /** Since 1970; what a clock on a wall showed is taken to be Greenwich's. */
    private static long seconds(Times.Time time) {
        return switch (time) {
            case Times.Moment moment -> moment.at().getEpochSecond();
            case Times.Local local -> local.at().toEpochSecond(ZoneOffset.UTC);
        };
    }

    private static String letters(int mode) {
        StringBuilder text = new StringBuilder("rwxrwxrwx");
        for (int i = 0; i < 9; i++) {
            if ((mode >> (8 - i) & 1) == 0) {
                text.setCharAt(i, '-');
            }
        }
        return text.toString();
    }
}
