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
import java.util.function.Consumer;
import jdisk.image.BlockReader;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Progress;
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

    private static final long PATIENCE_MILLIS = 100;

    /** How often it is told how far a search is, for whoever keeps that. */
    private static final long KEEPING_NANOS = 5_000_000_000L;

    /**
     * What is looked at.
     *
     * @param sectorSize in which tables count that do not tell
     * @param from the first byte: of a sector
     * @param to where the search ends, in bytes; may be past the end of the image
     */
    public record Plan(SectorSize sectorSize, long from, long to) {}

    /**
     * What was found.
     *
     * @param plan what was to be looked at
     * @param hits in the order of their starts
     * @param tables old tables that prove themselves, or are proved by what begins where they say
     * @param done where the search ended, in bytes; before the end of the range if it was stopped
     * @param unreadable bytes that could not be read
     * @param unread the first places of those
     * @param isFull whether there was more than is kept
     * @param isStopped whether it was ended before its end
     */
    public record Result(
            Plan plan, List<Hit> hits, List<TableHit> tables, long done, long unreadable, List<Extent> unread, boolean isFull, boolean isStopped) {}

    private final Image image;
    private final Slice disk;
    private final Plan plan;
    private final long to;
    private final Progress progress;
    private final Hits hits = new Hits();
    private final Tables tables = new Tables();
    private final Tally tally;
    private final AtomicLong next;
    private final AtomicLong finished;
    private volatile boolean stopped;

    private Search(Image image, Plan plan, SoFar before, Progress progress) {
        this.image = image;
        this.disk = Slice.of(image);
        this.plan = plan;
        this.to = Math.min(plan.to(), image.size());
        this.progress = progress;
        this.tally = new Tally(before);
        this.next = new AtomicLong(before.done());
        this.finished = new AtomicLong(before.done() - plan.from());
    }

    /** Looks for volumes. */
    public static Result run(Image image, Plan plan, Progress progress) {
        return run(image, plan, SoFar.nothing(plan), progress, soFar -> { });
    }

    /**
     * Goes on with a search that was ended: what it finds is what one without an end would have found.
     *
     * @param before how far that was, over the same image by the same plan
     * @param keeper told how far this one is, every few seconds, and if it is ended, too
     */
    public static Result run(Image image, Plan plan, SoFar before, Progress progress, Consumer<SoFar> keeper) {
        Search search = new Search(image, plan, before, progress);
        search.again(before.places());
        search.all(keeper);
        List<Hit> hits = search.hits.read(image);
        List<TableHit> tables = search.tables.read(image, hits, progress::isCancelled);
        Result result = search.result(Overlaps.resolve(image, Tables.witness(tables, hits), tables, progress::isCancelled));
        if (result.isStopped()) {
            keeper.accept(search.tally.kept());
        }
        return result;
    }

    private Result result(Overlaps.Resolved found) {
        SoFar now = tally.now();
        return new Result(
                plan, found.hits(), found.tables(), now.done(), now.unreadable(), now.unread(), hits.isFull(),
                now.done() < to || progress.isCancelled());
    }

    /** Looks once more where something was proved before. */
    private void again(List<Long> places) {
        for (long place : places) {
            stopped |= progress.isCancelled();
            if (stopped) {
                return;
            }
            try {
                look(image.view(place, SECTOR), place, SECTOR, new Tally.Block(place, SECTOR));
            } catch (IOException e) {
                tally.unreadable(new Extent(place, SECTOR));
            }
        }
    }

    private void all(Consumer<SoFar> keeper) {
        int threads = Math.max(Runtime.getRuntime().availableProcessors(), 1);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int n = 0; n < threads; n++) {
                running.add(workers.submit(this::work));
            }
            for (Future<?> each : running) {
                await(each, keeper);
            }
        }
        progress.at(to - plan.from(), to - plan.from());
    }

    /** Ends: the threads end when there is no block left, or once they are told to stop. */
    private void await(Future<?> worker, Consumer<SoFar> keeper) {
        boolean over = false;
        long kept = System.nanoTime();
        while (!over) {
            try {
                worker.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                over = true;
            } catch (TimeoutException e) {
                progress.at(finished.get(), to - plan.from());
                stopped |= progress.isCancelled();
                if (System.nanoTime() - kept > KEEPING_NANOS) {
                    keeper.accept(tally.kept());
                    kept = System.nanoTime();
                }
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
            Tally.Block block = new Tally.Block(at, length);
            if (isHole(at, length) || look(reader, at, length, block)) {
                tally.add(block);
                finished.addAndGet(length);
            }
        }
    }

    private boolean isHole(long at, int length) {
        try {
            return image.knowsHoles() && image.nextData(at, at + length) >= at + length;
        } catch (IOException e) {
            return false; // reading it tells
        }
    }

    /**
     * Looks at all sectors of a block; where that cannot be read, of pieces of it.
     *
     * @return whether it is through with them: not if it was told to stop
     */
    private boolean look(BlockReader reader, long at, int length, Tally.Block block) {
        try {
            look(reader.read(at, length), at, length, block);
        } catch (IOException e) {
            if (length <= PIECE) {
                block.unreadable(at, length);
                return true;
            }
            for (int piece = 0; piece < length; piece += PIECE) {
                if (stopped) {
                    return false;
                }
                look(reader, at + piece, Math.min(PIECE, length - piece), block);
            }
        }
        return true;
    }

    private void look(ByteView bytes, long at, int length, Tally.Block block) {
        for (int sector = 0; sector + SECTOR <= length; sector += SECTOR) {
            long place = at + sector;
            Marks.look(bytes, sector, maybe -> prove(maybe, place, block));
        }
    }

    private void prove(Marks maybe, long place, Tally.Block block) {
        try {
            if (maybe == Marks.TABLE) {
                OldTable.at(image, place, plan.sectorSize()).ifPresent(table -> {
                    tables.add(table);
                    block.proved(place);
                });
            }
            maybe.proof().prove(disk, place, witness -> {
                hits.add(witness);
                block.proved(place);
            });
        } catch (IOException e) {
            // what cannot be read proves nothing; that it cannot be read is told when its block is
        }
    }
}
