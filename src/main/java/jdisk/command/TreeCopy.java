package jdisk.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdisk.extract.Algorithm;
import jdisk.extract.Extraction;
import jdisk.extract.FileCopy;
import jdisk.extract.UnreadableException;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Name;
import jdisk.filesystem.Node;
import jdisk.filesystem.RegularFile;
import jdisk.filesystem.Special;
import jdisk.filesystem.SymbolicLink;
import jdisk.filesystem.Times;
import jdisk.filesystem.Walk;
import jdisk.image.Image;
import jdisk.image.NoRoomException;
import jdisk.image.Progress;
import jdisk.listing.DigestLine;
import jdisk.output.OutputGuard;
import jdisk.output.RefusedException;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.ProgressLine;
import jdisk.shell.UserError;
import org.jspecify.annotations.Nullable;

/** Copies whole trees out of a volume into directories, and says what is not as it was. */
final class TreeCopy {
    /**
     * Files that are copied at a time: making a file and closing it take as long as a few megabytes. Where more than one reads what is
     * packed, each may have the same block unpacked.
     */
    private static final int WORKERS = 2;

    /** Files that are being copied or wait for it; each is open. */
    private static final int PENDING = 8;

    /** Bytes from which on a file is copied alone, as a disk reads best. */
    private static final long LARGE = 64L << 20;

    private final Desk desk;
    private final Inside.Visit visit;
    private final List<Algorithm> algorithms;
    private final boolean links;
    private final boolean force;
    private final OutputGuard guard;
    private final StringBuilder manifest = new StringBuilder();
    private Optional<Path> first = Optional.empty();
    private long files;
    private long bytes;
    private long leftOut;

    TreeCopy(Desk desk, Inside.Visit visit, List<Algorithm> algorithms, boolean links, boolean force) {
        this.desk = desk;
        this.visit = visit;
        this.algorithms = algorithms;
        this.links = links;
        this.force = force;
        this.guard = new OutputGuard(desk.session().image());
    }

    /** Copies a node and all that is below it. */
    void copy(Inside.Place place, Path target) throws IOException {
        if (first.isEmpty()) {
            first = Optional.of(target);
        }
        try (ProgressLine progress = new ProgressLine(desk, visit.shown(place.partition(), place.found().text()), 0);
                Copy copy = new Copy(place, target, progress)) {
            Walk.through(place.found().path(), place.found().node(), copy, visit.problems());
            copy.settle(0);
            copy.leave(0);
        }
    }

    /** Says how much was copied, and writes the digests. */
    void end() throws IOException {
        if (!algorithms.isEmpty() && first.isPresent() && !manifest.isEmpty()) {
            Path file = first.get().resolveSibling(first.get().getFileName() + "." + algorithms.getFirst().id());
            guard.writeText(file, manifest.toString(), force);
        }
        if (first.isPresent()) {
            desk.console().note(files + (files == 1 ? " file, " : " files, ") + bytes + " bytes copied\n");
        }
        if (leftOut > 0) {
            desk.console().note(leftOut + (leftOut == 1 ? " symbolic link was" : " symbolic links were") + " left out; --links makes them\n");
        }
    }

    /** Says that a file cannot be read: it is not copied, and all else is. Where there is no room to decode it, that is no fault of its. */
    static void sayUnreadable(Inside.Visit visit, String shown, UnreadableException why) {
        String sentence = shown + " cannot be read, and is not copied: " + IoMessage.ofCause(why);
        if (why.getCause() instanceof NoRoomException) {
            visit.failed(sentence);
        } else {
            visit.lost(sentence);
        }
    }

    /** What reads something of the image. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Gives a copy the times of a node, where it has them and the copy can have them. */
    static void keepTimes(OutputGuard guard, Path made, Node node) {
        Times times = node.attributes().times();
        Optional<FileTime> modified = times.modified().map(TreeCopy::fileTime);
        if (modified.isPresent()) {
            try {
                guard.setTimes(made, modified.get(), times.accessed().map(TreeCopy::fileTime).orElse(modified.get()));
            } catch (IOException e) {
                // a file system that does not keep them, or not these
            }
        }
    }

    private static FileTime fileTime(Times.Time time) {
        return FileTime.from(switch (time) {
            case Times.Moment(Instant at, int decimals) -> at;
            // The clock on the wall is taken for one of here.
            case Times.Local(LocalDateTime at, int decimals) -> at.atZone(ZoneId.systemDefault()).toInstant();
        });
    }

    /** A directory that was made, and what is to be set when all in it is there. */
    private record Made(Path path, Node node) {}

    /** A file that is being copied. */
    private record Pending(String shown, Path target, Future<Extraction> work) {}

    private final class Copy extends PlaceVisitor implements AutoCloseable {
        private final Path root;
        private final ProgressLine progress;
        private final Deque<Made> made = new ArrayDeque<>();

        /** The oldest first: what is to be said of them is said in the order of the tree. */
        private final Deque<Pending> pending = new ArrayDeque<>();

        private final ExecutorService workers =
                Executors.newFixedThreadPool(desk.session().image().rawFile().isPresent() ? WORKERS : 1, Thread.ofPlatform().daemon().name("copy-", 0).factory());
        private long passed;
        private boolean over;

        private Copy(Inside.Place place, Path root, ProgressLine progress) {
            super(TreeCopy.this.desk, TreeCopy.this.visit, place);
            this.root = root;
            this.progress = progress;
        }

        /** Leaves directories, down to so many: their times are set when nothing more is put into them. */
        private void leave(int depth) {
            if (made.size() > depth) {
                settle(0);
            }
            while (made.size() > depth) {
                Made last = made.pop();
                keepTimes(guard, last.path(), last.node());
            }
        }

