package jdisk.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * Swap space of Linux, also with a suspended system in it.
 *
 * <pre>
 * header, at byte 1024:  0 version (1)    12 UUID              last ten bytes of the first page: "SWAPSPACE2" (version 1),
 *                        4 last page      28 label, 16 bytes   "SWAP-SPACE" (version 0), or how the system was suspended
 *                        8 bad pages      44 zeros
 * </pre>
 *
 * Numbers are of 32 bits, in the byte order of the machine that made it; how large a page is depends on it, too. Source:
 * {@code include/linux/swap.h} of the kernel.
 */
final class SwapProbe {
    private static final List<Integer> PAGE_SIZES = List.of(4096, 8192, 16384, 32768, 65536);
    private static final int MAGIC_LENGTH = 10;

    private static final int HEADER = 1024;
    private static final int HEADER_LENGTH = 512;
    private static final int LAST_PAGE = 4;
    private static final int UUID = 12;
    private static final int LABEL = 28;
    private static final int LABEL_LENGTH = 16;
    /** Eight bytes of those that are zero today: an older system may have left anything where UUID and label are. */
    private static final int ZEROS = 172;

    private static final int LEAST_LENGTH = 10 * 4096;

    /** What TuxOnIce puts at the start of the first page, whose end it leaves as it was. */
    private static final String TUX_ON_ICE = "\u00ed\u00c3\u0002\u00e9\u0098V\u00e5\u000c";

    /** Marks of suspended systems and blkid's names of them. */
    private static final List<List<String>> SUSPENDED = List.of(
            List.of("S1SUSPEND", "s1suspend"),
            List.of("S2SUSPEND", "s2suspend"),
            List.of("ULSUSPEND", "ulsuspend"),
            List.of("LINHIB0001", "linhib0001"));

    private SwapProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        if (volume.length() < LEAST_LENGTH) {
            return Optional.empty();
        }
        Optional<ByteView> header = volume.viewIfThere(HEADER, HEADER_LENGTH);
        Optional<ByteView> start = volume.viewIfThere(0, TUX_ON_ICE.length());
        if (header.isEmpty() || start.isEmpty()) {
            return Optional.empty();
        }
        if (start.get().has(0, TUX_ON_ICE)) {
            return Optional.of(named("swsuspend", "tuxonice", header.get()));
        }
        for (int pageSize : PAGE_SIZES) {
            Optional<ByteView> magic = volume.viewIfThere(pageSize - MAGIC_LENGTH, MAGIC_LENGTH);
            Optional<Contents> found = magic.flatMap(bytes -> find(bytes, header.get()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Contents> find(ByteView magic, ByteView header) {
        for (List<String> suspended : SUSPENDED) {
            if (magic.has(0, suspended.getFirst())) {
                return Optional.of(named("swsuspend", suspended.getLast(), header));
            }
        }
        if (magic.has(0, "SWAP-SPACE")) {
            return Optional.of(new Contents("swap", "0", "", ""));
        }
        boolean version1 = header.u32le(0) == 1 || header.u32be(0) == 1;
        return magic.has(0, "SWAPSPACE2") && version1 && header.u32le(LAST_PAGE) != 0
                ? Optional.of(named("swap", "1", header))
                : Optional.empty();
    }

    private static Contents named(String type, String version, ByteView header) {
        return header.slice(ZEROS, 8).isZero()
                ? new Contents(type, version, header.text(LABEL, LABEL_LENGTH), header.uuid(UUID))
                : new Contents(type, version, "", "");
    }
}
