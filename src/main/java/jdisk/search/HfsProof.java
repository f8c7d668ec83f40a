package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Sought;

/**
 * HFS as it was before HFS Plus, or around one: the master directory block, or the alternate one 1024 bytes before the end; each
 * is proved by the other, or by the first node of the catalog, to which either leads.
 *
 * <pre>
 * master directory block:  0 "BD"   18 blocks, 16 bits   20 bytes a block   28 sector of the first block, 16 bits
 *                        116 identifier, 64 bits   150 first block of the catalog, 16 bits
 * first node of a tree:    8 kind (1)   10 records, 16 bits (3)   32 bytes in a node, 16 bits (512)
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. Source: Inside Macintosh: Files.
 */
final class HfsProof implements Proof {
    private static final int HOME = 1024;
    private static final int LENGTH = 512;
    private static final int BLOCKS = 18;
    private static final int BLOCK_BYTES = 20;
    private static final int FIRST = 28;
    private static final int IDENTIFIER = 116;
    private static final int CATALOG = 150;
    private static final int NODE = 34;
    private static final long MOST_BLOCK = 1 << 24;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        ByteView header = disk.view(at, LENGTH);
        long block = header.u32be(BLOCK_BYTES);
        if (!header.has(0, "BD") || block == 0 || block % LENGTH != 0 || block > MOST_BLOCK || header.u16be(BLOCKS) == 0) {
            return;
        }
        // The blocks, what lies before them, and the alternate block with the sector after it.
        long length = (long) header.u16be(FIRST) * LENGTH + header.u16be(BLOCKS) * block + HOME;
        for (long start : new long[] {at - HOME, at + HOME - length}) {
            long other = start + HOME == at ? start + length - HOME : start + HOME;
            if (start < 0) {
                continue;
            }
            boolean both = other != at
                    && disk.viewIfThere(other, LENGTH)
                            .filter(bytes -> bytes.u16be(0) == header.u16be(0)
                                    && bytes.u16be(BLOCKS) == header.u16be(BLOCKS)
                                    && bytes.u32be(BLOCK_BYTES) == block)
                            .isPresent();
            if (both || isTree(disk, start + (long) header.u16be(FIRST) * LENGTH + header.u16be(CATALOG) * block)) {
                String id = Long.toHexString(header.u64be(IDENTIFIER));
                boolean plus = header.has(124, "H+") || header.has(124, "HX");
                Sought format = plus ? Sought.HFS_PLUS : Sought.HFS;
                found.accept(new Witness(
                        format, start, length, id, at, HOME, header, both ? Confidence.SURE : Confidence.LIKELY));
            }
        }
    }

    private static boolean isTree(Slice disk, long at) throws IOException {
        Optional<ByteView> node = disk.viewIfThere(at, NODE);
        return node.filter(bytes -> bytes.u8(8) == 1 && bytes.u16be(10) == 3 && bytes.u16be(32) == LENGTH).isPresent();
    }
}
