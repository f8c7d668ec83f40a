package jdisk.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * What a VHDX says of its disk.
 *
 * <pre>
 * region: 64 KiB of a table, then what it leads to    parent locator:
 *  0 "metadata"   10 entries, 16 bits                  0 kind, 16 bytes   18 pairs, 16 bits
 *  an entry, from 32 on:                              20 pairs: 0 where the key is   4 where what it stands for is
 *   0 what it is, 16 bytes                                      8 bytes of the key, 16   10 bytes of that, 16
 *  16 where in the region   20 bytes of it              text in 16-bit units
 *  24 flags: 4 it must be known
 * parameters: 0 bytes of a block   4 flags: 2 it lies over another
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source: [MS-VHDX], 2.6.
 *
 * @param size of the disk, in bytes
 * @param parentNames what the parent locator says, by its keys; nothing without one
 */
record VhdxMetadata(long size, long blockBytes, int sectorBytes, Optional<Map<String, String>> parentNames) {
    private static final int ENTRIES = 32;
    private static final int ENTRY = 32;
    private static final int MOST_ENTRIES = 2047;
    private static final int TABLE = 1 << 16;
    private static final int LONGEST_ITEM = 1 << 20;
    private static final long REQUIRED = 4;
    private static final long HAS_PARENT = 2;
    private static final int LOCATOR = 20;
    private static final int PAIR = 12;

    /** Keys that are known are five. */
    private static final int MOST_PAIRS = 64;

    private static final String PARAMETERS = "CAA16737-FA36-4D43-B3B6-33F0AA44E76B";
    private static final String SIZE = "2FA54224-CD1B-4876-B211-5DBED83BF4B8";
    private static final String IDENTIFIER = "BECA12AB-B2E6-4523-93EF-C309E000C746";
    private static final String SECTOR = "8141BF1D-A96F-4709-BA47-F233A8FAAB5F";
    private static final String PHYSICAL_SECTOR = "CDA348C7-445D-4471-9CC9-E9885251C556";
    private static final String PARENT = "A8D35F2D-B30B-454D-ABF7-D3D84834AB0C";

    /**
     * What is said in a region.
     *
     * @throws IOException if something is missing, contradicts itself, or is not known and must be
     */
    static VhdxMetadata read(Image image, VhdxRegions.Region region) throws IOException {
        ByteView table = image.viewUpTo(region.position(), (int) Math.min(TABLE, region.length()));
        if (!table.has(0, "metadata") || table.length() < ENTRIES) {
            throw Context.refusal(image, "the VHDX is damaged: its metadata do not begin as they should");
        }
        Map<String, ByteView> items = new HashMap<>();
        for (int n = 0; n < Math.min(table.u16le(10), MOST_ENTRIES) && ENTRIES + (n + 1) * ENTRY <= table.length(); n++) {
            item(image, region, table, ENTRIES + n * ENTRY, items);
        }
        ByteView parameters = wanted(image, items, PARAMETERS, 8);
        long size = wanted(image, items, SIZE, 8).u64le(0);
        long sector = wanted(image, items, SECTOR, 4).u32le(0);
        long block = parameters.u32le(0);
        if ((sector != 512 && sector != 4096) || block < 1 << 20 || block > 256 << 20 || Long.bitCount(block) != 1 || size < 0 || size >>> 47 != 0) {
            throw Context.refusal(image, "the VHDX is damaged: it says it has a disk of " + Long.toUnsignedString(size) + " bytes, in blocks of "
                    + block + ", in sectors of " + sector);
        }
        Optional<Map<String, String>> parent = (parameters.u32le(4) & HAS_PARENT) == 0
                ? Optional.empty() : Optional.of(pairs(wanted(image, items, PARENT, LOCATOR)));
        return new VhdxMetadata(size, block, (int) sector, parent);
    }

    private static void item(Image image, VhdxRegions.Region region, ByteView table, int at, Map<String, ByteView> items) throws IOException {
        String kind = table.guid(at);
        switch (kind) {
            case PARAMETERS, SIZE, IDENTIFIER, SECTOR, PHYSICAL_SECTOR, PARENT -> {
                long offset = table.u32le(at + 16);
                long length = table.u32le(at + 20);
                if (length > LONGEST_ITEM || offset + length > region.length()) {
                    throw Context.refusal(image, "the VHDX is damaged: an item of its metadata lies outside of them");
                }
                items.put(kind, image.view(region.position() + offset, (int) length));
            }
            default -> {
                if ((table.u32le(at + 24) & REQUIRED) != 0) {
                    throw Context.refusal(image, "the VHDX has metadata that are not known (" + kind + "), without which it cannot be read");
                }
            }
        }
    }

    private static ByteView wanted(Image image, Map<String, ByteView> items, String kind, int length) throws IOException {
        ByteView item = items.get(kind);
        if (item == null || item.length() < length) {
            throw Context.refusal(image, "the VHDX is damaged: an item of its metadata is missing");
        }
        return item;
    }

    private static Map<String, String> pairs(ByteView locator) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int n = 0; n < Math.min(locator.u16le(18), MOST_PAIRS) && LOCATOR + (n + 1) * PAIR <= locator.length(); n++) {
            int at = LOCATOR + n * PAIR;
            pairs.put(text(locator, locator.u32le(at), locator.u16le(at + 8)), text(locator, locator.u32le(at + 4), locator.u16le(at + 10)));
        }
        return pairs;
    }

    private static String text(ByteView bytes, long at, int length) {
        return at + length > bytes.length() ? "" : bytes.utf16le((int) at, length / 2);
    }
}
