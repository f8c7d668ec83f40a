package jdisk.filesystem.fat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jdisk.filesystem.Directory;
import jdisk.filesystem.Problem;
import jdisk.filesystem.Problems;
import jdisk.filesystem.Volume;
import jdisk.image.BlockCache;
import jdisk.image.ExtentImage;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.probe.FatBootRecord;

/** A FAT12, FAT16 or FAT32 file system: told apart as drivers do, never by what it says of itself. */
public final class FatVolume implements Volume {
    /** Bytes of a directory that are read for an entry: others around it are likely to be wanted. */
    private static final int BLOCK = 4096;

    private static final int ROOT_ENTRY = 32;

    private static final int ENTRY_OF_FLAGS = 1;
    private static final long CLEAN_16 = 0x8000;
    private static final long NO_ERRORS_16 = 0x4000;
    private static final long CLEAN_32 = 0x8000000;
    private static final long NO_ERRORS_32 = 0x4000000;

    private final Problems problems = new Problems();
    private final FatBootRecord record;
    private final Image cache;
    private final Clusters clusters;

    private FatVolume(Slice place, FatBootRecord record) {
        this.record = record;
        this.cache = new BlockCache(place, BLOCK);
        AllocationTable table = new AllocationTable(place, format(record), tables(record), record.clusters(), problems);
        this.clusters = new Clusters(place, table, record.dataPosition(), record.clusterBytes(), problems);
    }

    /**
     * Opens a volume.
     *
     * @throws IOException if its boot record cannot be read
     */
    public static FatVolume open(Slice place) throws IOException {
        FatBootRecord record = FatBootRecord.read(place).orElseThrow(() -> new IOException("no FAT boot record was found"));
        FatVolume volume = new FatVolume(place, record);
        volume.look(place);
        return volume;
    }

    private static AllocationTable.Format format(FatBootRecord record) {
        return switch (record.entryBits()) {
            case 12 -> AllocationTable.Format.FAT12;
            case 16 -> AllocationTable.Format.FAT16;
            default -> AllocationTable.Format.FAT32;
        };
    }

    /** The table that counts and its copies; alone where a FAT32 does not keep them up. */
    private static AllocationTable.Place tables(FatBootRecord record) {
        List<Long> positions = new ArrayList<>();
        positions.add(record.fatPosition(record.activeFat()));
        for (int i = 0; i < record.fats() && record.isMirrored(); i++) {
            if (i != record.activeFat()) {
                positions.add(record.fatPosition(i));
            }
        }
        return new AllocationTable.Place(positions, record.fatSectors() * record.sectorBytes());
    }

    /** Notes how the volume was left. */
    private void look(Slice place) {
        if (record.version() != 0) {
            problems.add(Problem.Code.UNKNOWN_FEATURES, -1, "version " + (record.version() >> 8) + "." + (record.version() & 0xff));
        }
        boolean clean = !record.isDirty();
        boolean sound = !record.isFaulty();
        try {
            long flags = clusters.table().entry(ENTRY_OF_FLAGS);
            // Any other number than that of an end with or without its two flags has no flags in it.
            if (record.entryBits() == 16 && (flags | CLEAN_16 | NO_ERRORS_16) >= 0xfff8) {
                clean &= (flags & CLEAN_16) != 0;
                sound &= (flags & NO_ERRORS_16) != 0;
            } else if (record.entryBits() == 32 && (flags | CLEAN_32 | NO_ERRORS_32) >= 0xffffff8) {
                clean &= (flags & CLEAN_32) != 0;
                sound &= (flags & NO_ERRORS_32) != 0;
            }
        } catch (IOException e) {
            // whatever has to be looked up there will fail, and tell
        }
        if (!clean) {
            problems.add(Problem.Code.NOT_CLEAN, -1, "");
        }
        if (!sound) {
            problems.add(Problem.Code.ERRORS_NOTED, -1, "");
        }
        long wanted = record.sectors() * record.sectorBytes();
        if (wanted > place.size()) {
            problems.add(Problem.Code.CUT_VOLUME, -1, Long.toString(wanted - place.size()));
        }
    }

    @Override
    public String type() {
        return "vfat";
    }

    @Override
    public String numbering() {
        return "cluster";
    }

    @Override
    public Directory root() throws IOException {
        if (isFat32() && !isCluster(record.rootCluster())) {
            throw new IOException("its root directory begins at cluster " + record.rootCluster() + ", which does not exist");
        }
        return FatNodes.root(this, record.rootCluster());
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

    boolean isFat32() {
        return record.isFat32();
    }

    boolean isCluster(long number) {
        return clusters.table().isCluster(number);
    }

    /** The root directory of a FAT12 or FAT16, which lies before the clusters. */
    ExtentImage fixedRoot() {
        long length = (long) record.rootEntries() * ROOT_ENTRY;
        return new ExtentImage.Builder(cache).data(0, record.rootPosition(), length).build("root directory", length);
    }
}
