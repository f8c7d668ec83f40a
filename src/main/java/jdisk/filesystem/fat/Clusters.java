package jdisk.filesystem.fat;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import jdisk.filesystem.Problem;
import jdisk.filesystem.Problems;
import jdisk.image.ExtentImage;
import jdisk.image.Image;

/**
 * The clusters of a FAT or exFAT volume, and the chains of them that files and directories are made of.
 *
 * <p>Tells of each chain that is damaged, and of each cluster that is in two of those that were followed.
 */
public final class Clusters {
    /** No directory is longer, by exFAT's specification. FAT's would end at 2 MiB. */
    public static final int MOST_DIRECTORY_BYTES = 1 << 28;

    /** Clusters that are watched for being in two chains: all that FAT can have, in a bit each. */
    private static final int MOST_CLAIMS = 1 << 28;

    /**
     * What belongs together.
     *
     * @param first its first cluster
     * @param size in bytes
     * @param valid bytes of it that were ever written; zeros follow
     * @param contiguous whether each cluster is followed by the next one, and the table does not count
     */
    public record Allocation(long first, long size, long valid, boolean contiguous) {}

    /**
     * What has clusters.
     *
     * @param id tells it from any other, so that it may be asked for twice
     * @param name for people
     */
    public record Owner(long id, String name) {
        /** A file by its place in a directory. */
        public static Owner file(long directory, int offset, String name) {
            return new Owner(1L << 62 | directory << 24 | offset >> 5, name);
        }
    }

    private final Image image;
    private final AllocationTable table;
    private final long position;
    private final int clusterBytes;
    private final Problems problems;
    private final BitSet claimed = new BitSet();
    private final Set<Long> owners = new HashSet<>();

    /** @param position of cluster 2 */
    public Clusters(Image image, AllocationTable table, long position, int clusterBytes, Problems problems) {
        this.image = image;
        this.table = table;
        this.position = position;
        this.clusterBytes = clusterBytes;
        this.problems = problems;
    }

    public AllocationTable table() {
        return table;
    }

    /**
     * The contents of a file, in pieces of the volume. What its chain does not have of them cannot be read.
     *
     * @throws IOException if there is no such first cluster, or the volume has not so many bytes
     */
    public ExtentImage file(Allocation allocation, Owner owner) throws IOException {
        return contents(allocation, owner, image);
    }

    /**
     * The contents of a directory whose size is known, in pieces of an image like the volume.
     *
     * @param cache of the volume
     * @throws IOException as for a file, or if no directory can be so long
     */
    public ExtentImage directory(Allocation allocation, Owner owner, Image cache) throws IOException {
        if (allocation.size() > MOST_DIRECTORY_BYTES) {
            throw new IOException("its size of " + allocation.size() + " bytes is more than a directory can have");
        }
        return contents(allocation, owner, cache);
    }

    /**
     * The contents of a directory, which is as long as its chain.
     *
     * @param cache of the volume
     * @throws IOException if there is no such first cluster
     */
    public ExtentImage directory(long first, Owner owner, Image cache) throws IOException {
        check(first);
        long most = Math.min(MOST_DIRECTORY_BYTES / clusterBytes, table.clusters());
        Chain chain = follow(first, most);
        if (!chain.why().isEmpty()) {
            damaged(first, owner, "it " + chain.why());
        }
        claim(chain, owner);
        long size = chain.clusters() * clusterBytes;
        return pieces(chain, new Allocation(first, size, size, false), cache).build(label(first), size);
    }

    private static String label(long first) {
        return "cluster " + first;
    }

    private void check(long first) throws IOException {
        if (!table.isCluster(first)) {
            throw new IOException(first == 0 ? "it has no clusters" : "its first cluster " + first + " does not exist");
        }
    }

