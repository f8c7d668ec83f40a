package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * The boot record of an NTFS file system: the first sector of the volume.
 *
 * <pre>
 *   3 "NTFS    "
 *  11 bytes a sector, 16 bits
 *  13 sectors a cluster; from 128 on, as a signed number, -log2 of them
 *  14 zeros where FAT has numbers: 14 (16 bits), 16, 17 (16 bits), 19 (16 bits), 22 (16 bits), 32 (32 bits)
 *  21 medium
 *  24 sectors a track, 16 bits
 *  26 heads, 16 bits
 *  28 sectors before the volume, 32 bits
 *  40 sectors, 64 bits
 *  48 first cluster of the MFT, 64 bits
 *  56 first cluster of the copy of its first records, 64 bits
 *  64 clusters a file record, signed, or -log2 of its bytes
 *  68 clusters an index block, signed, or -log2 of its bytes
 *  72 serial, 64 bits
 * </pre>
 *
 * Little-endian, 8 bits where nothing is said. Source:
 * <a href="https://flatcap.github.io/linux-ntfs/ntfs/">the Linux-NTFS project's documentation</a>.
 *
 * <p>Sectors are those of the file system ({@link #sectorBytes}). That the MFT is where the record says has not been looked at.
 * Positions are in bytes from the start of the volume, and may lie past its end.
 *
 * @param sector the 512 bytes of the record
 */
public record NtfsBootRecord(ByteView sector) {
    /** Bytes of the record; the rest of a longer sector is not used. */
    public static final int LENGTH = 512;

    static final int SECTOR_BYTES = 11;

    private static final int NAME_AT = 3;
    private static final int CLUSTER_SECTORS = 13;
    private static final int MEDIUM = 21;
    private static final int TRACK_SECTORS = 24;
    private static final int HEADS = 26;
    private static final int HIDDEN_SECTORS = 28;
    private static final int SECTORS = 40;
    private static final int MFT = 48;
    private static final int MFT_MIRROR = 56;
    private static final int FILE_RECORD = 64;
    private static final int INDEX_BLOCK = 68;
    private static final int SERIAL = 72;

    private static final int CLUSTER_LIMIT = 1 << 21;

    /** Blocks with fix-ups are of 512 to 4096 bytes; so many are taken, as blkid does. */
    private static final int BLOCK_SHIFT_LIMIT = 20;

    private static final int BLOCK_SHIFT_LEAST = 9;
    private static final int BLOCK_CLUSTERS_LIMIT = 64;

    /** @throws IllegalArgumentException if this is not the boot record of an NTFS file system */
    public NtfsBootRecord {
        if (!isOne(sector)) {
            throw new IllegalArgumentException("not an NTFS boot record");
        }
    }

    /**
     * The boot record at the start of a volume, if it is that of an NTFS file system.
     *
     * @throws IOException if the sector cannot be read
     */
    public static Optional<NtfsBootRecord> read(Slice volume) throws IOException {
        return volume.viewIfThere(0, LENGTH).flatMap(NtfsBootRecord::of);
    }

    /** These bytes as a boot record, if they are that of an NTFS file system: also for the copy in the volume's last sector. */
    public static Optional<NtfsBootRecord> of(ByteView sector) {
        return isOne(sector) ? Optional.of(new NtfsBootRecord(sector.slice(0, LENGTH))) : Optional.empty();
    }

    private static boolean isOne(ByteView sector) {
        return sector.length() >= LENGTH
                && isNamed(sector)
                && blockBytes(sector, FILE_RECORD) != 0
                && isWithoutNumbersOfFat(sector)
                && isMftWithin(sector);
    }

    /** Whether a sector has the name of NTFS in its place, whatever the rest of it may be. */
    static boolean isNamed(ByteView sector) {
        return sector.has(NAME_AT, "NTFS    ");
    }

    private static boolean isWithoutNumbersOfFat(ByteView sector) {
        return sector.u16le(FatBootRecord.RESERVED) == 0
                && sector.u8(FatBootRecord.FATS) == 0
                && sector.u16le(FatBootRecord.ROOT_ENTRIES) == 0
                && sector.u16le(FatBootRecord.SECTORS_16) == 0
                && sector.u16le(FatBootRecord.FAT_SECTORS_16) == 0
                && sector.u32le(FatBootRecord.SECTORS_32) == 0;
    }

    /** Whether the MFT and its copy lie within the volume, and the MFT where a position in bytes can tell it. */
    private static boolean isMftWithin(ByteView sector) {
        long clusterSectors = clusterBytes(sector) / sector.u16le(SECTOR_BYTES);
        long clusters = Long.divideUnsigned(sector.u64le(SECTORS), clusterSectors);
        return Long.compareUnsigned(sector.u64le(MFT), clusters) <= 0
                && Long.compareUnsigned(sector.u64le(MFT_MIRROR), clusters) <= 0
                && sector.u64le(MFT) <= Long.MAX_VALUE / CLUSTER_LIMIT
                && sector.u64le(MFT) >= 0;
    }

    /** Bytes in a cluster, or 0 if there is no such size. */
    private static int clusterBytes(ByteView sector) {
        int size = sector.u16le(SECTOR_BYTES);
        int sectors = sector.u8(CLUSTER_SECTORS);
        if (size < 256 || size > 4096 || Integer.bitCount(size) != 1) {
            return 0;
        }
        boolean plain = sectors <= 128 && Integer.bitCount(sectors) == 1;
        boolean logarithm = sectors >= 240 && sectors <= 249;
        long bytes = plain ? (long) size * sectors : logarithm ? (long) size << (256 - sectors) : 0;
        return bytes <= CLUSTER_LIMIT ? (int) bytes : 0;
    }

    /** Bytes in a file record or an index block, or 0 if there is no such size. */
    private static int blockBytes(ByteView sector, int field) {
        long cluster = clusterBytes(sector);
        int clusters = (byte) sector.u8(field);
        if (clusters < 0) {
            return -clusters >= BLOCK_SHIFT_LEAST && -clusters <= BLOCK_SHIFT_LIMIT && cluster != 0 ? 1 << -clusters : 0;
        }
        boolean plain = clusters <= BLOCK_CLUSTERS_LIMIT && Integer.bitCount(clusters) == 1;
        return plain && clusters * cluster <= 1 << BLOCK_SHIFT_LIMIT ? (int) (clusters * cluster) : 0;
    }

    /** Bytes in a sector: a power of two from 256 to 4096. */
    public int sectorBytes() {
        return sector.u16le(SECTOR_BYTES);
    }

    /** Sectors in a cluster: a power of two. */
    public int clusterSectors() {
        return clusterBytes() / sectorBytes();
    }

    /** Bytes in a cluster: a power of two up to 2 MiB. */
    public int clusterBytes() {
        return clusterBytes(sector);
    }

    /** What the volume lies on: F8 for a fixed disk. */
    public int medium() {
        return sector.u8(MEDIUM);
    }

    /** Sectors in a track, as the BIOS counts them; 0 if it was not known. */
    public int trackSectors() {
        return sector.u16le(TRACK_SECTORS);
    }

    /** Heads of the disk, as the BIOS counts them; 0 if it was not known. */
    public int heads() {
        return sector.u16le(HEADS);
    }

    /** Sectors of the disk before the volume, as it was made; some tools leave 0. */
    public long hiddenSectors() {
        return sector.u32le(HIDDEN_SECTORS);
    }

    /** Sectors of the file system, without the one that follows it and holds a copy of this record. Unsigned. */
    public long sectors() {
        return sector.u64le(SECTORS);
    }

    /** Whole clusters of the file system; unsigned. */
    public long clusters() {
        return Long.divideUnsigned(sectors(), clusterSectors());
    }

    /** The first cluster of the master file table, $MFT: within the file system. */
    public long mftCluster() {
        return sector.u64le(MFT);
    }

    /** The first cluster of $MFTMirr, the copy of the first records of the MFT: within the file system. Unsigned. */
    public long mftMirrorCluster() {
        return sector.u64le(MFT_MIRROR);
    }

    /** Bytes in a record of the MFT: a power of two up to 1 MiB. */
    public int fileRecordBytes() {
        return blockBytes(sector, FILE_RECORD);
    }

    /** Bytes in a block of an index, unless the index says otherwise: a power of two up to 1 MiB, or 0 if it is not a size. */
    public int indexBlockBytes() {
        return blockBytes(sector, INDEX_BLOCK);
    }

    /** The serial number, 64 bits. */
    public long serial() {
        return sector.u64le(SERIAL);
    }

    /** Where the MFT begins. */
    public long mftPosition() {
        return clusterPosition(mftCluster());
    }

    /**
     * Where a cluster begins, or {@link Long#MAX_VALUE}, which is past the end of any volume, where the number is too large for
     * a position to tell it.
     *
     * @param cluster 0 or more; unsigned numbers out of an image may be given as they are
     */
    public long clusterPosition(long cluster) {
        return cluster < 0 || cluster > Long.MAX_VALUE / clusterBytes() ? Long.MAX_VALUE : cluster * clusterBytes();
    }
}
