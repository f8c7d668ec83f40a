package jdisk.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.label.OldTable;
import jdisk.probe.ContentsProbe;
import jdisk.unit.Extent;

/**
 * Takes old tables as they are found, by several threads: what one says about a place is the best witness for what lies there.
 *
 * <p>One that has a checksum proves itself. An MBR or EBR is 55 AA and four entries, which is little: it counts if something begins
 * where it says, and that also tells from where it counts, and in what sectors.
 */
final class Tables {
    /** So many are kept that prove themselves, and so many that do not: a chain of EBRs is no longer. */
    private static final int MOST = 4096;

    /** So many partitions are kept of all of either. */
    private static final int MOST_PARTITIONS = 1 << 16;

    /** Tables by their places: of too many, the first of the image are kept, whichever thread is sooner. */
    private static final class Kept {
        private final TreeMap<Long, OldTable> tables = new TreeMap<>();
        private int partitions;

        void add(OldTable table) {
            if (tables.putIfAbsent(table.at(), table) == null) {
                partitions += count(table);
            }
            // Ends: each turn takes one away.
            while (tables.size() > MOST || (partitions > MOST_PARTITIONS && tables.size() > 1)) {
                partitions -= count(tables.pollLastEntry().getValue());
            }
        }

        private static int count(OldTable table) {
            return table.readings().stream().mapToInt(reading -> reading.partitions().size()).sum();
        }
    }

    private final Kept proved = new Kept();
    private final Kept others = new Kept();

    synchronized void add(OldTable table) {
        (table.isProved() ? proved : others).add(table);
    }

    /** Those that prove themselves, or are proved by what begins where they say, in the order of their places. */
    synchronized List<TableHit> read(Image image, List<Hit> hits, BooleanSupplier cancelled) {
        Set<Long> starts = hits.stream().map(Hit::start).collect(Collectors.toCollection(HashSet::new));
        Map<Long, OldTable> all = new TreeMap<>(others.tables);
        all.putAll(proved.tables);
        List<TableHit> read = new ArrayList<>();
        for (OldTable table : all.values()) {
            Optional<OldTable.Reading> reading = byHits(table, starts);
            if (reading.isEmpty() && !cancelled.getAsBoolean()) {
                reading = byContents(image, table);
            }
            if (reading.isEmpty() && table.isProved()) {
                reading = Optional.of(table.readings().getFirst());
            }
            reading.ifPresent(right -> read.add(new TableHit(table, right, Standing.OWN)));
        }
        return read;
    }

    /** The way to take a table by which it tells of most of what was found. */
    private Optional<OldTable.Reading> byHits(OldTable table, Set<Long> starts) {
        Optional<OldTable.Reading> best = Optional.empty();
        long most = 0;
        for (OldTable.Reading reading : table.readings()) {
            long count = reading.partitions().stream().filter(partition -> starts.contains(partition.first())).count()
                    + reading.links().stream().filter(this::isLink).count();
            if (count > most) {
                most = count;
                best = Optional.of(reading);
            }
        }
        return best;
    }

    private boolean isLink(long place) {
        OldTable table = others.tables.get(place);
        return table != null && table.isLink();
    }

    /** The way to take it by which it leads to something that is known, and not searched for: of sectors of the usual size. */
    private static Optional<OldTable.Reading> byContents(Image image, OldTable table) {
        return table.readings().stream()
                .limit(2)
                .filter(reading -> reading.partitions().stream().anyMatch(partition -> hasContents(image, partition)))
                .findFirst();
    }

    private static boolean hasContents(Image image, Extent partition) {
        try {
            return partition.first() < image.size()
                    && ContentsProbe.at(Slice.of(image, partition.first(), partition.count())).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The hits; those that a table tells of are as long as it says, if what lies there fits in and nothing else begins there: the
     * table may be older than both.
     */
    static List<Hit> witness(List<TableHit> tables, List<Hit> hits) {
        return hits.stream().map(hit -> witness(tables, hit, hits)).toList();
    }

    private static Hit witness(List<TableHit> tables, Hit hit, List<Hit> hits) {
        for (TableHit table : tables) {
            for (Extent partition : table.reading().partitions()) {
                boolean fits = partition.first() == hit.start()
                        && (!hit.isLengthKnown() || partition.count() / Search.SECTOR >= hit.length() / Search.SECTOR);
                if (fits) {
                    boolean free = hits.stream().noneMatch(other -> other.start() >= hit.end() && other.start() < partition.end());
                    return hit.toldBy(table.start(), free ? partition.count() : 0);
                }
            }
        }
        return hit;
    }
}
