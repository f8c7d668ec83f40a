package jdisk.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * A state of the disk in a qcow2 image.
 *
 * <pre>
 *  0 where its first table is, 64 bits   14 bytes of its name, 16 bits       36 bytes of what follows
 *  8 entries of it                       16 seconds and nanoseconds of it    40 bytes of the machine's state, 64 bits
 * 12 bytes of its identifier, 16 bits    24 the machine's own time, 64       48 bytes of the disk, 64 bits
 *                                        32 bytes of the machine's state        … identifier, name, up to a multiple of 8
 * </pre>
 *
 * Big-endian, 32 bits where nothing is said. Source: as {@link Qcow2}.
 */
record Qcow2Snapshot(String id, String name, long table, long tableEntries, long size) {
    private static final int HEAD = 40;
    private static final int MOST = 65_536;
    private static final int FEW = 10;
    private static final int DISK_BYTES = 8;

    /**
     * A snapshot by its identifier or else, if none has that, by its name, the first where several have it: QEMU's order.
     *
     * @throws IOException if there is none
     */
    static Qcow2Snapshot named(Image image, Qcow2Header header, String wanted) throws IOException {
        List<String> names = new ArrayList<>();
        Optional<Qcow2Snapshot> named = Optional.empty();
        long at = header.snapshotTable();
        // Ends: there are so many at most.
        for (long n = 0; n < Math.min(header.snapshots(), MOST); n++) {
            if (at < 0 || at > image.size() - HEAD) {
                throw Context.refusal(image, "the snapshots of the qcow2 image lie past the end of the file");
            }
            ByteView head = image.view(at, HEAD);
            int extra = (int) Math.min(head.u32be(36), 1024);
            int idLength = head.u16be(12);
            int nameLength = head.u16be(14);
            ByteView rest = image.view(at + HEAD, extra + idLength + nameLength);
            String id = rest.slice(extra, idLength).utf8();
            String name = rest.slice(extra + idLength, nameLength).utf8();
            Qcow2Snapshot snapshot = new Qcow2Snapshot(id, name, head.u64be(0), head.u32be(8),
                    extra >= DISK_BYTES + 8 && rest.u64be(DISK_BYTES) > 0 ? rest.u64be(DISK_BYTES) : header.size());
            if (wanted.equals(id)) {
                return snapshot;
            }
            if (wanted.equals(name)) {
                named = named.or(() -> Optional.of(snapshot));
            }
            if (names.size() < FEW) {
                names.add(name.isEmpty() || name.equals(id) ? id : id + " (" + name + ")");
            }
            at += (HEAD + (long) extra + idLength + nameLength + 7) / 8 * 8;
        }
        return named.orElseThrow(() -> Context.refusal(image, names.isEmpty()
                ? "the qcow2 image has no snapshots"
                : "the qcow2 image has no snapshot '" + wanted + "'; there are: " + String.join(", ", names)));
    }
}
