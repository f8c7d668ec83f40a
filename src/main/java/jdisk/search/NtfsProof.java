package jdisk.search;

import java.io.IOException;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.NtfsBootRecord;
import jdisk.probe.Sought;

/**
 * NTFS: its boot record, or the copy of it in the sector that follows the file system; proved by the first record of the MFT, and
 * of the copy of that.
 *
 * <pre>
 * file record:  0 "FILE"   4 place of the fix-ups, 16 bits   6 how many, 16 bits   22 flags, 16 bits (1: in use)
 * </pre>
 *
 * Little-endian. Source: as for the boot record.
 */
final class NtfsProof implements Proof {
    private static final int RECORD_HEADER = 48;
    private static final int FIX_UPS = 4;
    private static final int FIX_UP_COUNT = 6;
    private static final int FLAGS = 22;
    private static final int IN_USE = 1;
    private static final int STRIDE = 512;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        ByteView sector = disk.view(at, NtfsBootRecord.LENGTH);
        if (NtfsBootRecord.of(sector).isEmpty()) {
            return;
        }
        NtfsBootRecord record = NtfsBootRecord.of(sector).get();
        if (record.sectors() <= 0 || record.sectors() > (Long.MAX_VALUE >> 1) / record.sectorBytes()) {
            return;
        }
        long length = record.sectors() * record.sectorBytes();
        prove(disk, record, at, at, length, found);
        prove(disk, record, at, at - length, length, found);
    }

    private static void prove(
            Slice disk, NtfsBootRecord record, long at, long start, long length, Consumer<Witness> found) throws IOException {
        if (start < 0) {
            return;
        }
        boolean table = isRecord(disk, record, start, record.mftPosition());
        boolean mirror = isRecord(disk, record, start, record.clusterPosition(record.mftMirrorCluster()));
        if (table || mirror) {
            // The sector after the file system holds the copy, and belongs to the partition.
            found.accept(new Witness(
                    Sought.NTFS,
                    start,
                    length + record.sectorBytes(),
                    Long.toHexString(record.serial()),
                    at,
                    0,
                    record.sector(),
                    table && mirror ? Confidence.SURE : table ? Confidence.LIKELY : Confidence.DOUBTFUL));
        }
    }

    private static boolean isRecord(Slice disk, NtfsBootRecord record, long start, long position) throws IOException {
        if (position > Long.MAX_VALUE - start) {
            return false;
        }
        return disk.viewIfThere(start + position, RECORD_HEADER)
                .filter(bytes -> bytes.has(0, "FILE")
                        && bytes.u16le(FIX_UPS) < record.fileRecordBytes()
                        && bytes.u16le(FIX_UP_COUNT) == Math.max(record.fileRecordBytes() / STRIDE, 1) + 1
                        && (bytes.u16le(FLAGS) & IN_USE) != 0)
                .isPresent();
    }
}
