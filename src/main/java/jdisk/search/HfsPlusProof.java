package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Sought;

/**
 * HFS Plus: the volume header, or the alternate one 1024 bytes before the end; proved by the header node of the catalog, to which it
 * leads, or by the other header.
 *
 * <pre>
 * volume header:  0 "H+" (version 4) or "HX" (5)   40 bytes a block   44 blocks   104 identifier, 64 bits
 *                 2 version, 16 bits              288 first block of the catalog
 * header node:    8 kind, 8 bits (1)               10 records, 16 bits (3)         32 bytes a node, 16 bits
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. Source:
 * <a href="https://developer.apple.com/library/archive/technotes/tn/tn1150.html">Apple's Technical Note TN1150</a>.
 */
final class HfsPlusProof implements Proof {
    static final int HOME = 1024;
    private static final int LENGTH = 512;
    private static final int BLOCK_BYTES = 40;
    private static final int BLOCKS = 44;
    private static final int IDENTIFIER = 104;
    private static final int CATALOG = 288;
    private static final int NODE = 34;
    private static final int LEAST_NODE = 512;
    private static final long MOST_BLOCK = 1 << 20;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        ByteView header = disk.view(at, LENGTH);
        boolean marked = (header.has(0, "H+") && header.u16be(2) == 4) || (header.has(0, "HX") && header.u16be(2) == 5);
        long block = header.u32be(BLOCK_BYTES);
        if (!marked || block < LENGTH || block > MOST_BLOCK || Long.bitCount(block) != 1 || header.u32be(BLOCKS) == 0) {
            return;
        }
        long length = header.u32be(BLOCKS) * block;
        for (long start : new long[] {at - HOME, at + HOME - length}) {
            if (start < 0) {
                continue;
            }
            boolean catalog = disk.viewIfThere(start + header.u32be(CATALOG) * block, NODE)
                    .filter(node -> node.u8(8) == 1 && node.u16be(10) == 3 && node.u16be(32) >= LEAST_NODE)
                    .isPresent();
            boolean other = isOther(disk, header, start + HOME, at) || isOther(disk, header, start + length - HOME, at);
            if (catalog || other) {
                found.accept(new Witness(
                        Sought.HFS_PLUS,
                        start,
                        length,
                        Long.toHexString(header.u64be(IDENTIFIER)),
                        at,
                        HOME,
                        header,
                        catalog && other ? Confidence.SURE : Confidence.LIKELY));
            }
        }
    }

    private static boolean isOther(Slice disk, ByteView header, long place, long at) throws IOException {
        Optional<ByteView> other = place == at ? Optional.empty() : disk.viewIfThere(place, LENGTH);
        return other.filter(bytes -> bytes.u32be(0) == header.u32be(0)
                        && bytes.u32be(BLOCKS) == header.u32be(BLOCKS)
                        && bytes.u32be(BLOCK_BYTES) == header.u32be(BLOCK_BYTES))
                .isPresent();
    }
}
