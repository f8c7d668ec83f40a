package jdisk.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * Members of a pool of ZFS.
 *
 * <pre>
 * label of 256 KiB, two at the start and two at the end:    pair, after 12 bytes of header:
 *   16384  pairs of names and values, in XDR                  0 length of the pair
 *  131072  128 uberblocks, from 1024 bytes each:              8 length of the name, the name, zeros to a multiple of 4
 *            0 00BAB10C, 64 bits, in either order               then: type (8: a number of 64 bits, 9: text)
 *            8 version, 64 bits                                       how many (1)
 *                                                                     the value; of text, its length and the text
 * </pre>
 *
 * Big-endian, 32 bits, where nothing is said. Source: Sun's
 * <a href="https://www.giis.co.in/Zfs_ondiskformat.pdf">ZFS On-Disk Specification</a>. There has to be more than a few uberblocks:
 * those of an older pool may have outlived it.
 */
final class ZfsProbe {
    private static final int LABEL_BYTES = 256 * 1024;
    private static final int LEAST_LENGTH = 64 << 20;

    private static final int PAIRS = 16 * 1024;
    private static final int PAIRS_BYTES = 112 * 1024;
    private static final int HEADER = 12;
    private static final int SHORTEST_PAIR = 20;
    /** A label has about a dozen at its highest level. */
    private static final int MOST_PAIRS = 64;

    private static final int NUMBER = 8;
    private static final int TEXT = 9;

    private static final int UBERBLOCKS = 128 * 1024;
    private static final int UBERBLOCK_BYTES = 1024;
    private static final int WANTED = 4;
    private static final long MAGIC = 0x00bab10cL;

    private ZfsProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        if (volume.length() < LEAST_LENGTH) {
            return Optional.empty();
        }
        long end = volume.length() / LABEL_BYTES * LABEL_BYTES;
        int found = 0;
        for (long label : List.of(0L, (long) LABEL_BYTES, end - 2L * LABEL_BYTES, end - LABEL_BYTES)) {
            Optional<ByteView> ring = volume.viewIfThere(label + UBERBLOCKS, LABEL_BYTES - UBERBLOCKS);
            if (ring.isEmpty()) {
                continue;
            }
            List<Long> versions = versions(ring.get());
            found += versions.size();
            if (found >= WANTED) {
                return Optional.of(described(volume, label, Long.toUnsignedString(versions.getLast())));
            }
        }
        return Optional.empty();
    }

    private static List<Long> versions(ByteView ring) {
        List<Long> versions = new ArrayList<>();
        for (int at = 0; at < ring.length() && versions.size() < WANTED; at += UBERBLOCK_BYTES) {
            if (ring.u64le(at) == MAGIC) {
                versions.add(ring.u64le(at + 8));
            } else if (ring.u64be(at) == MAGIC) {
                versions.add(ring.u64be(at + 8));
            }
        }
        return versions;
    }

    private static Contents described(Slice volume, long label, String version) throws IOException {
        String name = "";
        String identifier = "";
        Optional<ByteView> bytes = volume.viewIfThere(label + PAIRS, PAIRS_BYTES);
        if (bytes.isPresent() && bytes.get().u8(0) == 1) {
            ByteView pairs = bytes.get();
            long at = HEADER;
            // Ends: after so many pairs, or where one is longer than what is left.
            for (int n = 0; n < MOST_PAIRS && at + SHORTEST_PAIR <= pairs.length(); n++) {
                long length = pairs.u32be((int) at);
                long value = at + 12 + (pairs.u32be((int) at + 8) + 3 & ~3L);
                if (length < SHORTEST_PAIR || at + length > pairs.length() || value + 16 > at + length) {
                    break;
                }
                String key = pairs.text((int) at + 12, (int) Math.min(pairs.u32be((int) at + 8), 16));
                long type = pairs.u32be((int) value);
                if (key.equals("name") && type == TEXT) {
                    long characters = Math.min(pairs.u32be((int) value + 8), at + length - value - 12);
                    name = pairs.text((int) value + 12, (int) characters);
                } else if (key.equals("pool_guid") && type == NUMBER) {
                    identifier = Long.toUnsignedString(pairs.u64be((int) value + 8));
                }
                at += length;
            }
        }
        return new Contents("zfs_member", version, name, identifier);
    }
}
