package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Sought;

/**
 * Members of Linux' software RAID with a superblock of version 1, which says itself where it is; proved by its checksum.
 *
 * <pre>
 *  4 version (1)          128 first sector of the data   216 checksum: the sum of all, this field as 0,
 *  16 UUID of the array   136 sectors of the data            with what it carries
 *  80 sectors used        144 sector it is in            220 members the list at 256 is for, 16 bits each
 * 168 UUID of the member
 * </pre>
 *
 * Little-endian; sectors are of 512 bytes and have 64 bits, other numbers 32. Source: as for its recognition.
 */
final class MdProof implements Proof {
    private static final int SECTOR = 512;
    private static final int LENGTH = 256;
    private static final int DATA = 128;
    private static final int DATA_SECTORS = 136;
    private static final int PLACE = 144;
    private static final int MEMBER = 168;
    private static final int CHECKSUM = 216;
    private static final int MEMBERS = 220;
    private static final int MOST_MEMBERS = 1920;
    private static final long MOST_SECTORS = 1L << 50;
    /** Where a superblock at the end lies at most before it. */
    private static final long AFTER = 16;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        ByteView fixed = disk.view(at, LENGTH);
        long place = fixed.u64le(PLACE);
        long data = fixed.u64le(DATA);
        long sectors = fixed.u64le(DATA_SECTORS);
        long members = fixed.u32le(MEMBERS);
        boolean fits = fixed.u32le(4) == 1
                && place >= 0 && place <= at / SECTOR
                && data >= 0 && data < MOST_SECTORS
                && sectors > 0 && sectors < MOST_SECTORS
                && members <= MOST_MEMBERS;
        if (!fits) {
            return;
        }
        Optional<ByteView> all = disk.viewIfThere(at, LENGTH + 2 * (int) members);
        if (all.isEmpty() || !isSummed(all.get())) {
            return;
        }
        // One at the end follows the data; what the version is called depends on how long the member is.
        long end = data + sectors;
        long length = place >= end ? (place + AFTER) * SECTOR : end * SECTOR;
        found.accept(new Witness(
                Sought.MD, at - place * SECTOR, length, fixed.uuid(MEMBER), at, place * SECTOR, fixed, Confidence.SURE));
    }

    private static boolean isSummed(ByteView superblock) {
        long sum = 0;
        int at = 0;
        for (; at + 4 <= superblock.length(); at += 4) {
            sum += at == CHECKSUM ? 0 : superblock.u32le(at);
        }
        sum += at + 2 <= superblock.length() ? superblock.u16le(at) : 0;
        return ((sum & 0xffff_ffffL) + (sum >>> 32) & 0xffff_ffffL) == superblock.u32le(CHECKSUM);
    }
}
