package jdisk.source;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * Where the parts of a VHDX are: a table that is there twice.
 *
 * <pre>
 * at 192 KiB and 256 KiB, 64 KiB:             an entry, from 16 on:
 *  0 "regi"   4 checksum   8 entries           0 what it is, 16 bytes    24 bytes of it
 *                                             16 where, 64 bits          28 1 if it must be known
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source: [MS-VHDX], 2.2.3.
 */
record VhdxRegions(Region table, Region metadata) {
    private static final int FIRST = 3 << 16;
    private static final int SECOND = 4 << 16;
    private static final int LENGTH = 1 << 16;
    private static final int ENTRIES = 16;
    private static final int ENTRY = 32;
    private static final int MOST = 2047;
    private static final String TABLE = "2DC27766-F623-4200-9D64-115E9BFD4A08";
    private static final String METADATA = "8B7CA206-4790-4B9A-B8FE-575F050F886E";

    /** A part of the file, in bytes. */
    record Region(long position, long length) {}

    /**
     * The regions, by the first table that is sound.
     *
     * @throws IOException if neither is, or something is missing in it, or not known
     */
    static VhdxRegions read(Image image) throws IOException {
        for (long at : new long[] {FIRST, SECOND}) {
            ByteView bytes = image.viewUpTo(at, LENGTH);
            if (bytes.length() == LENGTH && bytes.has(0, "regi") && VhdxHeader.isSound(bytes)) {
                return of(image, bytes);
            }
        }
        throw Context.refusal(image, "the VHDX is damaged: the checksums of both its region tables are wrong");
    }

    private static VhdxRegions of(Image image, ByteView bytes) throws IOException {
        Optional<Region> table = Optional.empty();
        Optional<Region> metadata = Optional.empty();
        for (int n = 0; n < Math.min(bytes.u32le(8), MOST); n++) {
            int at = ENTRIES + n * ENTRY;
            Region region = new Region(bytes.u64le(at + 16), bytes.u32le(at + 24));
            switch (bytes.guid(at)) {
                case TABLE -> table = Optional.of(region);
                case METADATA -> metadata = Optional.of(region);
                default -> {
                    if ((bytes.u32le(at + 28) & 1) != 0) {
                        throw Context.refusal(image, "the VHDX has a region that is not known (" + bytes.guid(at)
                                + "), without which it cannot be read");
                    }
                }
            }
        }
        VhdxRegions regions = new VhdxRegions(
                table.orElseThrow(() -> Context.refusal(image, "the VHDX is damaged: it has no table of blocks")),
                metadata.orElseThrow(() -> Context.refusal(image, "the VHDX is damaged: it has no metadata")));
        for (Region region : new Region[] {regions.table(), regions.metadata()}) {
            if (region.position() < 0 || region.position() > image.size() - region.length()) {
                throw Context.refusal(image, "the VHDX is cut short: a region leads past the end of the file");
            }
        }
        return regions;
    }
}
