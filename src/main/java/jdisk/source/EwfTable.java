package jdisk.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Adler32;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * A table of EWF: where some chunks are. A copy of it, the section "table2", may follow.
 *
 * <pre>
 * 0 entries   8 where offsets count from, 64 bits   20 checksum of these   24 entries   then their checksum, not in SMART's
 * entry: 0 to 30 offset of the chunk, 31 whether it is packed
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said; checksums are Adler-32. A chunk ends where the next one begins, the last one where
 * the section "sectors" before the table does, or, where there is none, as in SMART's and EnCase 1's, the table's own.
 *
 * <p>EnCase 6.7.1 wrote sections "sectors" of more than 2 GiB: from the chunk on that begins past them, entries are offsets of 32
 * bits, and nothing is packed.
 *
 * <p>Entries are checked when the first of them is needed. Where their checksum is wrong, the copy's count; where that is wrong,
 * too, only what both say. Source: libewf's Expert Witness Compression Format, 3.9, 3.10 and 6.7, and its library.
 *
 * <p>Safe to use from several threads.
 */
final class EwfTable {
    private static final int HEAD = 24;
    private static final int ENTRY = 4;
    private static final int SUM = 4;
    private static final long PACKED = 0x8000_0000L;

    /** Bytes of entries that are read at once: all of a table, but for that of a writer that makes few large ones. */
    private static final int PIECE = 1 << 18;

    /**
     * A chunk, as it is kept.
     *
     * @param from where it begins in its segment; it may be anything
     * @param to where what comes after it does; it may be anything
     * @param isLast whether it is the last of its table: how long it is, is then not said, but the most that it can be
     */
    record Place(long from, long to, boolean isPacked, boolean isLast) {
        long length() {
            return to - from;
        }

        /** The same for the last of a table, if a chunk takes so many bytes at most. */
        private Place cut(long most) {
            return new Place(from, Math.min(to, from + most), isPacked, isLast);
        }
    }

    /**
     * One of the two.
     *
     * @param at where its first entry is
     * @param end of its section
     */
    private record Copy(long at, long entries, long base, long end) {
        private long entriesEnd() {
            return at + entries * ENTRY;
        }
    }

    /**
     * What entries are taken from.
     *
     * @param copies none if there is no telling what the entries were, two if only what both say counts
     * @param whole the first entry that has no bit for whether it is packed
     */
    private record Checked(List<Copy> copies, long whole) {}

    private final Image segment;
    private final TableCache cache;
    private final long section;
    private final Copy copy;
    private final long first;
    private final long end;
    private volatile Optional<Checked> checked = Optional.empty();

    private EwfTable(Image segment, TableCache cache, long section, Copy copy, long first, long end) {
        this.segment = segment;
        this.cache = cache;
        this.section = section;
        this.copy = copy;
        this.first = first;
        this.end = end;
    }

    /**
     * The table in a section "table", or its copy if what comes before its entries is damaged.
     *
     * @param first the chunk that it begins with
     * @param dataEnd where the section "sectors" before it ends; 0 if there is none
     * @throws IOException if both are damaged
     */
    static EwfTable of(Image segment, TableCache cache, EwfSections.Section section, long first, long dataEnd) throws IOException {
        Optional<Copy> copy = copy(segment, section);
        if (copy.isEmpty()) {
            copy = second(segment, section.next());
        }
        if (copy.isEmpty()) {
            throw new IOException(segment.name() + " is damaged: the checksum of the table at byte " + section.at() + " is wrong");
        }
        return new EwfTable(segment, cache, section.at(), copy.get(), first, dataEnd > 0 ? dataEnd : section.next());
    }

    /** A table of a section, if what comes before its entries is sound. */
    private static Optional<Copy> copy(Image segment, EwfSections.Section section) throws IOException {
        ByteView head = segment.viewUpTo(section.content(), HEAD);
        if (head.length() < HEAD || EwfSections.adler(head, 0, 20) != head.u32le(20)) {
            return Optional.empty();
        }
        Copy copy = new Copy(section.content() + HEAD, head.u32le(0), head.u64le(8), section.next());
        return copy.entriesEnd() <= Math.min(copy.end(), segment.size()) ? Optional.of(copy) : Optional.empty();
    }

    /** The copy of a table, which its section comes right after. */
    private static Optional<Copy> second(Image segment, long at) throws IOException {
        EwfSections.Section section = EwfSections.at(segment, at);
        return section.kind().equals("table2") ? copy(segment, section) : Optional.empty();
    }

