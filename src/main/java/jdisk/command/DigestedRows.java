package jdisk.command;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdisk.extract.Algorithm;
import jdisk.extract.FileDigests;
import jdisk.image.Image;
import jdisk.listing.InventoryListing;
import jdisk.listing.InventoryListing.Digest;
import jdisk.listing.InventoryListing.Row;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.text.Visible;

/** Rows on their way to the console, in their order, while all processors compute digests of the files they are of. */
final class DigestedRows implements AutoCloseable {
    /** Rows that may wait for a digest. */
    private static final int MOST_WAITING = 1024;

    /** Characters that are printed at a time. */
    private static final int PRINTED = 1 << 16;

    /** So many rows are added before it is asked again whether to stop. */
    private static final int PATIENCE = 256;

    private final Desk desk;
    private final List<Algorithm> algorithms;
    private final boolean body;
    private final Visible visible;
    private final InventoryListing json = new InventoryListing();
    private final ExecutorService workers;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder(PRINTED + 1024);
    private int added;
    private volatile boolean stopped;
    private boolean incomplete;

    private record Waiting(Row row, Optional<Future<List<String>>> digests) {}

    DigestedRows(Desk desk, List<Algorithm> algorithms, boolean body) {
        this.desk = desk;
        this.algorithms = algorithms;
        this.body = body;
        this.visible = desk.session().visible();
        this.workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("digest-", 0).factory());
    }

    /** Whether digests were asked for. */
    boolean digests() {
        return !algorithms.isEmpty();
    }

    /** Notes that something could not be read, which its row says. */
    void incomplete() {
        incomplete = true;
    }

    boolean isIncomplete() {
        return incomplete;
    }

    /** Whether the user has not asked to stop. */
    boolean goesOn() {
        if (!stopped && ++added % PATIENCE == 0 && desk.isInterrupted()) {
            stopped = true;
        }
        return !stopped;
    }

    /**
     * Adds a row.
     *
     * @param content what is to be digested
     */
    void add(Row row, Optional<Image> content) throws IOException {
        if (content.isEmpty() && waiting.isEmpty()) {
            print(row, List.of());
            return;
        }
        waiting.addLast(new Waiting(row,
                content.map(image -> workers.submit(() -> FileDigests.of(image, algorithms, () -> stopped)))));
        // Ends: each turn takes one away.
        while (!waiting.isEmpty() && (waiting.size() > MOST_WAITING || isReady(waiting.peekFirst()))) {
            take(waiting.removeFirst());
        }
    }

    private static boolean isReady(Waiting first) {
        return first.digests().map(Future::isDone).orElse(true);
    }

    private void take(Waiting first) throws IOException {
        if (first.digests().isEmpty()) {
            print(first.row(), List.of());
            return;
        }
        Row row = first.row();
        List<Digest> digests = new ArrayList<>();
        // Ends: a digest ends, as what it is of does, or is told to.
        while (!first.digests().get().isDone() && !stopped) {
            stopped = desk.isInterrupted();
            pause();
        }
        if (stopped) {
            return;
        }
        try {
            List<String> values = first.digests().get().get();
            for (int i = 0; i < values.size(); i++) {
                digests.add(new Digest(algorithms.get(i).id(), values.get(i)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException why)) {
                throw new IllegalStateException(e);
            }
            incomplete = true;
            row = new Row(row.partition(), row.path(), row.bytes(), row.node(), row.stream(), row.target(), Optional.of(IoMessage.of(why)));
        }
        print(row, digests);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void print(Row row, List<Digest> digests) {
        text.append(body
                ? InventoryListing.body(row, digests.isEmpty() ? "" : digests.getFirst().value(), visible)
                : json.json(row, digests));
        if (text.length() >= PRINTED) {
            flush();
        }
    }

    private void flush() {
        desk.console().print(text.toString());
        text.setLength(0);
    }

    /** Prints what still waits. */
    void end() throws IOException {
        while (!waiting.isEmpty() && !stopped) {
            take(waiting.removeFirst());
        }
        flush();
    }

    @Override
    public void close() {
        stopped = true;
        workers.shutdownNow();
    }
}
