package jdisk.filesystem.ntfs;

import java.io.IOException;
import jdisk.image.ByteView;
import jdisk.image.ChunkImage;
import jdisk.image.Image;

/**
 * A file that NTFS compresses: in units of 16 clusters, mostly. A unit of holes is zeros; one without a hole is as it was; one
 * that begins with clusters and ends with a hole is compressed.
 *
 * <p>Source: <a href="https://flatcap.github.io/linux-ntfs/ntfs/concepts/compression.html">the Linux-NTFS project's
 * documentation</a>.
 */
final class CompressedRuns implements ChunkImage.Chunks {
    /** Windows makes units of 64 KiB at most. */
    private static final int MOST_UNIT = 4 << 20;

    private final Runs runs;
    private final Image raw;
    private final int clusterBytes;
    private final int unitClusters;
    private final long size;
    private final long written;

    /**
     * What is compressed.
     *
     * @param unitShift clusters of a unit, as a power of two
     */
    record Of(Geometry geometry, Runs runs, int unitShift) {
        /** @throws IOException if no unit can be so long */
        int unitBytes() throws IOException {
            if (unitShift > 30 || (long) geometry.clusterBytes() << unitShift > MOST_UNIT) {
                throw new IOException("its units of compression are longer than they can be");
            }
            return geometry.clusterBytes() << unitShift;
        }
    }

    private CompressedRuns(Of of, int unitBytes, long size, long written) {
        this.runs = of.runs();
        this.clusterBytes = of.geometry().clusterBytes();
        this.unitClusters = unitBytes / clusterBytes;
        this.size = size;
        this.written = written;
        long all = Math.ceilDiv(size, unitBytes) * unitBytes;
        this.raw = of.runs().image("compressed", all, all);
    }

    /**
     * The file as it was.
     *
     * @param written bytes after which nothing was written
     * @throws IOException if it is compressed in a way that makes no sense
     */
    static Image image(Of of, String name, long size, long written) throws IOException {
        int unitBytes = of.unitBytes();
        return new ChunkImage(of.geometry().image(), name, size, unitBytes, new CompressedRuns(of, unitBytes, size, written));
    }

    @Override
    public ByteView decoded(long number) throws IOException {
        long start = number * unitClusters * clusterBytes;
        int length = (int) Math.min((long) unitClusters * clusterBytes, size - start);
        if (start >= written) {
            return new ByteView(new byte[length]);
        }
        ByteView unit = unit(number * unitClusters, start, length);
        if (start + length <= written) {
            return unit;
        }
        byte[] cut = new byte[length];
        System.arraycopy(unit.copy(0, (int) (written - start)), 0, cut, 0, (int) (written - start));
        return new ByteView(cut);
    }

    private ByteView unit(long cluster, long start, int length) throws IOException {
        int taken = runs.taken(cluster, unitClusters);
        int most = (int) Math.min(unitClusters, runs.end() - cluster);
        if (taken == most) {
            return raw.view(start, length);
        }
        if (runs.nextTaken(cluster + taken) < cluster + unitClusters) {
            throw new IOException("its compressed data is damaged: a unit has a hole in it");
        }
        return taken == 0 ? new ByteView(new byte[length]) : Lznt1.decoded(raw.view(start, taken * clusterBytes), length);
    }

    @Override
    public boolean knowsHoles() {
        return true;
    }

    @Override
    public long nextData(long offset) {
        long unit = (long) unitClusters * clusterBytes;
        long data = runs.nextTaken(offset / unit * unitClusters) / unitClusters * unit;
        return offset >= written || data >= written ? size : Math.max(data, offset);
    }

    @Override
    public long nextHole(long offset) {
        long unit = (long) unitClusters * clusterBytes;
        long at = offset / unit;
        // Ends: no hole is asked for past what was written.
        while (at * unit < written && runs.taken(at * unitClusters, 1) > 0) {
            at++;
        }
        return Math.max(Math.min(at * unit, written), offset);
    }
}