    Image segment() {
        return segment;
    }

    /** The chunk that it begins with. */
    long first() {
        return first;
    }

    /** How many chunks it leads to. */
    long entries() {
        return copy.entries();
    }

    /**
     * Where a chunk is.
     *
     * @param index of it in the table
     * @param summed whether tables of such an image have a checksum after their entries
     * @param most bytes that a chunk takes
     * @throws IOException if the table cannot be read, or is damaged
     */
    Place place(long index, boolean summed, long most) throws IOException {
        Checked now = checked(summed);
        boolean isLast = index + 1 >= entries();
        long told = told(now, index);
        boolean whole = index >= now.whole();
        long next = isLast ? 0 : told(now, index + 1);
        long from = copy.base() + (whole ? told : offset(told));
        long to = isLast ? end : copy.base() + (index + 1 >= now.whole() ? next : offset(next));
        Place place = new Place(from, to, !whole && told >= PACKED, isLast);
        return isLast ? place.cut(most) : place;
    }

    private static long offset(long told) {
        return told & (PACKED - 1);
    }

    private long told(Checked now, long index) throws IOException {
        if (now.copies().isEmpty()) {
            throw new IOException("the checksum of the table at byte " + section + " of " + segment.name()
                    + ", which leads to it, is wrong, and no copy of the table is sound");
        }
        long told = entry(now.copies().getFirst(), index);
        if (entry(now.copies().getLast(), index) != told) {
            throw new IOException("the table at byte " + section + " of " + segment.name()
                    + ", which leads to it, is damaged, and its copy is damaged, too, and says something else");
        }
        return told;
    }

    private long entry(Copy of, long index) throws IOException {
        long at = index * ENTRY;
        return piece(of, at / PIECE * PIECE).u32le((int) (at % PIECE));
    }

    private ByteView piece(Copy of, long from) throws IOException {
        return cache.at(of.at() + from, (int) Math.min(PIECE, of.entries() * ENTRY - from));
    }

    private Checked checked(boolean summed) throws IOException {
        Optional<Checked> known = checked;
        if (known.isPresent()) {
            return known.get();
        }
        List<Copy> copies = summed ? soundest() : List.of(copy);
        Checked now = new Checked(copies, copies.isEmpty() ? 0 : whole(copies.getFirst()));
        checked = Optional.of(now);
        return now;
    }

    /** A copy whose checksum is right; if none is, both, where they are of the same chunks. */
    private List<Copy> soundest() throws IOException {
        if (isSound(copy)) {
            return List.of(copy);
        }
        Optional<Copy> second = Optional.empty();
        try {
            second = second(segment, copy.end()).filter(other -> other.entries() == copy.entries() && other.base() == copy.base());
        } catch (IOException e) {
            // There is none, or it cannot be read either.
        }
        if (second.isEmpty()) {
            return List.of();
        }
        return isSound(second.get()) ? List.of(second.get()) : List.of(copy, second.get());
    }

    /** Whether the checksum of the entries is right, or there is none. */
    private boolean isSound(Copy of) throws IOException {
        if (of.entriesEnd() > Math.min(of.end(), segment.size()) - SUM) {
            return true;
        }
        long told = segment.view(of.entriesEnd(), SUM).u32le(0);
        // Of a table that has its chunks in its own section, the first may begin where the checksum would be.
        boolean chunks = of.base() + offset(entry(of, 0)) == of.entriesEnd();
        return told == 0 || chunks || told == sum(of);
    }

    private long sum(Copy of) throws IOException {
        Adler32 sum = new Adler32();
        // Ends: the entries lie in the segment.
        for (long from = 0; from < of.entries() * ENTRY; from += PIECE) {
            piece(of, from).addTo(sum);
        }
        return sum.getValue();
    }

    /**
     * The first entry whose offset takes all 32 bits: without the uppermost, it would be less than the one before it. None if the
     * segment is too small for that.
     */
    private long whole(Copy of) throws IOException {
        if (of.base() < 0 || of.base() + PACKED >= segment.size()) {
            return of.entries();
        }
        long before = 0;
        // Ends: the entries lie in the segment.
        for (long index = 0; index < of.entries(); index++) {
            long told = entry(of, index);
            if (told >= PACKED && offset(told) < before) {
                return index;
            }
            before = offset(told);
        }
        return of.entries();
    }
}
