package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.Slice;

/** XFS, told by its {@link XfsSuperblock}. */
final class XfsProbe {
    private XfsProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        return volume.viewIfThere(0, XfsSuperblock.LENGTH)
                .flatMap(XfsSuperblock::of)
                .map(superblock -> new Contents("xfs", "", superblock.label(), superblock.uuid(), superblock.sectorBytes()));
    }
}
