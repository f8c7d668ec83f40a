package jdisk.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * The file system of System V, of PCs and of others.
 *
 * <pre>
 * 440 name of the volume, 6 bytes     504 fd187e20     508 size of blocks: 1 is 512, 2 is 1024, 3 is 2048
 * </pre>
 *
 * A superblock of 512 bytes, in either byte order, in the second half of block 0, 9, 15 or 18 of 1024 bytes: behind a boot block or
 * the first track of a floppy disk. Source: {@code struct sysv4_super_block} and {@code fs/sysv/super.c} of Linux 6.
 */
final class SysvProbe {
    private static final int SECTOR = 512;
    private static final int BLOCK = 1024;
    private static final List<Integer> PLACES = List.of(0, 9, 15, 18);
    private static final long MARK = 0xfd187e20L;

    private SysvProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        for (int place : PLACES) {
            Optional<Contents> found = volume.viewIfThere((long) place * BLOCK + SECTOR, SECTOR)
                    .filter(superblock -> superblock.u32le(504) == MARK || superblock.u32be(504) == MARK)
                    .map(superblock -> new Contents("sysv", "", superblock.text(440, 6), "", blockBytes(superblock)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static int blockBytes(ByteView superblock) {
        long shift = superblock.u32le(504) == MARK ? superblock.u32le(508) : superblock.u32be(508);
        return shift >= 1 && shift <= 3 ? (SECTOR / 2) << (int) shift : 0;
    }
}
