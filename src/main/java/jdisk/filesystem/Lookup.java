package jdisk.filesystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * Finds what a path leads to, as a kernel would: links on the way are followed, within the volume. At its end, {@code file:stream}
 * is a named stream where no file has that name.
 */
public final class Lookup {
    /** Links that are followed for one path: as many as Linux does. */
    private static final int MOST_LINKS = 40;

    /** Parts of a path that are gone through, links included: no volume can make this long. */
    private static final int MOST_PARTS = 100_000;

    private Lookup() {}

    /**
     * What was found.
     *
     * @param path the names from the root to it, links resolved
     * @param above the directories from the root to it, itself not among them
     */
    public record Found(List<Name> path, List<Directory> above, Node node) {
        /** The path as text, from a slash on. */
        public String text() {
            return Walk.text(path);
        }
    }

    /**
     * What a path leads to.
     *
     * @param path parts between slashes; from the root, with or without a slash before it; {@code \xNN} for a byte that is no text
     * @param follow whether a link at its end is followed, too
     * @throws NoSuchFileException if there is no such thing
     * @throws NotDirectoryException if something on the way is not a directory
     * @throws IOException if something on the way cannot be read, or links lead in a circle
     */
    public static Found find(Volume volume, String path, boolean follow) throws IOException {
        Deque<Name> parts = new ArrayDeque<>();
        push(parts, path);
        List<Name> names = new ArrayList<>();
        List<Directory> above = new ArrayList<>();
        Node at = volume.root();
        int links = 0;
        int steps = 0;
        // Ends: the count of steps has a bound, which links cannot lift.
        while (!parts.isEmpty()) {
            if (++steps > MOST_PARTS) {
                throw new IOException("the path is too long");
            }
            Name part = parts.pop();
            if (part.length() == 0 || part.text().equals(".")) {
                if (!(at instanceof Directory)) {
                    throw new NotDirectoryException(Walk.text(names));
                }
                continue;
            }
            if (!(at instanceof Directory directory)) {
                throw new NotDirectoryException(Walk.text(names));
            }
            if (part.text().equals("..")) {
                if (!above.isEmpty()) {
                    at = above.removeLast();
                    names.removeLast();
                }
                continue;
            }
            Optional<? extends Entry> found = entry(directory, part);
            if (found.isEmpty()) {
                Optional<Found> stream = parts.isEmpty() ? stream(directory, part, names, above) : Optional.empty();
                if (stream.isPresent()) {
                    return stream.get();
                }
                List<Name> whole = new ArrayList<>(names);
                whole.add(part);
                throw new NoSuchFileException(Walk.text(whole));
            }
            Entry entry = found.get();
            Node node = entry.node();
            if (node instanceof SymbolicLink link && (follow || !parts.isEmpty())) {
                if (++links > MOST_LINKS) {
                    throw new IOException("too many links to follow: they lead in a circle");
                }
                String target = link.path();
                push(parts, target);
                if (target.startsWith("/")) {
                    at = volume.root();
                    names.clear();
                    above.clear();
                }
                continue;
            }
            names.add(entry.name());
            above.add(directory);
            at = node;
        }
        return new Found(List.copyOf(names), List.copyOf(above), at);
    }

    private static Optional<? extends Entry> entry(Directory directory, Name part) throws IOException {
        Optional<? extends Entry> entry = directory.entry(part);
        if (entry.isPresent()) {
            return entry;
        }
        Name raw = unescaped(part);
        return raw.equals(part) ? entry : directory.entry(raw);
    }

    /**
     * The stream that {@code file:stream} is, where no file has such a name; {@code :stream} is one of the directory itself. It is
     * a file then, with the times of the one that it is of.
     */
    private static Optional<Found> stream(Directory directory, Name part, List<Name> names, List<Directory> above) throws IOException {
        String text = part.text();
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        Node of = directory;
        List<Name> path = new ArrayList<>(names);
        List<Directory> to = new ArrayList<>(above);
        Name name = Name.of("");
        if (colon > 0) {
            Optional<? extends Entry> entry = entry(directory, Name.of(text.substring(0, colon)));
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            of = entry.get().node();
            name = entry.get().name();
            to.add(directory);
        } else if (!path.isEmpty()) {
            name = path.removeLast();
        }
        Optional<? extends NamedStream> stream = stream(of, text.substring(colon + 1));
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        path.add(Name.of(name.text() + ":" + stream.get().name().text()));
        return Optional.of(new Found(List.copyOf(path), List.copyOf(to), new StreamFile(stream.get(), of.attributes())));
    }

    /** The stream of a name, in another spelling if need be: NTFS ignores case. */
    private static Optional<? extends NamedStream> stream(Node node, String name) throws IOException {
        List<? extends NamedStream> streams = node.streams();
        Optional<? extends NamedStream> exact = streams.stream().filter(stream -> stream.name().text().equals(name)).findFirst();
        return exact.isPresent() ? exact
                : streams.stream().filter(stream -> stream.name().text().equalsIgnoreCase(name)).findFirst();
    }

    /** A stream as a file. */
    private record StreamFile(NamedStream stream, Attributes attributes) implements RegularFile {
        /** @param attributes of the file that it is a stream of */
        private StreamFile {
            attributes = new Attributes(attributes.identifier(), stream.size(), attributes.times(), attributes.permissions(),
                    attributes.letters(), attributes.links(), Set.of());
        }

        @Override
        public Image content() throws IOException {
            return stream.content();
        }
    }

    /** A name with bytes in the place of each {@code \xNN}. */
    private static Name unescaped(Name part) {
        byte[] bytes = part.bytes();
        byte[] raw = new byte[bytes.length];
        int count = 0;
        // Ends: each turn goes on by at least a byte.
        for (int i = 0; i < bytes.length; count++) {
            boolean escape = i + 3 < bytes.length && bytes[i] == '\\' && bytes[i + 1] == 'x'
                    && Character.digit(bytes[i + 2], 16) >= 0 && Character.digit(bytes[i + 3], 16) >= 0;
            raw[count] = escape ? (byte) (Character.digit(bytes[i + 2], 16) << 4 | Character.digit(bytes[i + 3], 16)) : bytes[i];
            i += escape ? 4 : 1;
        }
        return Name.of(new ByteView(raw), 0, count);
    }

    /** Puts the parts of a path before those that are still to be gone through. */
    private static void push(Deque<Name> parts, String path) {
        String[] split = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).split("/", -1);
        for (int i = split.length - 1; i >= 0; i--) {
            parts.push(Name.of(split[i]));
        }
    }
}
