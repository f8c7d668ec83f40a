package jdisk.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * Members of RAIDs in the Disk Data Format, which controllers of several makers share.
 *
 * <pre>
 * anchor header, in the last sector or 257 from the end:  0 DE11DE11, 32 bits   32 version, 8 bytes of text
 *                                                         8 identifier, 24      96 sector of the primary header, 64 bits
 *                                                           bytes
 * </pre>
 *
 * Big-endian, or little-endian where the mark is. Source:
 * <a href="https://www.snia.org/tech_activities/standards/curr_standards/ddf">SNIA's Common RAID Disk Data Format</a>.
 */
final class DdfProbe {
    private static final int SECTOR = 512;
    private static final long MAGIC = 0xde11de11L;
    /** Sectors from the end. */
    private static final List<Integer> PLACES = List.of(1, 257);

    private static final int LEAST_LENGTH = 192 * 1024;
    private static final int IDENTIFIER = 8;
    private static final int IDENTIFIER_LENGTH = 24;
    private static final int VERSION = 32;
    private static final int VERSION_LENGTH = 8;
    private static final int PRIMARY = 96;

    private DdfProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        if (volume.length() < LEAST_LENGTH) {
            return Optional.empty();
        }
        for (int place : PLACES) {
            Optional<ByteView> anchor = volume.viewIfThere((volume.length() / SECTOR - place) * SECTOR, SECTOR)
                    .filter(header -> header.u32be(0) == MAGIC || header.u32le(0) == MAGIC);
            if (anchor.isPresent()) {
                return isMirrored(volume, anchor.get()) ? Optional.of(described(anchor.get())) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether the primary header is where the anchor says; 0 says nothing. */
    private static boolean isMirrored(Slice volume, ByteView anchor) throws IOException {
        long sector = anchor.u32be(0) == MAGIC ? anchor.u64be(PRIMARY) : anchor.u64le(PRIMARY);
        if (sector <= 0 || sector > Long.MAX_VALUE / SECTOR) {
            return sector == 0;
        }
        return volume.viewIfThere(sector * SECTOR, 4).filter(header -> header.u32be(0) == anchor.u32be(0)).isPresent();
    }

    private static Contents described(ByteView anchor) {
        return new Contents(
                "ddf_raid_member", anchor.text(VERSION, VERSION_LENGTH), "", anchor.text(IDENTIFIER, IDENTIFIER_LENGTH));
    }
}
