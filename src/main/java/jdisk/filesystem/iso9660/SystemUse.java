package jdisk.filesystem.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * The entries that systems keep with a directory record, in the record and in areas that it leads to.
 *
 * <pre>
 *  0 two letters   2 length of the entry   3 version   4 what it holds
 *
 * CE, of 28 bytes: entries go on elsewhere      SP, of 7, the first of the root directory:   ST: the last of an area
 *  4 block, 8 bytes                              4 BE EF
 * 12 byte in it, 8 bytes                         6 bytes before the entries in every other record
 * 20 length, 8 bytes
 * </pre>
 *
 * Source: the System Use Sharing Protocol. Ends: no area is taken twice, and there are so many at most.
 */
final class SystemUse {
    private static final int HEADER = 4;
    private static final int MOST_AREAS = 128;
    private static final int LONGEST_AREA = 1 << 16;
    private static final int START_LENGTH = 7;
    private static final int START_MARK = 0xbeef;
    private static final int SKIPPED = 6;
    private static final int CONTINUES_LENGTH = 28;
    private static final int BLOCK = 4;
    private static final int OFFSET = 12;
    private static final int LENGTH = 20;

    /** Bytes that a record of CD-ROM XA has before the entries. */
    private static final int XA = 14;

    /**
     * An entry.
     *
     * @param name its two letters
     * @param bytes all of it
     */
    record Entry(String name, ByteView bytes) {
        int length() {
            return bytes.length();
        }
    }

    /**
     * The entries of a record.
     *
     * @param complete whether all that it leads to was read
     */
    record Entries(List<Entry> all, boolean complete) {}

    private final Image image;
    private final int blockBytes;

    SystemUse(Image image, int blockBytes) {
        this.image = image;
        this.blockBytes = blockBytes;
    }

    /** How many bytes there are before the entries, as the first record of the root directory says; nothing if there are no entries. */
    static Optional<Integer> skipped(ByteView area) {
        for (int at : new int[] {0, XA}) {
            if (at + START_LENGTH <= area.length() && area.has(at, "SP") && area.u8(at + 2) >= START_LENGTH
                    && area.u16be(at + HEADER) == START_MARK) {
                return Optional.of(area.u8(at + SKIPPED));
            }
        }
        return Optional.empty();
    }

    /** The entries of an area and of those that continue it. */
    Entries entries(ByteView area, int skipped) {
        List<Entry> all = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        ByteView now = area;
        int at = skipped;
        boolean complete = true;
        for (int areas = 0; areas < MOST_AREAS; areas++) {
            Optional<Entry> next = area(now, at, all);
            if (next.isEmpty()) {
                return new Entries(all, complete);
            }
            ByteView entry = next.get().bytes();
            long position = entry.u32le(BLOCK) * blockBytes + entry.u32le(OFFSET);
            long length = entry.u32le(LENGTH);
            if (length > LONGEST_AREA || !taken.add(position)) {
                return new Entries(all, false);
            }
            try {
                now = image.view(position, (int) length);
            } catch (IOException e) {
                return new Entries(all, false);
            }
            at = 0;
        }
        return new Entries(all, false);
    }

    /** Takes the entries of one area, and gives the one that leads on. */
    private static Optional<Entry> area(ByteView area, int from, List<Entry> all) {
        Optional<Entry> continues = Optional.empty();
        int at = from;
        // Ends: an entry has 4 bytes at least.
        while (at + HEADER <= area.length()) {
            int length = area.u8(at + 2);
            if (length < HEADER || at + length > area.length()) {
                break;
            }
            Entry entry = new Entry(area.latin1(at, 2), area.slice(at, length));
            switch (entry.name()) {
                case "ST" -> {
                    return continues;
                }
                case "CE" -> continues = length >= CONTINUES_LENGTH ? Optional.of(entry) : continues;
                default -> all.add(entry);
            }
            at += length;
        }
        return continues;
    }
}
