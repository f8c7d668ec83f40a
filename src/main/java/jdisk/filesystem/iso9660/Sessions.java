package jdisk.filesystem.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.IsoDescriptor;

/**
 * The sessions of a disc: each has descriptors of its own from its 17th sector on, and the last one those of all files, older
 * sessions' among them.
 *
 * <p>An image does not tell where sessions begin. A writer to a file begins the next where the last ends, at a multiple of 16 or
 * 32 sectors; on a CD there are some thousand sectors between them, which are in an image only if they were kept. Descriptors
 * that are found there are those of a session if their root directory lies in it, counted from the start of the disc: those of
 * another image, which lies behind this one, count from its own start.
 */
final class Sessions {
    private static final int SECTOR = IsoDescriptor.LENGTH;
    private static final int DESCRIPTORS = IsoDescriptor.POSITION / SECTOR;
    private static final int STEP = 16;
    private static final int MOST_SESSIONS = 99;

    /** Sectors looked at for the start of the next session, in steps. */
    private static final int REACH = 4096;

    /** Sectors from the end of a session on a CD to the start of the next: after the first and after others, each with its pause. */
    private static final List<Integer> GAPS = List.of(11_400, 11_402, 11_550, 11_552, 6_900, 6_902, 7_050, 7_052);

    private Sessions() {}

    /** A session: the sector in which it begins, and its descriptors. */
    record Session(long start, List<IsoDescriptor> descriptors) {
        /**
         * The sector in which it ends; 0 if it does not say. Most writers count from its start, others from that of the disc.
         *
         * @param sectors of the image
         */
        private long end(long sectors) {
            return descriptors.stream()
                    .filter(found -> found.type() == IsoDescriptor.PRIMARY)
                    .mapToLong(found -> Math.ceilDiv(found.blocks() * found.blockBytes(), SECTOR))
                    .map(length -> start + length <= sectors ? start + length : length)
                    .findFirst()
                    .orElse(0);
        }
    }

    /**
     * All of them, in their order.
     *
     * @throws IOException if the first cannot be read
     */
    static List<Session> of(Slice volume) throws IOException {
        List<Session> sessions = new ArrayList<>();
        Session last = new Session(0, descriptors(volume, 0));
        sessions.add(last);
        long sectors = volume.size() / SECTOR;
        long end = last.end(sectors);
        // Ends: each session ends past the one before it, and there are so many at most.
        while (sessions.size() < MOST_SESSIONS && end > 0 && end + DESCRIPTORS < sectors) {
            Optional<Session> next = after(volume, end);
            if (next.isEmpty() || next.get().end(sectors) <= end) {
                break;
            }
            sessions.add(next.get());
            end = next.get().end(sectors);
        }
        return sessions;
    }

    private static Optional<Session> after(Slice volume, long end) throws IOException {
        List<Long> starts = new ArrayList<>();
        for (long at = end - end % STEP; at <= end + REACH; at += STEP) {
            starts.add(at);
        }
        for (int gap : GAPS) {
            starts.add(end + gap);
        }
        for (long start : starts) {
            Optional<ByteView> bytes;
            try {
                bytes = volume.viewIfThere((start + DESCRIPTORS) * SECTOR, SECTOR);
            } catch (IOException e) {
                continue; // nothing that could be a session
            }
            Optional<IsoDescriptor> found = bytes.filter(view -> view.has(1, "CD001")).map(IsoDescriptor::new);
            boolean belongs = found.isPresent() && found.get().type() == IsoDescriptor.PRIMARY && found.get().blockBytes() > 0
                    && found.get().rootPosition() >= start * SECTOR && found.get().rootPosition() < volume.size();
            if (belongs) {
                return Optional.of(new Session(start, descriptors(volume, start)));
            }
        }
        return Optional.empty();
    }

    /** The descriptors of a session that begins at a sector, up to the last that can be read. */
    private static List<IsoDescriptor> descriptors(Slice volume, long start) throws IOException {
        List<IsoDescriptor> all = new ArrayList<>();
        // Ends: after so many, more than any disc has.
        for (int n = 0; n < DESCRIPTORS; n++) {
            Optional<ByteView> bytes;
            try {
                bytes = volume.viewIfThere((start + DESCRIPTORS + n) * SECTOR, SECTOR);
            } catch (IOException e) {
                if (n == 0) {
                    throw e;
                }
                break; // what was found before it may do
            }
            if (bytes.isEmpty() || !bytes.get().has(1, "CD001") || bytes.get().u8(0) == IsoDescriptor.LAST) {
                break;
            }
            all.add(new IsoDescriptor(bytes.get()));
        }
        return all;
    }
}
