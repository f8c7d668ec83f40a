package jdisk.filesystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a tree, depth first, names in the order of their bytes: what is in a directory follows it, then what it holds
 * beside.
 *
 * <p>Ends, whatever the volume holds: no directory is gone into twice. Takes no room on the stack for depth.
 */
public final class Walk {
    /** Told what there is. */
    public interface Visitor {
        /**
         * A node.
         *
         * @return whether to go on into it, if it is a directory
         */
        boolean node(Visit visit, Node node) throws IOException;

        /** A node that cannot be read. */
        void unreadable(Visit visit, IOException why) throws IOException;

        /** What a node holds beside its contents. */
        void stream(Visit visit, NamedStream stream) throws IOException;

        /** A directory that a node was said to be, and of which nothing can be read; or one that was met before: its path. */
        void noEntries(Visit visit, Directory directory, Optional<IOException> why) throws IOException;

        /** Whether to stop. */
        default boolean isOver() {
            return false;
        }
    }

    /**
     * Where the walk is.
     *
     * @param depth 0 for where it began
     * @param isLast whether nothing in the same directory comes after it, as far as is known
     * @param internal whether it is, or is in, what belongs to the file system itself
     */
    public record Visit(Path path, int depth, boolean isLast, boolean internal) {}

    /** A path, only good while it is visited. */
    public static final class Path {
        private final Bytes shown = new Bytes();
        private final Bytes raw = new Bytes();
        private final Deque<int[]> before = new ArrayDeque<>();
        private int notText;

        private Path() {
            shown.add('/');
            raw.add('/');
        }

        private void push(Name name, char separator) {
            before.push(new int[] {shown.length, raw.length, notText});
            if (shown.length > 1 || separator != '/') {
                shown.add(separator);
                raw.add(separator);
            }
            shown.add(name.inPath(true));
            raw.add(name.inPath(false));
            notText += name.isText() ? 0 : 1;
        }

        private void pop() {
            int[] last = before.pop();
            shown.length = last[0];
            raw.length = last[1];
            notText = last[2];
        }

        /** Whether all names on it are text. */
        public boolean isText() {
            return notText == 0;
        }

        /** As text, from a slash on. */
        public String text() {
            return new String(shown.bytes, 0, shown.length, StandardCharsets.UTF_8);
        }

        /** As the bytes of the names, with slashes. */
        public byte[] bytes() {
            return Arrays.copyOf(raw.bytes, raw.length);
        }
    }

    /** Bytes that grow, and are cut: names come and go at their end. */
    private static final class Bytes {
        private byte[] bytes = new byte[64];
        private int length;

        private void add(int one) {
            add(new byte[] {(byte) one});
        }

        private void add(byte[] more) {
            if (length + more.length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more.length));
            }
            System.arraycopy(more, 0, bytes, length, more.length);
            length += more.length;
        }
    }

    /** What is still to be visited in a directory: names, and streams of those that were visited. */
    private static final class Level {
        private final List<Entry> entries;
        private final Deque<Pending> streams = new ArrayDeque<>();
        private final boolean internal;
        private int next;

        private Level(List<Entry> entries, boolean internal) {
            this.entries = entries;
            this.internal = internal;
        }

        private boolean isEmpty() {
            return next >= entries.size() && streams.isEmpty();
        }

        /** Whether a stream comes next, by the order of the bytes of all names. */
        private boolean streamIsNext() {
            return !streams.isEmpty()
                    && (next >= entries.size() || streams.getFirst().name().compareTo(entries.get(next).name()) < 0);
        }
    }

    private record Pending(Name name, Name of, NamedStream stream, boolean internal) {}

    private final Visitor visitor;
    private final Problems problems;
    private final Path path = new Path();
    private final Deque<Level> levels = new ArrayDeque<>();
    private final Set<Long> seen = new HashSet<>();

    private Walk(Visitor visitor, Problems problems) {
        this.visitor = visitor;
        this.problems = problems;
    }

    /**
     * Goes through all that is in a node, the node itself first.
     *
     * @param start the path of the node, as it is to be told
     * @param problems takes names that are there twice
     */
    public static void through(List<Name> start, Node node, Visitor visitor, Problems problems) throws IOException {
        Walk walk = new Walk(visitor, problems);
        start.forEach(name -> walk.path.push(name, '/'));
        walk.go(node);
    }

    /** The names of a path as text, from a slash on. */
    public static String text(List<Name> names) {
        Path path = new Path();
        names.forEach(name -> path.push(name, '/'));
        return path.text();
    }

    /** The entries of a directory in the order of their names, each name once: a list that is the caller's own. */
    public static List<Entry> sorted(Directory directory, Problems problems) throws IOException {
        List<Entry> entries = new ArrayList<>(directory.entries());
        entries.sort(Comparator.comparing(Entry::name));
        // In place: there may be a million.
        int kept = 0;
        for (Entry entry : entries) {
            if (kept > 0 && entries.get(kept - 1).name().equals(entry.name())) {
                problems.add(Problem.Code.NAME_TWICE, directory.key(), entry.name().text());
            } else {
                entries.set(kept++, entry);
            }
        }
        entries.subList(kept, entries.size()).clear();
        return entries;
    }

    private void go(Node start) throws IOException {
        enter(new Visit(path, 0, true, false), start);
        // Ends: each turn takes an entry or a stream of a directory, or leaves one; none is entered twice.
        while (!levels.isEmpty() && !visitor.isOver()) {
            Level level = levels.peek();
            if (level.isEmpty()) {
                levels.pop();
                if (!levels.isEmpty()) {
                    path.pop();
                }
                continue;
            }
            if (level.streamIsNext()) {
                Pending pending = level.streams.pop();
                path.push(pending.of(), '/');
                path.push(pending.stream().name(), ':');
                visitor.stream(new Visit(path, levels.size(), level.isEmpty(), pending.internal()), pending.stream());
                path.pop();
                path.pop();
                continue;
            }
            Entry entry = level.entries.get(level.next++);
            path.push(entry.name(), '/');
            Visit visit = new Visit(path, levels.size(), level.isEmpty(), level.internal || entry.isInternal());
            Node node;
            try {
                node = entry.node();
            } catch (IOException e) {
                visitor.unreadable(visit, e);
                path.pop();
                continue;
            }
            pend(level, entry, node, visit.internal());
            if (!enter(visit, node)) {
                path.pop();
            }
        }
    }

    /** Keeps the streams of a node until their names are next. */
    private static void pend(Level level, Entry entry, Node node, boolean internal) throws IOException {
        List<? extends NamedStream> streams = node.streams();
        if (streams.isEmpty()) {
            return;
        }
        List<Pending> all = new ArrayList<>(level.streams);
        for (NamedStream stream : streams) {
            all.add(new Pending(Name.of(entry.name().text() + ":" + stream.name().text()), entry.name(), stream, internal));
        }
        all.sort(Comparator.comparing(Pending::name));
        level.streams.clear();
        level.streams.addAll(all);
    }

    /** Shows a node, and tells whether it is a directory that is gone through next. */
    private boolean enter(Visit visit, Node node) throws IOException {
        if (!visitor.node(visit, node) || !(node instanceof Directory directory)) {
            return false;
        }
        if (!seen.add(directory.key())) {
            visitor.noEntries(visit, directory, Optional.empty());
            return false;
        }
        try {
            levels.push(new Level(sorted(directory, problems), visit.internal()));
            return true;
        } catch (IOException e) {
            visitor.noEntries(visit, directory, Optional.of(e));
            return false;
        }
    }
}
