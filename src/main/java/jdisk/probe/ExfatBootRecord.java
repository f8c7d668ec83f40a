package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * The boot record of an exFAT file system: the first sector of the volume.
 *
 * <pre>
 *   0 jump EB 76 90                            100 serial
 *   3 "EXFAT   "                               104 version of the format: minor, then major, 8 bits each
 *  11 zeros, 53 bytes                          106 flags, 16 bits
 *  64 first sector of the volume, 64 bits      108 log2 of bytes a sector, 8 bits
 *  72 sectors of the volume, 64 bits           109 log2 of sectors a cluster, 8 bits
 *  80 first sector of the FAT                  110 number of FATs, 8 bits
 *  84 sectors of a FAT                         112 clusters in use, in per cent, 8 bits
 *  88 first sector of cluster 2                510 signature 55 AA
 *  92 number of clusters
 *  96 first cluster of the root directory
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source:
 * <a href="https://learn.microsoft.com/windows/win32/fileio/exfat-specification">Microsoft's exFAT specification</a>.
 *
 * <p>Sectors are those of the file system ({@link #sectorBytes}). Only the marks and the sizes of sectors and clusters have been
 * checked; all other numbers are as they stand there. Positions are in bytes from the start of the volume, and may lie past
 * its end. The checksum of the boot region, in its twelfth sector, is not looked at.
 *
 * @param sector the first 512 bytes of the record
 */
public record ExfatBootRecord(ByteView sector) {
    /** Bytes of the record; the rest of a longer sector holds nothing. */
    public static final int LENGTH = 512;

    /** The first cluster: the FAT's entries 0 and 1 stand for none. */
    public static final int FIRST_CLUSTER = 2;

    private static final String NAME = "EXFAT   ";
    private static final int NAME_AT = 3;
    private static final int ZEROS = 11;
    private static final int ZEROS_LENGTH = 53;
    private static final int VOLUME_SECTOR = 64;
    private static final int SECTORS = 72;
    private static final int FAT_SECTOR = 80;
    private static final int FAT_SECTORS = 84;
    private static final int HEAP_SECTOR = 88;
    private static final int CLUSTERS = 92;
    private static final int ROOT_CLUSTER = 96;
    private static final int SERIAL = 100;
    private static final int MINOR = 104;
    private static final int MAJOR = 105;
    private static final int FLAGS = 106;
    private static final int SECTOR_SHIFT = 108;
    private static final int CLUSTER_SHIFT = 109;
    private static final int FATS = 110;
    private static final int IN_USE = 112;
    private static final int SIGNATURE = 510;

    private static final int SECTOR_SHIFT_LIMIT = 12;
    /** A cluster has at most 32 MiB. */
    private static final int CLUSTER_BYTES_SHIFT_LIMIT = 25;

    private static final int SECOND_FAT = 0x1;
    private static final int DIRTY = 0x2;
    private static final int FAULTY = 0x4;
    private static final int NOT_KNOWN = 0xff;

    /** @throws IllegalArgumentException if this is not the boot record of an exFAT file system */
    public ExfatBootRecord {
        if (!isOne(sector)) {
            throw new IllegalArgumentException("not an exFAT boot record");
        }
    }

    /**
     * The boot record at the start of a volume, if it is that of an exFAT file system.
     *
     * @throws IOException if the sector cannot be read
     */
    public static Optional<ExfatBootRecord> read(Slice volume) throws IOException {
        return volume.viewIfThere(0, LENGTH).flatMap(ExfatBootRecord::of);
    }

    /** These bytes as a boot record, if they are that of an exFAT file system: also for the copy in the volume's sector 12. */
    public static Optional<ExfatBootRecord> of(ByteView sector) {
        return isOne(sector) ? Optional.of(new ExfatBootRecord(sector.slice(0, LENGTH))) : Optional.empty();
    }

    private static boolean isOne(ByteView sector) {
        return sector.length() >= LENGTH
                && sector.has(0, "\u00ebv\u0090" + NAME)
                && sector.slice(ZEROS, ZEROS_LENGTH).isZero()
                && sector.u16le(SIGNATURE) == 0xaa55
                && sectorBytes(sector) >= 512
                && sector.u8(SECTOR_SHIFT) + sector.u8(CLUSTER_SHIFT) <= CLUSTER_BYTES_SHIFT_LIMIT;
    }

    /** Whether a sector has the name of exFAT in its place, whatever the rest of it may be. */
    static boolean isNamed(ByteView sector) {
        return sector.has(NAME_AT, NAME);
    }

    /** Bytes in a sector as a record tells it whose rest may be anything, or 0 if there is no such size. */
    static int sectorBytes(ByteView sector) {
        return sector.u8(SECTOR_SHIFT) <= SECTOR_SHIFT_LIMIT ? 1 << sector.u8(SECTOR_SHIFT) : 0;
    }

    /** The first sector of the volume, counted from the start of the disk it was made on; 0 if it was not known. Unsigned. */
    public long volumeSector() {
        return sector.u64le(VOLUME_SECTOR);
    }

    /** Sectors of the volume; unsigned. */
    public long sectors() {
        return sector.u64le(SECTORS);
    }

    /** The first sector of the first FAT. */
    public long fatSector() {
        return sector.u32le(FAT_SECTOR);
    }

    /** Sectors of one FAT. */
    public long fatSectors() {
        return sector.u32le(FAT_SECTORS);
    }

    /** The first sector of cluster 2, and with it of the files' data. */
    public long heapSector() {
        return sector.u32le(HEAP_SECTOR);
    }

    /** How many clusters there are, the first of them number 2. */
    public long clusters() {
        return sector.u32le(CLUSTERS);
    }

    /** The first cluster of the root directory. */
    public long rootCluster() {
        return sector.u32le(ROOT_CLUSTER);
    }

    /** The serial number, 32 bits. */
    public long serial() {
        return sector.u32le(SERIAL);
    }

    /** The major version of the format, which is 1. */
    public int majorVersion() {
        return sector.u8(MAJOR);
    }

    /** The minor version of the format. */
    public int minorVersion() {
        return sector.u8(MINOR);
    }

    /** Bytes in a sector: a power of two from 512 to 4096. */
    public int sectorBytes() {
        return sectorBytes(sector);
    }

    /** Sectors in a cluster: a power of two. */
    public int clusterSectors() {
        return 1 << sector.u8(CLUSTER_SHIFT);
    }

    /** Bytes in a cluster: a power of two from 512 to 32 MiB. */
    public int clusterBytes() {
        return 1 << (sector.u8(SECTOR_SHIFT) + sector.u8(CLUSTER_SHIFT));
    }

    /** How many FATs there are: 1, or 2 for TexFAT, where each has a bitmap of its own. */
    public int fats() {
        return sector.u8(FATS);
    }

    /** The FAT that counts: 0, or 1 where there are two. */
    public int activeFat() {
        return fats() > 1 && hasFlag(SECOND_FAT) ? 1 : 0;
    }

    /** Whether it was in use when it was last seen: it was not unmounted. */
    public boolean isDirty() {
        return hasFlag(DIRTY);
    }

    /** Whether the system that used it met with errors of the disk. */
    public boolean isFaulty() {
        return hasFlag(FAULTY);
    }

    private boolean hasFlag(int flag) {
        return (sector.u16le(FLAGS) & flag) != 0;
    }

    /** Clusters in use when it was last unmounted, in per cent; -1 if it was not known. */
    public int percentInUse() {
        return sector.u8(IN_USE) == NOT_KNOWN ? -1 : sector.u8(IN_USE);
    }

    /** Where a FAT begins, the first of them number 0. */
    public long fatPosition(int number) {
        return (fatSector() + number * fatSectors()) * sectorBytes();
    }

    /** Where a cluster begins, the first of them number 2. */
    public long clusterPosition(long cluster) {
        return heapSector() * sectorBytes() + (cluster - FIRST_CLUSTER) * clusterBytes();
    }
}
