package jdisk.probe;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * HFS Plus, alone or within an HFS volume that says so to older systems, and HFS itself.
 *
 * <pre>
 * at byte 1024: HFS Plus:                         HFS:                                 catalog, a B-tree:
 *                 0 "H+" or "HX"                    0 "BD"                              header node: 24 first leaf
 *                40 bytes a block                  20 bytes a block                                  20 leaf records
 *               104 identifier, 8 bytes            28 sector of the first, 16 bits                   32 bytes a node, 16 bits
 *               288 first extent of the catalog    36 label: length, 27 bytes          leaf node:     8 kind, 8 bits (255)
 *                   (first block, blocks),        116 identifier, 8 bytes                            10 records, 16 bits
 *                   eight of them                 124 "H+" or "HX", if one is within                 16 key's parent (1)
 *                                                 126 its first block, 16 bits                       20 length, 16 bits
 *                                                                                                    22 text, UTF-16
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. Source:
 * <a href="https://developer.apple.com/library/archive/technotes/tn/tn1150.html">Apple's Technical Note TN1150</a>, and
 * Inside Macintosh: Files for HFS. The label of HFS Plus is the name of the root directory, which comes first in the catalog.
 * The UUID is made of the identifier as Mac OS makes it: an MD5 UUID (version 3) in a name space of Apple's.
 */
final class HfsPlusProbe {
    private static final int HEADER = 1024;
    private static final int LENGTH = 512;

    private static final int BLOCK_BYTES = 40;
    private static final int IDENTIFIER = 104;
    private static final int CATALOG_EXTENTS = 288;
    private static final int EXTENTS = 8;

    private static final int OLD_BLOCK_BYTES = 20;
    private static final int OLD_FIRST_SECTOR = 28;
    private static final int OLD_LABEL = 36;
    private static final int OLD_LABEL_LENGTH = 27;
    private static final int OLD_IDENTIFIER = 116;
    private static final int WITHIN = 124;
    private static final int WITHIN_BLOCK = 126;

    private static final int NODE_LEAF_RECORDS = 20;
    private static final int NODE_FIRST_LEAF = 24;
    private static final int NODE_BYTES = 32;
    private static final int NODE_KIND = 8;
    private static final int NODE_RECORDS = 10;
    private static final int KEY_PARENT = 16;
    private static final int KEY_LENGTH = 20;
    private static final int KEY_TEXT = 22;
    private static final int LEAF = 0xff;
    private static final int PARENT_OF_ROOT = 1;
    private static final int LONGEST_NAME = 255;
    /** A node that has room for the longest key. */
    private static final int LEAST_NODE = 14 + 8 + 2 * LONGEST_NAME;

    /** The name space in which identifiers become UUIDs. */
    private static final String NAME_SPACE = "b3e20f39f29211d697a400306543ecac";

    private HfsPlusProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ByteView> outer = volume.viewIfThere(HEADER, LENGTH);
        long offset = 0;
        if (outer.filter(header -> header.has(0, "BD") && isPlus(header, WITHIN)).isPresent()) {
            ByteView header = outer.get();
            offset = header.u16be(OLD_FIRST_SECTOR) * 512L + header.u16be(WITHIN_BLOCK) * header.u32be(OLD_BLOCK_BYTES);
        }
        Optional<ByteView> header = volume.viewIfThere(offset + HEADER, LENGTH).filter(bytes -> isPlus(bytes, 0));
        if (header.isEmpty() || header.get().u32be(BLOCK_BYTES) < 512) {
            return Optional.empty();
        }
        String label = label(volume, offset, header.get());
        return Optional.of(new Contents("hfsplus", "", label, uuid(header.get().slice(IDENTIFIER, 8))));
    }

    /** HFS as it was before, without another one within. */
    static Optional<Contents> findOld(Slice volume) throws IOException {
        return volume.viewIfThere(HEADER, LENGTH)
                .filter(header -> header.has(0, "BD")
                        && !isPlus(header, WITHIN)
                        && header.u32be(OLD_BLOCK_BYTES) != 0
                        && header.u32be(OLD_BLOCK_BYTES) % 512 == 0)
                .map(header -> new Contents("hfs", "", oldLabel(header), uuid(header.slice(OLD_IDENTIFIER, 8))));
    }

    private static boolean isPlus(ByteView header, int at) {
        return header.has(at, "H+") || header.has(at, "HX");
    }

    /** It is in one of Apple's old character sets; a small Java has none of them. */
    private static String oldLabel(ByteView header) {
        Charset roman = Charset.isSupported("x-MacRoman") ? Charset.forName("x-MacRoman") : StandardCharsets.ISO_8859_1;
        return header.text(OLD_LABEL + 1, Math.min(header.u8(OLD_LABEL), OLD_LABEL_LENGTH), roman);
    }

    private static String label(Slice volume, long offset, ByteView header) throws IOException {
        long block = header.u32be(BLOCK_BYTES);
        Optional<ByteView> first = volume.viewIfThere(offset + header.u32be(CATALOG_EXTENTS) * block, NODE_BYTES + 2);
        if (first.isEmpty() || first.get().u32be(NODE_LEAF_RECORDS) == 0 || first.get().u16be(NODE_BYTES) < LEAST_NODE) {
            return "";
        }
        int node = first.get().u16be(NODE_BYTES);
        long within = first.get().u32be(NODE_FIRST_LEAF) * node;
        for (int extent = 0; extent < EXTENTS; extent++) {
            long start = header.u32be(CATALOG_EXTENTS + 8 * extent) * block;
            long length = header.u32be(CATALOG_EXTENTS + 8 * extent + 4) * block;
            if (within < length) {
                return volume.viewIfThere(offset + start + within, node).map(HfsPlusProbe::firstName).orElse("");
            }
            within -= length;
        }
        return "";
    }

    private static String firstName(ByteView leaf) {
        boolean root = leaf.u8(NODE_KIND) == LEAF
                && leaf.u16be(NODE_RECORDS) != 0
                && leaf.u32be(KEY_PARENT) == PARENT_OF_ROOT
                && leaf.u16be(KEY_LENGTH) <= LONGEST_NAME;
        return root ? leaf.utf16be(KEY_TEXT, leaf.u16be(KEY_LENGTH)) : "";
    }

    private static String uuid(ByteView identifier) {
        if (identifier.isZero()) {
            return "";
        }
        byte[] name = HexFormat.of().parseHex(NAME_SPACE + "%016x".formatted(identifier.u64be(0)));
        byte[] digest = md5(name);
        digest[6] = (byte) (0x30 | (digest[6] & 0x0f));
        digest[8] = (byte) (0x80 | (digest[8] & 0x3f));
        return new ByteView(digest).uuid(0);
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