        @Override
        public boolean node(Walk.Visit at, Node node) {
            if (at.internal()) {
                return false;
            }
            leave(at.depth());
            try {
                Path target = at.depth() == 0 ? root : free(at, made.getFirst().path());
                return switch (node) {
                    case Directory directory -> {
                        guard.makeFolder(target);
                        made.push(new Made(target, node));
                        yield true;
                    }
                    case RegularFile file -> {
                        file(at, file, target);
                        yield false;
                    }
                    case SymbolicLink link -> {
                        link(at, link, target);
                        yield false;
                    }
                    case Special special -> {
                        desk.console().note(shown(at) + ": a device, a pipe or a socket, not copied\n");
                        yield false;
                    }
                };
            } catch (IOException e) {
                failed(shown(at), e);
            }
            return false;
        }

        private void failed(String shown, IOException why) {
            if (why instanceof RefusedException) {
                desk.report(new UserError(shown + ": " + why.getMessage()));
                visit.incomplete();
            } else if (why instanceof UnreadableException unreadable) {
                sayUnreadable(visit, shown, unreadable);
            } else {
                visit.failed(shown + ": " + IoMessage.of(why));
            }
        }

        /** What is read of a node; nothing where it cannot be, which is said. What cannot be written is another matter. */
        private <T> Optional<T> read(Walk.Visit at, Reading<T> reading) {
            try {
                return Optional.of(reading.read());
            } catch (IOException e) {
                visit.lost(shown(at) + " cannot be read, and is not copied: " + IoMessage.of(e));
                return Optional.empty();
            }
        }

        /** The path that a node gets: a name that it cannot have, or that another spelling of it took, is changed and said. */
        private Path free(Walk.Visit at, Path folder) {
            String path = at.path().text();
            String own = path.substring(path.lastIndexOf('/') + 1);
            String wanted = LocalName.of(own, folder);
            String free = wanted;
            // Ends: a folder has so many files.
            for (int i = 2; !force && Files.exists(folder.resolve(free), LinkOption.NOFOLLOW_LINKS) && isOtherSpelling(folder, free); i++) {
                free = wanted + "~" + i;
            }
            if (!free.equals(own)) {
                desk.console().note(shown(at) + ": copied as " + desk.session().visible().text(free) + "\n");
            }
            return folder.resolve(free);
        }

        /** Whether a file is there under another spelling of its name, as on a system that ignores case. */
        private boolean isOtherSpelling(Path folder, String name) {
            try {
                return !String.valueOf(folder.resolve(name).toRealPath(LinkOption.NOFOLLOW_LINKS).getFileName()).equals(name);
            } catch (IOException e) {
                return false;
            }
        }

        /** Has a file copied while the tree is looked through, unless that takes all there is anyway. */
        private void file(Walk.Visit at, RegularFile file, Path target) throws IOException {
            guard.check(target, force);
            Optional<Image> readable = read(at, file::content);
            if (readable.isEmpty()) {
                return;
            }
            if (force) {
                guard.remove(target);
            }
            Image content = readable.get();
            boolean alone = content.size() > LARGE || FileCopy.isWide(content, algorithms);
            settle(alone ? 0 : PENDING - 1);
            FileCopy copy;
            try {
                copy = FileCopy.create(guard, target);
            } catch (FileAlreadyExistsException e) {
                throw new RefusedException(target + " exists by now: another program made it");
            }
            pending.addLast(new Pending(shown(at), target, workers.submit(() -> {
                Extraction done = copy.fill(content, algorithms, new Share());
                if (!done.cancelled()) {
                    keepTimes(guard, target, file);
                }
                return done;
            })));
            if (alone) {
                settle(0);
            }
        }

        /** Waits until no more than so many files are being copied. */
        private void settle(int most) {
            while (pending.size() > most) {
                Pending oldest = pending.removeFirst();
                try {
                    copied(oldest.target(), oldest.work().get());
                } catch (ExecutionException e) {
                    failed(oldest.shown(), thrown(e.getCause()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    over = true;
                }
            }
        }

        /** What another thread threw, if it says why a file is not copied; anything else is thrown here, too. */
        private static IOException thrown(@Nullable Throwable cause) {
            return switch (cause) {
                case IOException why -> why;
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default -> throw new IllegalStateException(cause);
            };
        }

        private void copied(Path target, Extraction done) {
            if (done.cancelled()) {
                over = true;
                return;
            }
            files++;
            bytes += done.done();
            if (!algorithms.isEmpty()) {
                Path beside = first.map(Path::toAbsolutePath).map(Path::getParent).orElse(target.toAbsolutePath());
                manifest.append(DigestLine.of(done.digests().getFirst(), beside.relativize(target.toAbsolutePath()).toString()));
            }
            if (files % 64 == 0) {
                over |= progress.isCancelled();
            }
        }

        /** How far one file is, as part of how far all are. */
        private final class Share implements Progress {
            private long told;

            @Override
            public void at(long done, long total) {
                synchronized (progress) {
                    passed += done - told;
                    told = done;
                    progress.at(passed, ProgressLine.UNKNOWN);
                }
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        }

        private void link(Walk.Visit at, SymbolicLink link, Path target) throws IOException {
            if (!links) {
                leftOut++;
                return;
            }
            Optional<Name> leads = read(at, link::target);
            if (leads.isEmpty()) {
                return;
            }
            try {
                guard.makeLink(target, Path.of(leads.get().text()), force);
            } catch (InvalidPathException e) {
                visit.lost(shown(at) + ": its target cannot be that of a link here");
                return;
            }
            keepTimes(guard, target, link);
        }

        @Override
        public boolean isOver() {
            return over;
        }

        /** What is being copied is copied to its end, or gone, once this has returned. */
        @Override
        public void close() {
            workers.close();
        }
    }
}
