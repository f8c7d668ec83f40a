package jdisk.filesystem.ntfs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdisk.image.Ascending;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;

/**
 * In which clusters an attribute is: runs, of which some are holes and some may be lost.
 *
 * <pre>
 *  a run: 00 bytes of the next field, 4 bits; bytes of the one after it, 4 bits above them
 *  clusters; then the first cluster, signed, counted from that of the last run; no such field for a hole
 *  after the last run: 0
 * </pre>
 *
 * Little-endian. Several parts of an attribute each begin to count anew. Source:
 * <a href="https://flatcap.github.io/linux-ntfs/ntfs/concepts/data_runs.html">the Linux-NTFS project's documentation</a>.
 *
 * <p>Immutable once it is made.
 */
final class Runs {
    /** Clusters that an attribute can have at most: no place in it needs more than 62 bits, whatever the size of a cluster. */
    private static final long MOST = 1L << 41;

    private static final long HOLE = -1;
    private static final long LOST = -2;

    /** A run, in clusters of the attribute and of the volume. */
    private record Run(long at, long cluster, long count) {
        long end() {
            return at + count;
        }

        boolean isData() {
            return cluster >= 0;
        }
    }

    private final Geometry geometry;
    private final List<Run> runs = new ArrayList<>();
    private String damage = "";
    private long end;

    private Runs(Geometry geometry) {
        this.geometry = geometry;
    }

    /** The runs of an attribute, of whose parts some may be missing. */
    static Runs of(Geometry geometry, List<Attribute> parts) {
        Runs runs = new Runs(geometry);
        List<Attribute> ordered = new ArrayList<>(parts);
        ordered.sort(Comparator.comparingLong(Attribute::firstCluster));
        ordered.forEach(runs::part);
        long size = Math.clamp(ordered.getFirst().size(), 0, DataStream.MOST_BYTES);
        runs.lost(Math.ceilDiv(size, geometry.clusterBytes()), "it ends too soon");
        return runs;
    }

    /** What is wrong with them; empty if nothing is. */
    String damage() {
        return damage;
    }

    /** Where the last run ends, in clusters. */
    long end() {
        return end;
    }

    private void damaged(String what) {
        damage = damage.isEmpty() ? what : damage;
    }

    /** Notes that nothing is known of the clusters up to there. */
    private void lost(long to, String why) {
        if (to > end) {
            damaged(why);
            add(LOST, to - end);
        }
    }

    private void add(long cluster, long count) {
        runs.add(new Run(end, cluster, count));
        end += count;
    }

    private void part(Attribute part) {
        long first = part.firstCluster();
        long last = part.lastCluster();
        if (first < 0 || first > MOST || last < first - 1 || last >= MOST) {
            damaged("a part of it lies nowhere");
            return;
        }
        if (first < end) {
            damaged("two parts of it overlap");
            return;
        }
        lost(first, "a part of it is missing");
        runs(part.runs(), last + 1);
        lost(last + 1, "it ends too soon");
    }

    private void runs(ByteView list, long partEnd) {
        int at = 0;
        long cluster = 0;
        // Ends: a run has a byte at least.
        while (at < list.length() && list.u8(at) != 0) {
            int countBytes = list.u8(at) & 0xf;
            int clusterBytes = list.u8(at) >> 4;
            at++;
            if (countBytes == 0 || countBytes > 8 || clusterBytes > 8 || at + countBytes + clusterBytes > list.length()) {
                damaged("a run makes no sense");
                return;
            }
            long count = signed(list, at, countBytes);
            long step = signed(list, at + countBytes, clusterBytes);
            at += countBytes + clusterBytes;
            if (count <= 0 || count > partEnd - end) {
                damaged("a run is longer than it can be");
                return;
            }
            cluster += step; // which may overflow, and is looked at as a whole
            if (clusterBytes == 0) {
                add(HOLE, count);
            } else if (cluster < 0 || cluster > geometry.clusters() - count) {
                damaged("a run lies outside the volume");
                add(LOST, count);
            } else {
                add(cluster, count);
            }
        }
    }

    private static long signed(ByteView list, int at, int bytes) {
        long number = bytes == 0 ? 0 : (byte) list.u8(at + bytes - 1);
        for (int i = bytes - 2; i >= 0; i--) {
            number = number << 8 | list.u8(at + i);
        }
        return number;
    }

    /** Whether something of it is a hole, or of unknown place. */
    boolean hasGaps() {
        return runs.stream().anyMatch(run -> !run.isData());
    }

    /**
     * Its bytes as they lie in its clusters.
     *
     * @param written bytes after which nothing was written yet
     */
    ExtentImage image(String name, long size, long written) {
        ExtentImage.Builder pieces = new ExtentImage.Builder(geometry.image());
        long clusterBytes = geometry.clusterBytes();
        for (Run run : runs) {
            long from = run.at() * clusterBytes;
            if (from >= size) {
                break;
            }
            long to = Math.min(run.end() * clusterBytes, size);
            if (run.cluster() == LOST) {
                pieces.unreadable(from, to - from, "where its bytes are is damaged: " + damage);
            } else if (run.isData()) {
                long source = run.cluster() * clusterBytes;
                long data = Math.clamp(written - from, 0, to - from);
                pieces.data(from, source, data);
                pieces.unwritten(from + data, source + data, to - from - data);
            }
        }
        return pieces.build(name, size);
    }

    /** The place of the last run that begins at or before a cluster; -1 if there is none. */
    private int indexAt(long cluster) {
        return Ascending.last(runs.size(), index -> runs.get(index).at(), cluster);
    }

    /** How many clusters from one on are no holes, up to so many; lost ones count as well. */
    int taken(long cluster, int most) {
        int count = 0;
        // Ends: each turn goes on to the next run.
        for (int i = Math.max(indexAt(cluster), 0); i < runs.size() && count < most; i++) {
            Run run = runs.get(i);
            if (run.cluster() == HOLE || run.at() > cluster + count) {
                break;
            }
            count = (int) Math.min(most, run.end() - cluster);
        }
        return count;
    }

    /** The first cluster at or after one that is no hole; a number past all of them if there is none. */
    long nextTaken(long cluster) {
        // Ends: there are so many runs.
        for (int i = Math.max(indexAt(cluster), 0); i < runs.size(); i++) {
            Run run = runs.get(i);
            if (run.cluster() != HOLE && run.end() > cluster) {
                return Math.max(run.at(), cluster);
            }
        }
        return MOST;
    }
}
