package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.Contents;
import jdisk.probe.Sought;

/**
 * Physical volumes of LVM2: their label, which has a checksum; proved by an area of metadata, to which the header behind it leads.
 *
 * <pre>
 * label:   8 sector it is in, 64 bits      header:  0 UUID, 32 letters and digits     area of metadata:
 *         20 place of the header                   32 length of the volume               4 " LVM2 x[5A%r0N*>"
 *                                                  40 areas of data: place, length;
 *                                                     ends with 0, 0; then those of metadata
 * </pre>
 *
 * Little-endian; lengths and places 64 bits, in bytes, but for that of the header, which has 32. Source: as for its recognition.
 */
final class LvmProof implements Proof {
    private static final int SECTOR = 512;
    private static final int HEADER = 20;
    private static final int LENGTH = 32;
    private static final int AREAS = 40;
    private static final int MOST_PLACE = 3;
    private static final String MAGIC = " LVM2 x[5A%r0N*>";

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        ByteView label = disk.view(at, SECTOR);
        long place = label.u64le(8);
        if (place < 0 || place > MOST_PLACE || at < place * SECTOR || label.u32le(HEADER) > SECTOR - AREAS - 16) {
            return;
        }
        long start = at - place * SECTOR;
        int header = (int) label.u32le(HEADER);
        long length = label.u64le(header + LENGTH);
        Optional<Contents> contents = Sought.LVM.find(Slice.of(disk, start, disk.size() - start));
        if (contents.isEmpty() || length <= 0) {
            return;
        }
        Confidence confidence = hasMetadata(disk, label, header, start) ? Confidence.SURE : Confidence.LIKELY;
        found.accept(new Witness(Sought.LVM, start, length, contents.get().uuid(), at, place * SECTOR, label, confidence));
    }

    private static boolean hasMetadata(Slice disk, ByteView label, int header, long start) throws IOException {
        boolean data = true;
        // Ends: each turn goes on by an entry of the sector.
        for (int at = header + AREAS; at + 16 <= SECTOR; at += 16) {
            long place = label.u64le(at);
            if (place == 0) {
                if (!data) {
                    return false;
                }
                data = false;
            } else if (!data && place > 0 && place < Long.MAX_VALUE - start) {
                return disk.viewIfThere(start + place, SECTOR).filter(area -> area.has(4, MAGIC)).isPresent();
            }
        }
        return false;
    }
}
