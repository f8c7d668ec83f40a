package jdisk.label;

import java.util.zip.CRC32;
import jdisk.image.ByteView;
import jdisk.unit.SectorSize;

/**
 * A header of a GPT: one of the two copies.
 *
 * <pre>
 *  0  "EFI PART"             24  sector of this header          56  GUID of the disk
 *  8  revision               32  sector of the other header     72  first sector of the entries
 * 12  size of this header    40  first usable sector            80  number of entries
 * 16  CRC-32 of the header,  48  last usable sector             84  size of an entry
 *     this field as 0                                           88  CRC-32 of all entries
 * </pre>
 *
 * All numbers are little-endian. Source: UEFI specification, section 5.3.2.
 *
 * @param sector where it was read
 * @param own where it says it is
 * @param other where it says the other copy is
 * @param firstUsable first sector partitions may take
 * @param lastUsable last sector partitions may take
 * @param diskGuid in capitals
 * @param entries first sector of the array of entries
 * @param count number of entries in the array, in use or not
 * @param entrySize bytes an entry takes
 * @param entriesCrc CRC-32 of the whole array
 */
public record GptHeader(
        long sector,
        int revision,
        long own,
        long other,
        long firstUsable,
        long lastUsable,
        String diskGuid,
        long entries,
        long count,
        long entrySize,
        long entriesCrc) {
    static final String MAGIC = "EFI PART";
    static final int MINIMUM = 92;
    private static final int SIZE = 12;
    private static final int CRC = 16;

    /** The least an entry takes. */
    static final int ENTRY_MINIMUM = 128;

    static GptHeader read(ByteView bytes, long sector) {
        return new GptHeader(
                sector,
                (int) bytes.u32le(8),
                bytes.u64le(24),
                bytes.u64le(32),
                bytes.u64le(40),
                bytes.u64le(48),
                bytes.guid(56),
                bytes.u64le(72),
                bytes.u32le(80),
                bytes.u32le(84),
                bytes.u32le(88));
    }

    /** Whether the header's own checksum is right. */
    static boolean hasRightCrc(ByteView bytes) {
        int size = (int) bytes.u32le(SIZE);
        CRC32 crc = new CRC32();
        for (int at = 0; at < size; at++) {
            crc.update(at >= CRC && at < CRC + 4 ? 0 : bytes.u8(at));
        }
        return crc.getValue() == bytes.u32le(CRC);
    }

    /** The size the header says it has: unsigned. */
    static long size(ByteView bytes) {
        return bytes.u32le(SIZE);
    }

    /** Bytes the array of entries takes. */
    public long arrayBytes() {
        return count * entrySize;
    }

    /** The last sector the array of entries takes. */
    public long entriesEnd(SectorSize sectorSize) {
        return entries + Math.ceilDiv(arrayBytes(), sectorSize.bytes()) - 1;
    }
}
