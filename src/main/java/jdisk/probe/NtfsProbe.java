package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * NTFS.
 *
 * <pre>
 * boot record:  3 "NTFS    "               file record:  0 "FILE"                      attribute:  0 type (60: volume name)
 *              11 bytes a sector, 16 bits               20 first attribute, 16 bits                4 length
 *              13 sectors a cluster,                    28 length                                  8 1 if it lies elsewhere
 *                 or -log2 of them                                                                16 length of its value
 *              40 sectors, 64 bits                                                                20 its value, 16 bits
 *              48 cluster of the MFT, 64 bits
 *              64 clusters a file record, or -log2 of its bytes
 *              72 serial, 64 bits
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. The fourth file record is that of the volume, whose name is the label. Source:
 * <a href="https://flatcap.github.io/linux-ntfs/ntfs/">the Linux-NTFS project's documentation</a>.
 */
final class NtfsProbe {
    static final String TYPE = "ntfs";

    private static final int NAME_AT = 3;
    private static final int SECTOR_BYTES = 11;
    private static final int CLUSTER_SECTORS = 13;
    private static final int SECTORS = 40;
    private static final int MFT = 48;
    private static final int MFT_MIRROR = 56;
    private static final int RECORD_CLUSTERS = 64;
    private static final int SERIAL = 72;

    private static final String RECORD = "FILE";
    private static final int RECORD_VOLUME = 3;
    private static final int RECORD_ATTRIBUTES = 20;
    private static final int RECORD_LENGTH = 28;
    /** File records are of 1024 or 4096 bytes. */
    private static final int RECORD_LIMIT = 1 << 20;

    private static final int CLUSTER_LIMIT = 1 << 21;

    private static final long VOLUME_NAME = 0x60;
    private static final long END = 0xffff_ffffL;
    private static final int ATTRIBUTE_HEADER = 24;
    private static final int VALUE_LENGTH = 16;
    private static final int VALUE = 20;

    private NtfsProbe() {}

    static boolean isBootRecord(ByteView sector) {
        return sector.has(NAME_AT, "NTFS    ");
    }

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ByteView> boot = volume.viewIfThere(0, 512).filter(NtfsProbe::isBootRecord);
        if (boot.isEmpty()) {
            return Optional.empty();
        }
        ByteView sector = boot.get();
        long cluster = clusterBytes(sector);
        int record = recordBytes(sector, cluster);
        if (record == 0 || !isSound(sector, cluster / sector.u16le(SECTOR_BYTES))) {
            return Optional.empty();
        }
        long mft = sector.u64le(MFT) * cluster;
        Optional<ByteView> first = volume.viewIfThere(mft, 4).filter(bytes -> bytes.has(0, RECORD));
        Optional<ByteView> ofVolume =
                volume.viewIfThere(mft + (long) RECORD_VOLUME * record, record).filter(bytes -> bytes.has(0, RECORD));
        if (first.isEmpty() || ofVolume.isEmpty()) {
            return Optional.empty();
        }
        String serial = sector.u64le(SERIAL) == 0 ? "" : "%016X".formatted(sector.u64le(SERIAL));
        return Optional.of(new Contents(TYPE, "", label(ofVolume.get()), serial));
    }

    /** Bytes in a cluster, or 0 if there is no such size. */
    private static long clusterBytes(ByteView sector) {
        int size = sector.u16le(SECTOR_BYTES);
        int sectors = sector.u8(CLUSTER_SECTORS);
        if (size < 256 || size > 4096 || Integer.bitCount(size) != 1) {
            return 0;
        }
        boolean plain = sectors <= 128 && Integer.bitCount(sectors) == 1;
        boolean logarithm = sectors >= 240 && sectors <= 249;
        long bytes = plain ? (long) size * sectors : logarithm ? (long) size << (256 - sectors) : 0;
        return bytes <= CLUSTER_LIMIT ? bytes : 0;
    }

    /** Bytes in a file record, or 0 if there is no such size. */
    private static int recordBytes(ByteView sector, long cluster) {
        int clusters = (byte) sector.u8(RECORD_CLUSTERS);
        if (cluster == 0) {
            return 0;
        }
        if (clusters >= -31 && clusters <= -9) {
            return -clusters <= 20 ? 1 << -clusters : 0;
        }
        boolean plain = clusters > 0 && clusters <= 64 && Integer.bitCount(clusters) == 1;
        return plain && clusters * cluster <= RECORD_LIMIT ? (int) (clusters * cluster) : 0;
    }

    /** Whether the fields that only FAT has are zero, and the MFT lies within. */
    private static boolean isSound(ByteView sector, long clusterSectors) {
        long clusters = Long.divideUnsigned(sector.u64le(SECTORS), clusterSectors);
        return sector.u16le(FatProbe.RESERVED) == 0
                && sector.u8(FatProbe.FATS) == 0
                && sector.u16le(FatProbe.ROOT_ENTRIES) == 0
                && sector.u16le(FatProbe.SECTORS_16) == 0
                && sector.u16le(FatProbe.FAT_SECTORS_16) == 0
                && sector.u32le(FatProbe.SECTORS_32) == 0
                && Long.compareUnsigned(sector.u64le(MFT), clusters) <= 0
                && Long.compareUnsigned(sector.u64le(MFT_MIRROR), clusters) <= 0
                && sector.u64le(MFT) <= Long.MAX_VALUE / CLUSTER_LIMIT
                && sector.u64le(MFT) >= 0;
    }

    private static String label(ByteView record) {
        long at = record.u16le(RECORD_ATTRIBUTES);
        // Ends: each turn goes on by the length of an attribute, which is not 0, and the record is finite.
        while (at + ATTRIBUTE_HEADER <= record.length() && at <= record.u32le(RECORD_LENGTH)) {
            int attribute = (int) at;
            long length = record.u32le(attribute + 4);
            if (length == 0 || record.u32le(attribute) == END) {
                return "";
            }
            if (record.u32le(attribute) == VOLUME_NAME) {
                long value = at + record.u16le(attribute + VALUE);
                long bytes = record.u32le(attribute + VALUE_LENGTH);
                return value + bytes <= record.length() ? record.utf16le((int) value, (int) (bytes / 2)) : "";
            }
            at += length;
        }
        return "";
    }
}
