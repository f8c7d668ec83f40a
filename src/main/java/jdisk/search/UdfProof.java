package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Sought;

/**
 * UDF: the descriptor with which its recognition sequence begins; proved by the anchor in block 256, which leads to the descriptors
 * of the partition. The volume ends with another anchor, where it could be written.
 *
 * <pre>
 * anchor (kind 2):     12 block it is in   16 length of the descriptors   20 first block of them
 * partition (kind 5): 188 first block     192 blocks
 * every descriptor:     0 kind, 16 bits     4 sum of the other 15 of its first 16 bytes, 8 bits
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source: as for its recognition.
 */
final class UdfProof implements Proof {
    private static final int HOME = 32768;
    private static final int TAG = 16;
    private static final int SUM = 4;
    private static final int ANCHOR = 2;
    private static final int ANCHOR_BLOCK = 256;
    private static final int PARTITION = 5;
    private static final int MOST = 64;

    /** So many blocks are between the partition and the end at most: a reserve of descriptors, and as many as before the first anchor. */
    private static final int MOST_AFTER = 512;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        long start = at - HOME;
        if (start < 0) {
            return;
        }
        for (int block = 512; block <= 4096; block *= 2) {
            Optional<ByteView> anchor = descriptor(disk, start, block, ANCHOR_BLOCK).filter(bytes -> bytes.u16le(0) == ANCHOR);
            if (anchor.isPresent()) {
                long told = length(disk, start, block, anchor.get());
                long least = (ANCHOR_BLOCK + 1L) * block;
                found.accept(new Witness(
                        Sought.UDF, start, Math.max(told, least), told == 0, "", at, HOME, disk.view(at, TAG), Confidence.SURE));
                return;
            }
        }
    }

    private static Optional<ByteView> descriptor(Slice disk, long start, int block, long number) throws IOException {
        return disk.viewIfThere(start + number * block, 512).filter(bytes -> {
            int sum = 0;
            for (int i = 0; i < TAG; i++) {
                sum += i == SUM ? 0 : bytes.u8(i);
            }
            return bytes.u32le(12) == number && (sum & 0xff) == bytes.u8(SUM);
        });
    }

    /** Where the partition ends; 0 where that cannot be read. */
    private static long length(Slice disk, long start, int block, ByteView anchor) throws IOException {
        long first = anchor.u32le(20);
        // Ends: after so many blocks.
        for (long n = first; n < first + MOST; n++) {
            Optional<ByteView> there = descriptor(disk, start, block, n);
            if (there.filter(bytes -> bytes.u16le(0) == PARTITION).isPresent()) {
                return end(disk, start, block, there.get().u32le(188) + there.get().u32le(192)) * block;
            }
        }
        return 0;
    }

    /** The block after the last anchor that follows the partition; that in which the partition ends, if there is none. */
    private static long end(Slice disk, long start, int block, long partition) throws IOException {
        for (long n = partition + MOST_AFTER; n >= partition; n--) {
            if (descriptor(disk, start, block, n).filter(bytes -> bytes.u16le(0) == ANCHOR).isPresent()) {
                return n + 1;
            }
        }
        return partition;
    }
}
