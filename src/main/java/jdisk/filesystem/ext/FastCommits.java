package jdisk.filesystem.ext;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import jdisk.filesystem.Name;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;

/**
 * What changed after the last transaction of a journal, in a short form: inodes, names, and where contents are.
 *
 * <pre>
 * in blocks of an area of their own; each a tag, 16, and a length, 16, then so many bytes:
 *  1 room given    00 inode   04 an extent, as in {@link BlockMap}     7 filling
 *  2 room taken    00 inode   04 first block in the file   08 blocks   8 end    00 transaction   04 checksum
 *  3 name of a new inode, 4 another name of one, 5 name taken away     9 begin  00 features      04 transaction
 *                  00 directory   04 inode   08 name
 *  6 inode         00 its number   04 its bytes
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. What comes before an end with the right checksum counts. Source:
 * <a href="https://docs.kernel.org/filesystems/ext4/journal.html">the kernel's documentation of ext4</a>.
 */
final class FastCommits {
    private static final int TAG = 4;
    private static final int ROOM_GIVEN = 1;
    private static final int ROOM_TAKEN = 2;
    private static final int CREATED = 3;
    private static final int LINKED = 4;
    private static final int UNLINKED = 5;
    private static final int INODE = 6;
    private static final int FILLING = 7;
    private static final int END = 8;
    private static final int BEGIN = 9;

    private static final int EXTENTS_MAGIC = 0xf30a;
    private static final int GENERATION = 0x64;

    /** @param block in the volume, or -1 where room was taken */
    private record Range(long first, long count, long block, boolean written) {}

    private record Tag(int tag, ByteView bytes) {}

    private final Map<Long, ByteView> inodes = new HashMap<>();
    private final Map<Long, List<Range>> ranges = new HashMap<>();
    private final Map<Long, Map<Name, Long>> names = new HashMap<>();
    private int commits;

    /** Whether some of what is there could not be used. */
    private boolean isCut;

    private FastCommits() {}

    /**
     * Those in some blocks.
     *
     * @param transaction the one that they belong to
     * @return nothing if there are none
     */
    static Optional<FastCommits> of(Iterable<ByteView> blocks, long transaction) {
        FastCommits found = new FastCommits();
        List<Tag> pending = new ArrayList<>();
        Checksums.Sum sum = Checksums.zero().begin();
        boolean began = false;
        for (ByteView block : blocks) {
            int at = 0;
            // Ends: each turn passes a tag, which has four bytes at least.
            while (at + TAG <= block.length()) {
                int tag = block.u16le(at);
                int length = block.u16le(at + 2);
                boolean fits = tag >= ROOM_GIVEN && tag <= BEGIN
                        && at + TAG + length <= block.length() && length >= least(tag);
                if (!fits || (!began && tag != BEGIN)) {
                    return found.ended(began && !pending.isEmpty());
                }
                ByteView bytes = block.slice(at + TAG, length);
                if (tag == BEGIN && (bytes.u32le(0) != 0 || bytes.u32le(4) != transaction)) {
                    return found.ended(bytes.u32le(4) == transaction);
                }
                began = true;
                if (tag == END) {
                    sum.bytes(block, at, at + TAG + 4);
                    if (bytes.u32le(0) != transaction || bytes.u32le(4) != sum.value()) {
                        return found.ended(bytes.u32le(0) == transaction);
                    }
                    pending.forEach(found::take);
                    pending.clear();
                    found.commits++;
                    sum = Checksums.zero().begin();
                    at = block.length(); // the next one begins a block
                } else {
                    sum.bytes(block, at, at + TAG + length);
                    pending.add(new Tag(tag, bytes));
                    at += TAG + length;
                }
            }
        }
        return found.ended(!pending.isEmpty());
    }

    private Optional<FastCommits> ended(boolean cut) {
        isCut = cut;
        return commits == 0 && !cut ? Optional.empty() : Optional.of(this);
    }

    private static int least(int tag) {
        return switch (tag) {
            case ROOM_GIVEN -> 16;
            case ROOM_TAKEN -> 12;
            case INODE -> 4 + Inode.OLD_BYTES;
            case CREATED, LINKED, UNLINKED, END, BEGIN -> 8;
            case FILLING -> 0;
            default -> throw new IllegalArgumentException("tag " + tag);
        };
    }

    private void take(Tag tag) {
        ByteView bytes = tag.bytes();
        switch (tag.tag()) {
            case ROOM_GIVEN -> {
                int told = bytes.u16le(8);
                boolean written = told <= 0x8000;
                range(bytes.u32le(0), new Range(bytes.u32le(4), written ? told : told - 0x8000,
                        bytes.u32le(12) | (long) bytes.u16le(10) << 32, written));
            }
            case ROOM_TAKEN -> range(bytes.u32le(0), new Range(bytes.u32le(4), bytes.u32le(8), -1, true));
            case CREATED, LINKED -> names.computeIfAbsent(bytes.u32le(0), directory -> new LinkedHashMap<>())
                    .put(Name.of(bytes, 8, bytes.length() - 8), bytes.u32le(4));
            case UNLINKED -> names.computeIfAbsent(bytes.u32le(0), directory -> new LinkedHashMap<>())
                    .put(Name.of(bytes, 8, bytes.length() - 8), 0L);
            case INODE -> inodes.put(bytes.u32le(0), bytes.slice(4, bytes.length() - 4));
            default -> { }
        }
    }

