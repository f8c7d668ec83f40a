package jdisk.filesystem.fat;

import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdisk.filesystem.Problem;
import jdisk.filesystem.Problems;
import jdisk.image.ByteView;
import jdisk.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * The file allocation table of a FAT or exFAT volume: for each cluster the one that follows it in a file.
 *
 * <pre>
 *          an entry          free  next cluster   bad        the last
 *  FAT12   12 bits, packed   000   002 to FF6     FF7        FF8 to FFF
 *  FAT16   16 bits           0000  0002 to FFF6   FFF7       FFF8 to FFFF
 *  FAT32   28 of 32 bits     0     2 to FFFFFF6   FFFFFF7    FFFFFF8 to FFFFFFF
 *  exFAT   32 bits           0     2 to FFFFFFF6  FFFFFFF7   FFFFFFFF
 * </pre>
 *
 * Little-endian; of two entries of 12 bits the first has the lower bits. Entries 0 and 1 stand for no cluster. Source: Microsoft's
 * FAT32 File System Specification (fatgen103), and its
 * <a href="https://learn.microsoft.com/windows/win32/fileio/exfat-specification">exFAT specification</a>.
 *
 * <p>Read in windows, of which the last few are kept: a table may have a gigabyte. Where it has copies, they are compared, and a
 * part that cannot be read is taken from a copy; either is told once.
 */
public final class AllocationTable {
    /** How entries are kept. */
    public enum Format {
        FAT12(12, 0xfff, 0xff8),
        FAT16(16, 0xffff, 0xfff8),
        FAT32(32, 0xfffffff, 0xffffff8),
        EXFAT(32, 0xffffffffL, 0xffffffffL);

        private final int bits;
        private final long mask;
        private final long end;

        Format(int bits, long mask, long end) {
            this.bits = bits;
            this.mask = mask;
            this.end = end;
        }

        private long bad() {
            return mask - 8;
        }
    }

    /**
     * Where the table is.
     *
     * @param positions of the table that counts, then of those that should be the same
     * @param length of one of them, in bytes
     */
    public record Place(List<Long> positions, long length) {
        public Place {
            positions = List.copyOf(positions);
        }
    }

    /** Bytes of a window. All entries of 12 bits there can be are in the first one, so that none crosses the end of it. */
    private static final int WINDOW = 64 * 1024;

    /** Windows that are kept. */
    private static final int KEPT = 64;

    private static final int SECTOR = 512;

    /** @param unreadable sectors of 512 bytes in it that no copy has */
    private record Window(ByteView bytes, BitSet unreadable) {}

    private final Image image;
    private final Format format;
    private final Place place;
    private final long clusters;
    private final Problems problems;
    private final long length;
    private boolean copyUsed;
    private boolean differs;
    private long lastNumber = -1;
    private @Nullable Window last;

    private final Map<Long, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Window> eldest) {
            return size() > KEPT;
        }
    };

    /** @param clusters how many there are, the first of them number 2 */
    public AllocationTable(Image image, Format format, Place place, long clusters, Problems problems) {
        this.image = image;
        this.format = format;
        this.place = place;
        this.clusters = clusters;
        this.problems = problems;
        this.length = Math.min(place.length(), Math.ceilDiv((clusters + 2) * format.bits, 8));
    }

    /** Whether there is a cluster of this number. */
    public boolean isCluster(long number) {
        return number >= 2 && number < clusters + 2;
    }

    /** How many clusters there are. */
    public long clusters() {
        return clusters;
    }

    /** Whether what stands for a cluster says that it is the last one. */
    public boolean isEnd(long entry) {
        return entry >= format.end;
    }

    /** What is odd about an entry that leads to no cluster and is not an end, in words that end a sentence. */
    String oddity(long entry) {
        if (entry == 0) {
            return "leads to a free cluster";
        }
        return entry == format.bad() ? "leads to a cluster marked as bad" : "leads to nonexistent cluster " + entry;
    }

    /**
     * What stands for a cluster.
     *
     * @param cluster also 0 and 1, whose entries are flags
     * @throws IOException if that cannot be read, or the table is too short to have it
     */
    public long entry(long cluster) throws IOException {
        long bit = cluster * format.bits;
        long at = bit / 8;
        int bytes = Math.ceilDiv(format.bits, 8);
        if (cluster < 0 || at + bytes > length) {
            throw new IOException("the FAT has no entry for cluster " + cluster);
        }
        Window window = window(at / WINDOW);
        int within = (int) (at % WINDOW);
        if (window.unreadable.get(within / SECTOR) || window.unreadable.get((within + bytes - 1) / SECTOR)) {
            throw new IOException("the FAT cannot be read where cluster " + cluster + " is");
        }
        return entry(window.bytes, within, bit % 8 != 0);
    }

    private long entry(ByteView bytes, int at, boolean upperBits) {
        return switch (format) {
            case FAT12 -> upperBits ? bytes.u16le(at) >> 4 : bytes.u16le(at) & format.mask;
            case FAT16 -> bytes.u16le(at);
            case FAT32, EXFAT -> bytes.u32le(at) & format.mask;
        };
    }

    private Window window(long number) {
        if (number == lastNumber && last != null) {
            return last;
        }
        Window window = windows.computeIfAbsent(number, this::load);
        last = window;
        lastNumber = number;
        return window;
    }

    private Window load(long number) {
        long at = number * WINDOW;
        int count = (int) Math.min(WINDOW, length - at);
        try {
            ByteView bytes = image.view(place.positions.getFirst() + at, count);
            compare(number, bytes);
            return new Window(bytes, new BitSet());
        } catch (IOException e) {
            return patched(at, count);
        }
    }

    /** A window sector by sector, each from the first copy that has it. */
    private Window patched(long at, int count) {
        byte[] bytes = new byte[count];
        BitSet unreadable = new BitSet();
        for (int from = 0; from < count; from += SECTOR) {
            int few = Math.min(SECTOR, count - from);
            boolean read = false;
            for (int copy = 0; copy < place.positions.size() && !read; copy++) {
                try {
                    System.arraycopy(image.view(place.positions.get(copy) + at + from, few).copy(0, few), 0, bytes, from, few);
                    read = true;
                    if (copy > 0 && !copyUsed) {
                        copyUsed = true;
                        problems.add(Problem.Code.FAT_COPY_USED, (at + from) * 8 / format.bits, "");
                    }
                } catch (IOException e) {
                    // the next copy may have it
                }
            }
            unreadable.set(from / SECTOR, !read);
        }
        return new Window(new ByteView(bytes), unreadable);
    }

    /** Notes the first cluster that a copy has another entry for. A copy that cannot be read is not missed. */
    private void compare(long number, ByteView bytes) {
        for (int copy = 1; copy < place.positions.size() && !differs; copy++) {
            try {
                ByteView other = image.view(place.positions.get(copy) + number * WINDOW, bytes.length());
                if (!other.equals(bytes)) {
                    compare(number, bytes, other);
                }
            } catch (IOException e) {
                // nothing depends on it
            }
        }
    }

    private void compare(long number, ByteView bytes, ByteView other) {
        long first = number * WINDOW * 8 / format.bits;
        int width = Math.ceilDiv(format.bits, 8);
        for (int i = number == 0 ? 2 : 0; i * format.bits / 8 + width <= bytes.length(); i++) {
            int at = i * format.bits / 8;
            boolean upperBits = i * format.bits % 8 != 0;
            if (entry(bytes, at, upperBits) != entry(other, at, upperBits)) {
                differs = true;
                problems.add(Problem.Code.FAT_COPIES_DIFFER, first + i, "");
                return;
            }
        }
    }
}
