package jdisk.source;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.image.Layer;

/**
 * VDI, of VirtualBox: blocks in any order, which a map leads to.
 *
 * <pre>
 *  64 7F 10 DA BE                     368 size of the disk, 64 bits      map: 32 bits a block
 *  68 version: 0001 0001              376 bytes of a block                 number of the block in the file
 *  76 kind: 1 grows, 2 fixed,         380 bytes before each block          FFFFFFFF nothing was written
 *     4 over another image            384 blocks of the disk               FFFFFFFE zeros
 * 340 where the map is                388 blocks in the file
 * 344 where block 0 is                392 UUID, 408 of its last snapshot,
 *                                         424 of the image below, 16 each
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. There is no document of VirtualBox's; this is what its sources and QEMU's say of
 * the format.
 */
final class Vdi implements VirtualDisk.Tables {
    private static final int HEADER = 456;
    private static final int VERSION = 68;
    private static final long KNOWN_VERSION = 0x0001_0001;
    private static final int KIND = 76;
    private static final int OVER_ANOTHER = 4;
    private static final int MAP = 340;
    private static final int BLOCKS_AT = 344;
    private static final int SIZE = 368;
    private static final int BLOCK_BYTES = 376;
    private static final int EXTRA = 380;
    private static final int BLOCKS = 384;
    private static final int ALLOCATED = 388;
    private static final int UUID_BELOW = 424;
    private static final long ZEROS = 0xffff_fffeL;
    private static final int PIECE = 1 << 16;
    private static final long LARGEST_BLOCK = 1 << 30;

    /** Blocks that are taken together. */
    private static final int MOST_ALIKE = 256;

    private final Image image;
    private final TableCache tables;
    private final long map;
    private final long blocksAt;
    private final long blockBytes;
    private final long extra;
    private final long blocks;

    private Vdi(Image image, ByteView header) {
        this.image = image;
        this.tables = new TableCache(image);
        this.map = header.u32le(MAP);
        this.blocksAt = header.u32le(BLOCKS_AT);
        this.blockBytes = header.u32le(BLOCK_BYTES);
        this.extra = header.u32le(EXTRA);
        this.blocks = header.u32le(BLOCKS);
    }

    /**
     * The disk in an image.
     *
     * @throws IOException saying why, if it cannot be read
     */
    static Image open(Image image) throws IOException {
        ByteView header = image.viewUpTo(0, HEADER);
        if (header.length() < HEADER) {
            throw Context.refusal(image, "the header of the VDI is cut");
        }
        if (header.u32le(VERSION) != KNOWN_VERSION) {
            throw Context.refusal(image, "it is a VDI of version " + header.u16le(VERSION + 2) + "." + header.u16le(VERSION)
                    + ", which is not known: 1.1 is");
        }
        if (header.u32le(KIND) == OVER_ANOTHER || !header.slice(UUID_BELOW, 16).isZero()) {
            throw Context.refusal(image, "the VDI lies over another image, and says its UUID (" + header.guid(UUID_BELOW)
                    + ") but not its name: it cannot be read; 'VBoxManage clonemedium' makes one image of them");
        }
        Vdi vdi = new Vdi(image, header);
        long size = header.u64le(SIZE);
        // So that no place is more than a number can say.
        boolean fits = size >= 0 && vdi.blockBytes >= 512 && Long.bitCount(vdi.blockBytes) == 1 && vdi.blockBytes + vdi.extra <= LARGEST_BLOCK
                && Math.ceilDiv(size, vdi.blockBytes) <= vdi.blocks;
        if (!fits) {
            throw Context.refusal(image, "the header of the VDI contradicts itself: " + vdi.blocks + " blocks of " + vdi.blockBytes
                    + " bytes for a disk of " + Long.toUnsignedString(size));
        }
        if (vdi.map + vdi.blocks * 4 > image.size()) {
            throw Context.refusal(image, "the map of the VDI leads past the end of the file");
        }
        // VirtualBox and QEMU give sizes in whole sectors.
        Layer layer = new Layer("vdi", Math.ceilDiv(size, 512) * 512, image.name(), vdi.missing(header.u32le(ALLOCATED)));
        return new VirtualDisk(image, List.of(), layer, vdi);
    }

    /** What shows at once that the end of a file is missing: not all blocks are there that are said to be. */
    private Map<String, String> missing(long allocated) {
        long last = blocksAt + (allocated - 1) * (blockBytes + extra);
        return allocated == 0 || allocated > blocks || last < image.size() ? Map.of()
                : Map.of("incomplete", "the file has " + image.size() + " bytes, and the last of its " + allocated + " blocks begins at byte " + last);
    }

    private long told(long block) throws IOException {
        long at = block * 4;
        long piece = at / PIECE * PIECE;
        return tables.at(map + piece, (int) Math.min(PIECE, blocks * 4 - piece)).u32le((int) (at - piece));
    }

    @Override
    public VirtualDisk.Stretch at(long at) throws IOException {
        long block = at / blockBytes;
        long within = at % blockBytes;
        if (block >= blocks) {
            throw new IOException("the map of the VDI has nothing for byte " + at);
        }
        long told = told(block);
        long more = 1;
        boolean nothing = told >= ZEROS;
        // Ends: the map has an end. Neighbours that are alike are one stretch.
        while (block + more < blocks && more < MOST_ALIKE) {
            long next = told(block + more);
            if (nothing ? next < ZEROS : extra != 0 || next != told + more) {
                break;
            }
            more++;
        }
        long length = more * blockBytes - within;
        return nothing ? new VirtualDisk.Zeros(length)
                : new VirtualDisk.Data(image, blocksAt + told * (blockBytes + extra) + extra + within, length);
    }
}
