package jdisk.extract;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jdisk.image.Image;
import jdisk.output.OutputGuard;
import jdisk.output.OwnFile;
import jdisk.output.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written: {@code NAME.partial} until it is complete, with a record of how far it is beside it.
 *
 * <p>Another thread has the system put on disk what is written so far, every now and then, and notes it in the record. Little
 * is left to be put there in the end, and little to be done again if the program or the machine dies.
 */
public final class OutputFile implements Sink, AutoCloseable {
    /** What may happen to what is there already. */
    public enum Mode {
        /** Nothing: it stays, and nothing is written. */
        NEW,
        /** It is written anew. */
        FORCE,
        /** A file that an earlier run has begun is gone on with. */
        RESUME,
        /** As {@link #RESUME}, and a complete file of the name is written anew. */
        FORCE_RESUME,
        /** As {@link #NEW}, and what is not complete in the end is not kept. */
        WHOLE,
        /** As {@link #FORCE}, and what is not complete in the end is not kept. */
        FORCE_WHOLE;

        /** Whether what has the name already may go. */
        public boolean forces() {
            return this == FORCE || this == FORCE_RESUME || this == FORCE_WHOLE;
        }

        /** Whether a file that is not complete stays, for a later run to go on with. */
        public boolean keeps() {
            return this != WHOLE && this != FORCE_WHOLE;
        }

        /** Whether what an earlier run has begun is gone on with. */
        public boolean resumes() {
            return this == RESUME || this == FORCE_RESUME;
        }
    }

    private static final String PARTIAL = ".partial";
    private static final String RECORD = ".partial.resume";

    private static final long CHECKPOINT_SECONDS = 2;

    /** Bytes of a copy that are worth opening its file once more for. */
    private static final long DIRECT_LEAST = 8 << 20;

    /** Where the byte is written whose removal leaves the file at its length: at a border of any file system's blocks. */
    private static final long ROUND = 1 << 20;

