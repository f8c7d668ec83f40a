package jdisk.search;

import java.io.IOException;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Sought;

/**
 * ReFS: its boot record, or the copy of it in the last sector; proved by the other one, and by its checksum.
 *
 * <pre>
 *  3 "ReFS"   16 "FSRS"   20 length of the record, 16 bits   22 checksum, 16 bits   24 sectors, 64 bits   32 bytes a sector
 * 56 serial, 64 bits
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source:
 * <a href="https://github.com/libyal/libfsrefs">libfsrefs' description of the format</a>.
 */
final class RefsProof implements Proof {
    private static final int LENGTH = 512;
    private static final int CHECKSUM = 22;
    private static final int SERIAL = 56;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        ByteView boot = disk.view(at, LENGTH);
        long sector = boot.u32le(32);
        long sectors = boot.u64le(24);
        boolean fits = boot.has(16, "FSRS")
                && sector >= LENGTH && sector <= 4096 && Long.bitCount(sector) == 1
                && sectors > 1 && sectors < Long.MAX_VALUE / 4096;
        if (!fits) {
            return;
        }
        long length = sectors * sector;
        for (long start : new long[] {at, at + sector - length}) {
            long other = start == at ? at + length - sector : start;
            boolean both = start >= 0
                    && disk.viewIfThere(other, LENGTH).filter(bytes -> bytes.has(3, "ReFS") && bytes.u64le(24) == sectors).isPresent();
            if (both || (start == at && isSummed(boot))) {
                found.accept(new Witness(
                        Sought.REFS,
                        start,
                        length,
                        Long.toHexString(boot.u64le(SERIAL)),
                        at,
                        0,
                        boot,
                        both ? Confidence.SURE : Confidence.LIKELY));
            }
        }
    }

    private static boolean isSummed(ByteView boot) {
        int sum = 0;
        int end = Math.min(boot.u16le(20), LENGTH);
        for (int at = 3; at < end; at++) {
            if (at != CHECKSUM && at != CHECKSUM + 1) {
                sum = ((sum & 1) << 15 | (sum & 0xffff) >>> 1) + boot.u8(at) & 0xffff;
            }
        }
        return end > CHECKSUM + 2 && sum == boot.u16le(CHECKSUM);
    }
}
