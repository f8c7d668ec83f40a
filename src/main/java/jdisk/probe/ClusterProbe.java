package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * The file systems that several hosts mount at once: OCFS2, and GFS with its successor GFS2.
 *
 * <pre>
 * OCFS2, in the third block, of 512 to 4096 bytes:   GFS and GFS2, at byte 65536:
 *    0 "OCFSV2"                                        0 01161970        36 bytes a block
 *  192 major, 194 minor version, 16 bits each          4 1               160 label, 64 bytes
 *  248 log2 of bytes a block                          24 1309 of GFS,    256 UUID
 *  272 label, 64 bytes                                   18xx of GFS2
 *  336 UUID                                           28 1401 of GFS,
 *                                                        19xx of GFS2
 * </pre>
 *
 * 32 bits where nothing is said; OCFS2 is little-endian, the others big-endian. Source: {@code fs/ocfs2/ocfs2_fs.h} and
 * {@code uapi/linux/gfs2_ondisk.h} of the kernel.
 */
final class ClusterProbe {
    private static final int OCFS2_LENGTH = 352;
    private static final int OCFS2_LEAST_LENGTH = 14000 * 1024;
    private static final int OCFS2_MOST_BLOCK = 4096;
    private static final int GFS = 65536;
    private static final int GFS_LENGTH = 272;
    private static final int GFS_LEAST_LENGTH = 32 << 20;

    private ClusterProbe() {}

    static Optional<Contents> findOcfs2(Slice volume) throws IOException {
        if (volume.length() < OCFS2_LEAST_LENGTH) {
            return Optional.empty();
        }
        for (int block = 512; block <= OCFS2_MOST_BLOCK; block *= 2) {
            Optional<Contents> found = volume.viewIfThere(2L * block, OCFS2_LENGTH)
                    .filter(superblock -> superblock.has(0, "OCFSV2"))
                    .map(superblock -> new Contents(
                            "ocfs2",
                            superblock.u16le(192) + "." + superblock.u16le(194),
                            superblock.text(272, 64),
                            superblock.uuid(336),
                            power(superblock.u32le(248))));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static int power(long log) {
        return log >= 9 && log <= 16 ? 1 << log : 0;
    }

    static Optional<Contents> findGfs(Slice volume) throws IOException {
        if (volume.length() < GFS_LEAST_LENGTH) {
            return Optional.empty();
        }
        return volume.viewIfThere(GFS, GFS_LENGTH)
                .filter(superblock -> superblock.u32be(0) == 0x01161970 && superblock.u32be(4) == 1)
                .flatMap(ClusterProbe::gfs);
    }

    private static Optional<Contents> gfs(ByteView superblock) {
        long format = superblock.u32be(24);
        long hosts = superblock.u32be(28);
        String label = superblock.text(160, 64);
        if (format == 1309 && hosts == 1401) {
            return Optional.of(new Contents("gfs", "", label, superblock.uuid(256)));
        }
        boolean second = format >= 1800 && format < 1900 && hosts >= 1900 && hosts < 2000;
        long block = superblock.u32be(36);
        return second
                ? Optional.of(new Contents("gfs2", "1", label, superblock.uuid(256), block <= 65536 ? (int) block : 0))
                : Optional.empty();
    }
}
