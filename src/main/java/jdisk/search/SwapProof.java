package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Sought;

/**
 * Swap space of Linux: the mark at the end of its first page; proved by the header in it, of which most is zeros.
 *
 * <pre>
 * header, at byte 1024:  0 version (1)   4 last page   8 bad pages   12 UUID   28 label   44 zeros, 468 bytes
 * </pre>
 *
 * 32 bits, in the byte order of the machine that made it. Source: as for its recognition.
 */
final class SwapProof implements Proof {
    private static final int HEADER = 1024;
    private static final int LENGTH = 512;
    private static final int ZEROS = 44;
    private static final int UUID = 12;
    /** What the first look was at: the sector that ends with the page. */
    private static final int SECTOR = 512;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        for (int page = 4096; page <= 65536; page *= 2) {
            long start = at + SECTOR - page;
            Optional<ByteView> header = start < 0 ? Optional.empty() : disk.viewIfThere(start + HEADER, LENGTH);
            if (header.isEmpty()) {
                continue;
            }
            ByteView bytes = header.get();
            boolean little = bytes.u32le(0) == 1;
            long last = bytes.u32(4, little);
            boolean proved = (little || bytes.u32be(0) == 1)
                    && last > 9
                    && bytes.u32(8, little) < last
                    && bytes.slice(ZEROS, LENGTH - ZEROS).isZero();
            if (proved) {
                found.accept(new Witness(
                        Sought.SWAP, start, (last + 1) * page, bytes.uuid(UUID), start + HEADER, HEADER, bytes, Confidence.SURE));
                return;
            }
        }
    }
}