    private ExtentImage contents(Allocation allocation, Owner owner, Image source) throws IOException {
        long size = allocation.size();
        if (size == 0) {
            return new ExtentImage.Builder(source).build(label(allocation.first()), 0);
        }
        check(allocation.first());
        if (size < 0 || size > table.clusters() * clusterBytes) {
            throw new IOException("its size of " + Long.toUnsignedString(size) + " bytes is more than the volume can hold");
        }
        long wanted = Math.ceilDiv(size, clusterBytes);
        Chain chain = allocation.contiguous() ? stretch(allocation.first(), wanted) : follow(allocation.first(), wanted);
        boolean isShort = chain.clusters() < wanted;
        String why = isShort && chain.why().isEmpty() ? "ends" : chain.why();
        if (isShort) {
            damaged(allocation.first(), owner, "it " + why + " after " + chain.clusters() + " of " + wanted + " clusters");
        } else if (!why.isEmpty()) {
            problems.add(Problem.Code.CHAIN_ODD, allocation.first(), "it " + why + " (" + owner.name() + ")");
        }
        claim(chain, owner);
        ExtentImage.Builder pieces = pieces(chain, allocation, source);
        String reason = "its chain " + why + " after " + chain.clusters() + " of " + wanted + " clusters";
        pieces.unreadable(pieces.end(), size - pieces.end(), reason);
        return pieces.build(label(allocation.first()), size);
    }

    private void damaged(long first, Owner owner, String what) {
        problems.add(Problem.Code.CHAIN_DAMAGED, first, what + " (" + owner.name() + ")");
    }

    private ExtentImage.Builder pieces(Chain chain, Allocation allocation, Image source) {
        ExtentImage.Builder pieces = new ExtentImage.Builder(source);
        chain.runs((first, count) -> {
            long at = pieces.end();
            long from = position + (first - 2) * clusterBytes;
            long length = Math.min(count * clusterBytes, allocation.size() - at);
            long written = Math.clamp(allocation.valid() - at, 0, length);
            pieces.data(at, from, written);
            pieces.unwritten(at + written, from + written, length - written);
        });
        return pieces;
    }

    /** Clusters that follow one another, as many of them as there are. */
    private Chain stretch(long first, long wanted) {
        Chain chain = new Chain();
        chain.add(first, Math.min(wanted, table.clusters() + 2 - first));
        return chain;
    }

    /**
     * A chain from its first cluster on, at most so many clusters of it.
     *
     * <p>One that leads back to itself is noticed by a mark that is set again after 1, 2, 4, … clusters (Brent's method), and cut
     * before the first cluster that comes again. Ends: that takes fewer than three times the clusters before that one, so that a
     * chain is not followed further than that for those that are wanted.
     */
    private Chain follow(long first, long most) {
        Chain chain = new Chain();
        long at = first;
        long mark = first;
        long since = 0;
        long power = 1;
        try {
            for (long steps = 0; steps < 3 * most; steps++) {
                if (chain.clusters() < most) {
                    chain.add(at, 1);
                }
                long next = table.entry(at);
                if (table.isEnd(next)) {
                    return chain;
                }
                if (!table.isCluster(next)) {
                    chain.breaks(table.oddity(next));
                    return chain;
                }
                since++;
                at = next;
                if (at == mark) {
                    long[] again = again(first, since);
                    chain.cut(again[0]);
                    chain.breaks("leads back to cluster " + again[1]);
                    return chain;
                }
                if (since == power) {
                    mark = at;
                    power *= 2;
                    since = 0;
                }
            }
        } catch (IOException e) {
            chain.breaks("cannot be followed (" + e.getMessage() + ")");
        }
        return chain;
    }

    /**
     * How many clusters there are before one comes again, and which that is.
     *
     * @param loop clusters of the loop that the chain ends in
     */
    private long[] again(long first, long loop) throws IOException {
        long ahead = first;
        for (long i = 0; i < loop; i++) {
            ahead = table.entry(ahead);
        }
        long at = first;
        long before = 0;
        // Ends: both are in the loop after as many clusters as lead to it, and then at the same place.
        while (at != ahead) {
            at = table.entry(at);
            ahead = table.entry(ahead);
            before++;
        }
        return new long[] {before + loop, at};
    }

    /** Notes clusters that something else has, too. */
    private void claim(Chain chain, Owner owner) {
        if (!owners.add(owner.id())) {
            return;
        }
        chain.runs((first, count) -> {
            long end = Math.min(first + count, MOST_CLAIMS);
            if (first >= end) {
                return;
            }
            int taken = claimed.nextSetBit((int) first);
            if (taken >= 0 && taken < end) {
                problems.add(Problem.Code.CLUSTER_SHARED, taken, owner.name());
            }
            claimed.set((int) first, (int) end);
        });
    }
}
