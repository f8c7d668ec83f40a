package jdisk.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdisk.label.OldTable;
import jdisk.unit.Extent;

/** Takes old tables as they are found, by several threads: what one says about a place is the best witness for what lies there. */
final class Tables {
    /** So many are kept: a chain of EBRs is no longer. */
    private static final int MOST = 4096;

    private final List<OldTable> tables = new ArrayList<>();

    synchronized void add(OldTable table) {
        if (tables.size() < MOST) {
            tables.add(table);
        }
    }

    /**
     * The hits; those that a table tells of are as long as it says, if what lies there fits in and nothing else begins there: the
     * table may be older than both.
     */
    synchronized List<Hit> witness(List<Hit> hits) {
        tables.sort(Comparator.comparingLong(table -> bytes(table, table.sector())));
        return hits.stream().map(hit -> witness(hit, hits)).toList();
    }

    private Hit witness(Hit hit, List<Hit> hits) {
        for (OldTable table : tables) {
            for (Extent extent : table.partitions()) {
                if (begins(table, extent, hit) && (!hit.isLengthKnown() || extent.count() >= hit.length() / table.sectorSize().bytes())) {
                    long end = hit.start() + bytes(table, extent.count());
                    boolean free = hits.stream().noneMatch(other -> other.start() >= hit.end() && other.start() < end);
                    return hit.toldBy(table.sectorSize().bytes(table.sector()), free ? end - hit.start() : 0);
                }
            }
        }
        return hit;
    }

    private static boolean begins(OldTable table, Extent extent, Hit hit) {
        return bytes(table, extent.first()) == hit.start();
    }

    /** A table can tell of more than a number of bytes holds: that is nowhere. */
    private static long bytes(OldTable table, long sectors) {
        return sectors > (Long.MAX_VALUE >> 1) / table.sectorSize().bytes() ? -1 : table.sectorSize().bytes(sectors);
    }

    /** Those that tell of a hit, or are proved by a checksum. */
    synchronized List<OldTable> of(List<Hit> hits) {
        return tables.stream()
                .filter(table -> table.isSummed()
                        || hits.stream().anyMatch(hit -> table.partitions().stream().anyMatch(extent -> begins(table, extent, hit))))
                .toList();
    }
}
