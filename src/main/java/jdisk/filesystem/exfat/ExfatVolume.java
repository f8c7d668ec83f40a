package jdisk.filesystem.exfat;

import java.io.IOException;
import java.util.List;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Problem;
import jdisk.filesystem.Problems;
import jdisk.filesystem.Volume;
import jdisk.filesystem.fat.AllocationTable;
import jdisk.filesystem.fat.Clusters;
import jdisk.filesystem.fat.DirectoryEntries;
import jdisk.image.BlockCache;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.ExfatBootRecord;
import org.jspecify.annotations.Nullable;

/** An exFAT file system. */
public final class ExfatVolume implements Volume {
    /** Bytes of a directory that are read for an entry: others around it are likely to be wanted. */
    private static final int BLOCK = 4096;

    /** So many the specification allows. */
    private static final long MOST_CLUSTERS = 0xfffffff5L;

    private static final int MAJOR_VERSION = 1;

    /** Of the entry of the table of capital letters. */
    private static final int CAPITALS_SUM = 4;

    private static final int CAPITALS_CLUSTER = 20;
    private static final int CAPITALS_SIZE = 24;

    private final Problems problems = new Problems();
    private final ExfatBootRecord record;
    private final Image cache;
    private final Clusters clusters;
    private @Nullable UpCase capitals;

    private ExfatVolume(Slice place, ExfatBootRecord record) {
        this.record = record;
        this.cache = new BlockCache(place, BLOCK);
        AllocationTable.Place table = new AllocationTable.Place(
                List.of(record.fatPosition(record.activeFat())), record.fatSectors() * record.sectorBytes());
        this.clusters = new Clusters(
                place,
                new AllocationTable(place, AllocationTable.Format.EXFAT, table, record.clusters(), problems),
                record.clusterPosition(ExfatBootRecord.FIRST_CLUSTER),
                record.clusterBytes(),
                problems);
    }

    /**
     * Opens a volume.
     *
     * @throws IOException if its boot record cannot be read, or makes no sense
     */
    public static ExfatVolume open(Slice place) throws IOException {
        ExfatBoot boot = ExfatBoot.read(place);
        ExfatBootRecord record = boot.record();
        boolean long64 = record.sectors() < 0 || record.sectors() > Long.MAX_VALUE / record.sectorBytes();
        if (long64 || record.clusters() > MOST_CLUSTERS) {
            throw new IOException("its boot record makes no sense");
        }
        ExfatVolume volume = new ExfatVolume(place, record);
        volume.look(place, boot);
        return volume;
    }

    /** Notes how the volume was left. */
    private void look(Slice place, ExfatBoot boot) {
        if (boot.isCopy()) {
            problems.add(Problem.Code.BOOT_COPY_USED, -1, "");
        }
        if (!boot.isSound()) {
            problems.add(Problem.Code.BOOT_CHECKSUM, -1, "");
        }
        if (record.majorVersion() != MAJOR_VERSION) {
            problems.add(Problem.Code.UNKNOWN_FEATURES, -1, "version " + record.majorVersion() + "." + record.minorVersion());
        }
        if (record.isDirty()) {
            problems.add(Problem.Code.NOT_CLEAN, -1, "");
        }
        if (record.isFaulty()) {
            problems.add(Problem.Code.ERRORS_NOTED, -1, "");
        }
        long wanted = record.sectors() * record.sectorBytes();
        if (wanted > place.size()) {
            problems.add(Problem.Code.CUT_VOLUME, -1, Long.toString(wanted - place.size()));
        }
    }

    @Override
    public String type() {
        return "exfat";
    }

    @Override
    public String numbering() {
        return "cluster";
    }

    @Override
    public Directory root() throws IOException {
        if (!isCluster(record.rootCluster())) {
            throw new IOException("its root directory begins at cluster " + record.rootCluster() + ", which does not exist");
        }
        return ExfatNodes.root(this, record.rootCluster());
    }

    @Override
    public List<Problem> takeProblems() {
        return problems.take();
    }

    Problems problems() {
        return problems;
    }

    Clusters clusters() {
        return clusters;
    }

    /** The volume, for what is read in small pieces. */
    Image cache() {
        return cache;
    }

    boolean isCluster(long number) {
        return clusters.table().isCluster(number);
    }

    /** The table of capital letters, which the root directory has an entry for; Java's own where it is damaged. */
    UpCase capitals() throws IOException {
        if (capitals == null) {
            FindCapitals find = new FindCapitals();
            Clusters.Owner root = new Clusters.Owner(record.rootCluster(), "/");
            DirectoryEntries.read(clusters.directory(record.rootCluster(), root, cache), find);
            try {
                ByteView entry = find.entry;
                if (entry == null) {
                    throw new IOException("it is missing");
                }
                long size = entry.u64le(CAPITALS_SIZE);
                Clusters.Allocation where = new Clusters.Allocation(entry.u32le(CAPITALS_CLUSTER), size, size, false);
                Image contents = clusters.file(where, new Clusters.Owner(-1, "the table of capital letters"));
                capitals = UpCase.read(contents, entry.u32le(CAPITALS_SUM));
            } catch (IOException e) {
                problems.add(Problem.Code.CASE_TABLE_DAMAGED, -1, String.valueOf(e.getMessage()));
                capitals = UpCase.ofJava();
            }
        }
        return capitals;
    }

    /** Looks for the entry of the table of capital letters. */
    private static final class FindCapitals implements DirectoryEntries.Taker {
        private @Nullable ByteView entry;

        @Override
        public boolean take(ByteView bytes, int at, int offset) {
            if (bytes.u8(at) == EntrySets.CAPITALS) {
                entry = bytes.slice(at, DirectoryEntries.LENGTH);
            }
            return entry == null && bytes.u8(at) != 0;
        }

        @Override
        public void lost(int offset, String why) {
            // whoever lists the directory is told
        }
    }
}