    private final OutputGuard guard;
    private final Path target;
    private final Path partial;
    private final Path record;
    private final ExtractPlan plan;
    private final Mode mode;
    private final FileChannel channel;
    private final OwnFile own;
    private final FileChannel recordChannel;
    private final OwnFile ownRecord;
    private final Extraction before;
    private final Optional<DirectWriter> direct;
    private final ScheduledExecutorService checkpoints =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("checkpoint").factory());
    private volatile Extraction soFar;
    private volatile long recorded;
    private volatile @Nullable IOException failure;
    private volatile boolean onDisk;

    private OutputFile(OutputGuard guard, Path target, ExtractPlan plan, Mode mode) throws IOException {
        this.guard = guard;
        this.target = target;
        this.partial = beside(target, PARTIAL);
        this.record = beside(target, RECORD);
        this.plan = plan;
        this.mode = mode;
        boolean begun = Files.exists(partial, LinkOption.NOFOLLOW_LINKS);
        boolean resumes = mode.resumes() && begun;
        this.channel = resumes ? reopen() : begin(begun);
        FileChannel opened = null;
        OwnFile openedRecord = null;
        this.own = OwnFile.at(partial);
        try {
            this.before = resumes ? recorded() : new Extraction(0, List.of(), false, List.of());
            this.soFar = before;
            opened = resumes ? guard.reopen(record) : guard.create(record);
            this.recordChannel = opened;
            openedRecord = OwnFile.at(record);
            this.ownRecord = openedRecord;
            setLength();
            writeRecord(before);
        } catch (IOException e) {
            channel.close();
            if (opened != null) {
                opened.close();
            }
            if (!resumes) {
                guard.remove(own);
                if (openedRecord != null) {
                    guard.remove(openedRecord);
                }
            }
            throw e;
        }
        this.direct = plan.length() < DIRECT_LEAST ? Optional.empty() : DirectWriter.open(guard, own, plan.image());
        var _ = checkpoints.scheduleWithFixedDelay(this::checkpoint, CHECKPOINT_SECONDS, CHECKPOINT_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Begins a file, or goes on with one.
     *
     * @throws RefusedException if the guard does not allow it, if another program is writing it, or if what is there to go on
     *     with is not of this plan
     */
    public static OutputFile open(OutputGuard guard, Path target, ExtractPlan plan, Mode mode) throws IOException {
        if (mode.resumes()) {
            takeNameBack(guard, target, plan);
        }
        guard.check(target, mode.forces());
        return new OutputFile(guard, target, plan, mode);
    }

    /** A run that ended while it gave its file the final name has left it with both. */
    private static void takeNameBack(OutputGuard guard, Path target, ExtractPlan plan) throws IOException {
        Path partial = beside(target, PARTIAL);
        if (!Files.isRegularFile(partial, LinkOption.NOFOLLOW_LINKS) || !OwnFile.at(partial).has(target)) {
            return;
        }
        Optional<ResumeRecord> found = ResumeRecord.read(beside(target, RECORD));
        if (found.isPresent() && found.get().fits(plan) && found.get().done() == plan.length()) {
            guard.remove(target); // which stays, as the partial file
        }
    }

    private static Path beside(Path target, String end) {
        return target.resolveSibling(target.getFileName() + end);
    }

    /** What an incomplete file is called. */
    public Path partial() {
        return partial;
    }

    private FileChannel begin(boolean begun) throws IOException {
        if (begun && (mode.forces() || mode.resumes())) {
            // Nobody else may be at it.
            try (FileChannel _ = reopen()) {
                guard.remove(partial);
            }
        }
        FileChannel made;
        try {
            made = lock(guard.create(partial));
        } catch (FileAlreadyExistsException e) {
            guard.reopen(partial).close(); // says what is wrong with it, if it is not such a file
            throw new RefusedException(partial + " exists: another program is writing it, or did not complete it; "
                    + (mode.keeps() ? "--resume continues it, " : "") + "--force starts over");
        }
        // One without its file; not before, as it might be that of a file that is there.
        if (Files.exists(record, LinkOption.NOFOLLOW_LINKS)) {
            if (!ResumeRecord.isOne(record)) {
                made.close();
                guard.remove(partial);
                throw new RefusedException(record + " exists and is not a record of jdisk: move it away, or name another file");
            }
            guard.remove(record);
        }
        return made;
    }

    private FileChannel reopen() throws IOException {
        OwnFile seen = OwnFile.at(partial);
        FileChannel reopened = lock(guard.reopen(partial));
        if (!seen.isThere()) {
            reopened.close();
            throw new RefusedException(partial + " was completed by another program just now");
        }
        return reopened;
    }

    private FileChannel lock(FileChannel opened) throws IOException {
        FileLock lock = null;
        try {
            lock = opened.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this very program
        }
        if (lock == null) {
            opened.close();
            throw new RefusedException(partial + " is being written by another program: wait for it");
        }
        return opened;
    }

    private Extraction recorded() throws IOException {
        Optional<ResumeRecord> found = ResumeRecord.read(record);
        if (found.isEmpty()) {
            throw new RefusedException("no record says how much of " + partial + " is complete: --force starts over");
        }
        if (!found.get().fits(plan)) {
            throw new RefusedException(partial + " is of another image, or another part of it, or the image has changed: "
                    + "--force starts over");
        }
        if (channel.size() < found.get().done()) {
            throw new RefusedException(partial + " has become shorter: --force starts over");
        }
        return found.get().soFar();
    }

    /** Java can only cut a file, not lengthen it: so it is made too long, and cut. What is not written stays a hole. */
    private void setLength() throws IOException {
        // What an earlier run has written after what is good would stay where this one leaves a hole.
        channel.truncate(before.done());
        if (channel.size() != plan.length()) {
            long longest = Math.max(plan.length(), channel.size());
            // Of the longest file there can be, the last byte itself is written: nothing can be after it.
            long after = longest > Long.MAX_VALUE - ROUND ? longest - 1 : Math.ceilDiv(longest, ROUND) * ROUND;
            channel.write(ByteBuffer.allocate(1), after);
            channel.truncate(plan.length());
        }
    }

    /** Over the old record, so that a full disk has room for it. */
    private void writeRecord(Extraction now) throws IOException {
        ByteBuffer text = ByteBuffer.wrap(ResumeRecord.of(plan, now).text().getBytes(StandardCharsets.UTF_8));
        // Ends: a channel takes at least a byte each time, or throws.
        for (long at = 0; text.hasRemaining(); ) {
            at += recordChannel.write(text, at);
        }
        recorded = now.done();
    }

    private void removeBoth() throws IOException {
        guard.remove(own);
        guard.remove(ownRecord);
    }

    private synchronized void checkpoint() {
        Extraction now = soFar;
        if (onDisk || failure != null) {
            return;
        }
        try {
            channel.force(false);
            writeRecord(now);
            recordChannel.force(false);
        } catch (IOException e) {
            // What was not put on disk then is lost, and the system does not say so twice: from here on nothing more is recorded.
            failure = e;
        }
    }

    @Override
    public boolean keepsHoles() {
        return true;
    }

    @Override
    public Extraction before() {
        return before;
    }

    @Override
    public void write(long at, ByteBuffer bytes) throws IOException {
        rethrow();
        int length = bytes.remaining();
        if (direct.isPresent()) {
            direct.get().write(at, bytes);
        }
        // Ends: a channel takes at least a byte each time, or throws.
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + length - bytes.remaining());
        }
    }

    @Override
    public long transfer(Image image, long offset, long count, long at) throws IOException {
        rethrow();
        channel.position(at);
        return image.transferTo(offset, count, channel);
    }

    @Override
    public boolean transfers() {
        return direct.isEmpty();
    }

    @Override
    public void readBack(long at, ByteBuffer bytes) throws IOException {
        long from = at;
        // Ends: each turn reads at least a byte, or finds the end.
        while (bytes.hasRemaining()) {
            int n = channel.read(bytes, from);
            if (n < 0) {
                throw new EOFException(partial + " has become shorter");
            }
            from += n;
        }
    }

    @Override
    public void written(Extraction now) {
        soFar = now;
    }

    private void rethrow() throws IOException {
        IOException seen = failure;
        if (seen != null) {
            throw seen;
        }
    }

    /** Puts everything on disk, with the record at its end: only the name is missing then, and can be given by a later run. */
    public void complete() throws IOException {
        checkpoint();
        rethrow();
        onDisk = true;
        guard.check(target, mode.forces());
    }

    /** Gives a complete file its name. */
    public void commit() throws IOException {
        complete();
        guard.finish(own, target, mode.forces());
        guard.remove(ownRecord);
    }

    /** Ends writing. A file that is not complete is kept, to be gone on with, if there is anything in it and the mode keeps it. */
    @Override
    public void close() throws IOException {
        checkpoints.shutdown();
        if (!onDisk) {
            keep();
        }
        if (kept() == 0) {
            removeBoth();
        }
        recordChannel.close();
        if (direct.isPresent()) {
            direct.get().close();
        }
        channel.close();
    }

    /** Puts what is written so far on disk, for a later run to go on with. */
    public void keep() {
        if (mode.keeps() && soFar.done() > recorded) {
            checkpoint();
        }
    }

    /** Bytes that an incomplete file holds, and that going on will not copy again. */
    public long kept() {
        return mode.keeps() && own.isThere() && ownRecord.isThere() ? recorded : 0;
    }
}
