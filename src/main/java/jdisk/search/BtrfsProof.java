package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Sought;

/**
 * Btrfs: the superblock or one of its mirrors, which says itself where it is; proved by its checksum, and by the root of the tree
 * of chunks, to which the chunks in it lead.
 *
 * <pre>
 * superblock, 4096 bytes:             chunk, in the list of those of the system:     block of a tree:
 *    0 checksum of the rest             0 key: 1 for all, 8 kind E4, 9 logical         32 UUID, as in the superblock
 *   32 UUID                               place; 17 bytes in all                       48 logical place
 *   48 place, bytes from the start     17 length
 *   64 "_BHRfS_M"                      17 + 44 stripes, 16 bits
 *   88 logical place of the root       17 + 48 of each stripe: device, place, UUID;
 *      of the tree of chunks              32 bytes
 *  160 bytes of the list, 32 bits
 *  196 kind of checksum, 16 bits (0: CRC-32C)
 *  201 device: number, 209 its bytes
 *  811 the list
 * </pre>
 *
 * Little-endian, 64 bits where nothing is said. Source:
 * <a href="https://btrfs.readthedocs.io/en/latest/dev/On-disk-format.html">Btrfs On-disk Format</a>.
 */
final class BtrfsProof implements Proof {
    static final long HOME = 65536;
    private static final int LENGTH = 4096;
    private static final int SUMMED = 32;
    private static final int UUID = 32;
    private static final int PLACE = 48;
    private static final int MAGIC = 64;
    private static final int CHUNK_ROOT = 88;
    private static final int LIST_BYTES = 160;
    private static final int CHECKSUM_KIND = 196;
    private static final int DEVICE = 201;
    private static final int DEVICE_BYTES = 209;
    private static final int LIST = 811;
    private static final int MOST_LIST = 2048;
    private static final int CHUNK_KIND = 0xe4;
    private static final int CHUNK = 17;
    private static final int STRIPES = 44;
    private static final int CHUNK_LENGTH = 48;
    private static final int STRIPE_LENGTH = 32;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        Optional<ByteView> there = disk.viewIfThere(at, LENGTH);
        if (there.isEmpty() || !there.get().has(MAGIC, "_BHRfS_M")) {
            return;
        }
        ByteView superblock = there.get();
        long start = at - superblock.u64le(PLACE);
        long length = superblock.u64le(DEVICE_BYTES);
        if (superblock.u64le(PLACE) < HOME || start < 0 || length < HOME || (superblock.u16le(CHECKSUM_KIND) == 0 && !isSummed(superblock))) {
            return;
        }
        OptionalLong root = physical(superblock, superblock.u64le(CHUNK_ROOT));
        boolean proved = root.isPresent()
                && root.getAsLong() >= 0
                && root.getAsLong() < Long.MAX_VALUE - start
                && disk.viewIfThere(start + root.getAsLong(), 56)
                        .filter(block -> block.slice(32, 16).equals(superblock.slice(UUID, 16))
                                && block.u64le(48) == superblock.u64le(CHUNK_ROOT))
                        .isPresent();
        // Of a volume of several devices, the chunk may lie on another one: then the checksum is all there is.
        if (proved || (superblock.u16le(CHECKSUM_KIND) == 0 && root.isEmpty())) {
            found.accept(new Witness(
                    Sought.BTRFS,
                    start,
                    length,
                    superblock.uuid(UUID),
                    at,
                    HOME,
                    superblock,
                    proved ? Confidence.SURE : Confidence.LIKELY));
        }
    }

    private static boolean isSummed(ByteView superblock) {
        CRC32C crc = new CRC32C();
        superblock.addTo(crc, SUMMED, LENGTH - SUMMED);
        return crc.getValue() == superblock.u32le(0);
    }

    /** Where a logical place lies on this device, by the chunks in the superblock. */
    private static OptionalLong physical(ByteView superblock, long logical) {
        int end = LIST + (int) Math.min(superblock.u32le(LIST_BYTES), MOST_LIST);
        int at = LIST;
        // Ends: each turn goes on by a chunk, and the list is short.
        while (at + CHUNK + CHUNK_LENGTH <= end && superblock.u8(at + 8) == CHUNK_KIND) {
            long from = superblock.u64le(at + 9);
            long length = superblock.u64le(at + CHUNK);
            int stripes = superblock.u16le(at + CHUNK + STRIPES);
            boolean within = logical >= from && logical - from < length;
            for (int n = 0; n < stripes; n++) {
                int stripe = at + CHUNK + CHUNK_LENGTH + n * STRIPE_LENGTH;
                if (stripe + STRIPE_LENGTH > end) {
                    return OptionalLong.empty();
                }
                if (within && superblock.u64le(stripe) == superblock.u64le(DEVICE)) {
                    return OptionalLong.of(superblock.u64le(stripe + 8) + (logical - from));
                }
            }
            at += CHUNK + CHUNK_LENGTH + stripes * STRIPE_LENGTH;
        }
        return OptionalLong.empty();
    }
}