    private void range(long inode, Range range) {
        ranges.computeIfAbsent(inode, number -> new ArrayList<>()).add(range);
    }

    /** How many there are. */
    int commits() {
        return commits;
    }

    boolean isCut() {
        return isCut;
    }

    /**
     * The bytes of an inode after them, if they changed it: all but what tells where its extents are.
     *
     * @param before its bytes in the volume
     */
    Optional<ByteView> inode(long number, ByteView before) {
        ByteView later = inodes.get(number);
        if (later == null || later.length() > before.length()) {
            return Optional.empty();
        }
        byte[] bytes = before.copy(0, before.length());
        System.arraycopy(later.copy(0, Inode.CONTENTS), 0, bytes, 0, Inode.CONTENTS);
        System.arraycopy(later.copy(GENERATION, later.length() - GENERATION), 0, bytes, GENERATION, later.length() - GENERATION);
        boolean extents = (later.u32le(0x20) & Inode.EXTENTS) != 0;
        if (!extents) {
            System.arraycopy(later.copy(Inode.CONTENTS, Inode.CONTENTS_LENGTH), 0, bytes, Inode.CONTENTS, Inode.CONTENTS_LENGTH);
        } else if (before.u16le(Inode.CONTENTS) != EXTENTS_MAGIC) {
            byte[] none = new byte[Inode.CONTENTS_LENGTH];
            none[0] = (byte) EXTENTS_MAGIC;
            none[1] = (byte) (EXTENTS_MAGIC >> 8);
            none[4] = 4;
            System.arraycopy(none, 0, bytes, Inode.CONTENTS, none.length);
        }
        return Optional.of(new ByteView(bytes));
    }

    /** Puts what changed of where contents are into them. */
    ExtentImage contents(ExtVolume volume, Inode inode, ExtentImage before) {
        List<Range> changes = ranges.get(inode.number());
        if (changes == null) {
            return before;
        }
        long blockBytes = volume.blockBytes();
        TreeMap<Long, ExtentImage.Piece> pieces = new TreeMap<>();
        before.pieces().forEach(piece -> pieces.put(piece.at(), piece));
        for (Range range : changes) {
            long start = range.first() * blockBytes;
            long end = start + range.count() * blockBytes;
            cut(pieces, start, end);
            long position = range.block() < 0 ? -1 : volume.position(range.block());
            if (range.count() > 0 && range.block() >= 0 && start < before.size()) {
                ExtentImage.Kind kind = position < 0 ? ExtentImage.Kind.UNREADABLE
                        : range.written() ? ExtentImage.Kind.DATA : ExtentImage.Kind.UNWRITTEN;
                pieces.put(start, new ExtentImage.Piece(start, end - start, kind, position));
            }
        }
        ExtentImage.Builder builder = new ExtentImage.Builder(volume.image());
        for (ExtentImage.Piece piece : pieces.values()) {
            switch (piece.kind()) {
                case DATA -> builder.data(piece.at(), piece.source(), piece.length());
                case UNWRITTEN -> builder.unwritten(piece.at(), piece.source(), piece.length());
                case HOLE, BYTES -> { }
                case UNREADABLE -> builder.unreadable(piece.at(), piece.length(), "what tells where its bytes are is damaged");
            }
        }
        return builder.build(before.name(), before.size());
    }

    /** Takes a range out of pieces that do not overlap. */
    private static void cut(NavigableMap<Long, ExtentImage.Piece> pieces, long start, long end) {
        Long first = pieces.floorKey(start);
        List<ExtentImage.Piece> touched = new ArrayList<>(pieces.subMap(first == null ? start : first, true, Math.max(end, start), false).values());
        for (ExtentImage.Piece piece : touched) {
            if (piece.end() <= start) {
                continue;
            }
            pieces.remove(piece.at());
            if (piece.at() < start) {
                pieces.put(piece.at(), new ExtentImage.Piece(piece.at(), start - piece.at(), piece.kind(), piece.source()));
            }
            if (piece.end() > end) {
                long source = piece.source() < 0 ? -1 : piece.source() + (end - piece.at());
                pieces.put(end, new ExtentImage.Piece(end, piece.end() - end, piece.kind(), source));
            }
        }
    }

    /** Names that a directory has gained, with their inodes, and with 0 those it has lost. */
    Map<Name, Long> names(long directory) {
        return names.getOrDefault(directory, Map.of());
    }
}
