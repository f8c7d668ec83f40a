package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.ContentsProbe;
import jdisk.probe.Sought;

/**
 * Members of Linux' software RAID with a superblock of version 0.90, in the last whole 64 KiB of the member but one at most; proved
 * by its checksum. It does not say where it is, but how much of each member the array uses, which is all up to the superblock, but
 * for what is left of a chunk, or of a member that is larger than others.
 *
 * <pre>
 *   0 magic A92B4EFC       20 identifier of the array     152 checksum: the sum of all words up to byte 4096,
 *   4 major version (0)    28 level                             this one as 0, with what it carries
 *   8 minor version        32 KiB used                    260 bytes in a chunk
 * </pre>
 *
 * 32 bits, in the byte order of the machine that made it. Source: Linux' {@code include/uapi/linux/raid/md_p.h} and
 * {@code drivers/md/md.c}.
 */
final class OldMdProof implements Proof {
    private static final int LENGTH = 4096;
    private static final long MAGIC = 0xa92b4efcL;
    private static final int SET = 20;
    private static final int LEVEL = 28;
    private static final int USED = 32;
    private static final int CHECKSUM = 152;
    private static final int CHUNK = 260;
    private static final int RESERVED = 64 << 10;

    /** Of larger chunks no more is looked at: an array that has such is none of this version. */
    private static final int MOST_LEFT = 64;

    /** A mirror: each of its members begins with what it holds. */
    private static final long MIRROR = 1;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        Optional<ByteView> there = disk.viewIfThere(at, LENGTH);
        if (there.isEmpty()) {
            return;
        }
        ByteView superblock = there.get();
        boolean little = superblock.u32le(0) == MAGIC;
        long used = superblock.u32(USED, little) * 1024;
        // A stripe set or a row of disks uses all of each and does not say how much: of its start nothing is known.
        if (used == 0 || used > at || !isSummed(superblock, little)) {
            return;
        }
        long start = start(disk, at, used, superblock.u32(LEVEL, little), superblock.u32(CHUNK, little));
        boolean told = start >= 0;
        long first = told ? start : at - used;
        found.accept(new Witness(
                Sought.MD,
                first,
                at - first + RESERVED,
                Long.toHexString(superblock.u32(SET, little)),
                at,
                at - first,
                superblock,
                told ? Confidence.SURE : Confidence.LIKELY));
    }

    /** Where the member begins: a mirror's with something that is known; -1 if nothing shows it. */
    private static long start(Slice disk, long at, long used, long level, long chunk) throws IOException {
        long left = level == MIRROR ? 0 : Math.min(Math.max(chunk / RESERVED - 1, 0), MOST_LEFT);
        // Ends: so many pieces are less than a chunk.
        for (long piece = 0; piece <= left; piece++) {
            long start = at - used - piece * RESERVED;
            if (start >= 0 && ContentsProbe.beneathArray(Slice.of(disk, start, used)).isPresent()) {
                return start;
            }
        }
        return -1;
    }

    private static boolean isSummed(ByteView superblock, boolean little) {
        long sum = 0;
        for (int at = 0; at < LENGTH; at += 4) {
            sum += at == CHECKSUM ? 0 : superblock.u32(at, little);
        }
        return ((sum & 0xffff_ffffL) + (sum >>> 32) & 0xffff_ffffL) == superblock.u32(CHECKSUM, little);
    }
}
