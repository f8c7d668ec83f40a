package jdisk.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import jdisk.image.BlockReader;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.label.OldTable;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * Looks for volumes in a range of an image, at every sector of 512 bytes, on all processors.
 *
 * <p>Blocks are handed out in their order; a thread reads one, looks at its sectors, and proves at once what may be something. Holes
 * are not read. What cannot be read is passed over sector by sector, and told.
 */
public final class Search {
    static final int SECTOR = 512;

    /** Bytes read at once: far more than a disk's cache reads ahead, and few beside what a small machine has. */
    private static final int BLOCK = 1 << 20;

    /** Where a block cannot be read, so many bytes are tried at once. */
    private static final int PIECE = 4096;

    /** So many unreadable places are told one by one. */
    private static final int NAMED = 1000;

    private static final long PATIENCE_MILLIS = 100;

    /**
     * What was found.
     *
     * @param hits in the order of their starts
     * @param tables old tables that tell of volumes that were found, or that a checksum proves
     * @param done where the search ended, in bytes; before the end of the range if it was stopped
     * @param unreadable bytes that could not be read
     * @param unread the first places of those
     * @param isFull whether there was more than is kept
     * @param isStopped whether it was ended before its end
     */
    public record Result(List<Hit> hits, List<OldTable> tables, long done, long unreadable, List<Extent> unread, boolean isFull, boolean isStopped) {}

    private final Image image;
    private final Slice disk;
    private final SectorSize sectorSize;
    private final long from;
    private final long to;
    private final Watcher watcher;
    private final Hits hits = new Hits();
    private final Tables tables = new Tables();
    private final AtomicLong next;
    private final AtomicLong finished = new AtomicLong();
    private final List<Extent> unread = new ArrayList<>();
    private long unreadable;
    private volatile boolean stopped;

    private Search(Image image, SectorSize sectorSize, long from, long to, Watcher watcher) {
        this.image = image;
        this.disk = Slice.of(image);
        this.sectorSize = sectorSize;
        this.from = from;
        this.to = to;
        this.next = new AtomicLong(from);
        this.watcher = watcher;
    }

    /**
     * Looks for volumes.
     *
     * @param sectorSize in which tables count that do not tell
     * @param from the first byte that is looked at: of a sector
     * @param to where the search ends, in bytes
     */
    public static Result run(Image image, SectorSize sectorSize, long from, long to, Watcher watcher) {
        Search search = new Search(image, sectorSize, from, Math.min(to, image.size()), watcher);
        search.all();
        List<Hit> found = Overlaps.resolve(image, search.tables.witness(search.hits.read(image)), watcher::isCancelled);
        return search.result(found);
    }

    private synchronized Result result(List<Hit> found) {
        long done = Math.min(from + finished.get(), to);
        return new Result(found, tables.of(found), done, unreadable, List.copyOf(unread), hits.isFull(), done < to);
    }

    private void all() {
        int threads = Math.max(Runtime.getRuntime().availableProcessors(), 1);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int n = 0; n < threads; n++) {
                running.add(workers.submit(this::work));
            }
            for (Future<?> each : running) {
                await(each);
            }
        }
        watcher.at(to - from, to - from);
    }

    /** Ends: the threads end when there is no block left, or once they are told to stop. */
    private void await(Future<?> worker) {
        boolean over = false;
        while (!over) {
            try {
                worker.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                over = true;
            } catch (TimeoutException e) {
                watcher.at(finished.get(), to - from);
                stopped |= watcher.isCancelled();
            } catch (InterruptedException e) {
                stopped = true;
            } catch (ExecutionException e) {
                stopped = true;
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void work() {
        BlockReader reader = new BlockReader(image, BLOCK);
        // Ends: each turn takes a block, and there are so many.
        while (!stopped) {
            long at = next.getAndAdd(BLOCK);
            if (at >= to) {
                return;
            }
            int length = (int) Math.min(BLOCK, to - at);
            if (!isHole(at, length)) {
                look(reader, at, length);
            }
            finished.addAndGet(length);
        }
    }

    private boolean isHole(long at, int length) {
        try {
            return image.knowsHoles() && image.nextData(at) >= at + length;
        } catch (IOException e) {
            return false; // reading it tells
        }
    }

    private void look(BlockReader reader, long at, int length) {
        try {
            ByteView block = reader.read(at, length);
            look(block, at, length);
        } catch (IOException e) {
            if (length <= PIECE) {
                note(at, length);
                return;
            }
            for (int piece = 0; piece < length && !stopped; piece += PIECE) {
                look(reader, at + piece, Math.min(PIECE, length - piece));
            }
        }
    }

    private synchronized void note(long at, int length) {
        unreadable += length;
        if (unread.size() < NAMED) {
            unread.add(new Extent(at, length));
        }
    }

    private void look(ByteView block, long at, int length) {
        for (int sector = 0; sector + SECTOR <= length; sector += SECTOR) {
            long place = at + sector;
            Marks.look(block, sector, maybe -> prove(maybe, place));
        }
    }

    private void prove(Marks maybe, long place) {
        try {
            if (maybe == Marks.TABLE) {
                OldTable.at(image, place, sectorSize).ifPresent(tables::add);
            }
            maybe.proof().prove(disk, place, hits::add);
        } catch (IOException e) {
            // what cannot be read proves nothing; that it cannot be read is told when its block is
        }
    }
}
