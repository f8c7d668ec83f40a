package jdisk.filesystem.exfat;

import java.io.ByteArrayOutputStream;
import jdisk.filesystem.Problem;
import jdisk.filesystem.Problems;
import jdisk.filesystem.fat.DirectoryEntries;
import jdisk.filesystem.fat.DosFields;
import jdisk.image.ByteView;

/**
 * The sets of entries in a directory of exFAT.
 *
 * <pre>
 *  00 type, 8 bits: 0 no more entries; 80 in use, 40 follows another, 20 may be ignored
 *     81 bitmap of clusters   82 table of capital letters   83 label   85 file   A0 GUID   C0, C1 parts of a file   E0, E1 others
 * </pre>
 *
 * Source: <a href="https://learn.microsoft.com/windows/win32/fileio/exfat-specification#6-directory-structure">Microsoft's exFAT
 * specification, 6</a>.
 */
final class EntrySets implements DirectoryEntries.Taker {
    static final int CAPITALS = 0x82;

    private static final int IN_USE = 0x80;
    private static final int FOLLOWS = 0x40;
    private static final int IGNORABLE = 0x20;
    private static final int BITMAP = 0x81;
    private static final int LABEL = 0x83;

    /** Entries that follow the first: one, and at least one for a name, which has 17 at most. */
    private static final int FEWEST = 2;

    private static final int MOST = 18;

    /** Takes sets. */
    interface Sink {
        /**
         * A set whose entries fit together.
         *
         * @param offset of its first entry in the directory
         * @return whether more are wanted
         */
        boolean set(EntrySet set, int offset);
    }

    private final Problems problems;
    private final long directory;
    private final Sink sink;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private int start;
    private int missing;

    /** @param directory its number, for problems */
    EntrySets(Problems problems, long directory, Sink sink) {
        this.problems = problems;
        this.directory = directory;
        this.sink = sink;
    }

    @Override
    public boolean take(ByteView bytes, int at, int offset) {
        int type = bytes.u8(at);
        if (missing > 0) {
            if ((type & (IN_USE | FOLLOWS)) == (IN_USE | FOLLOWS)) {
                collect(bytes, at);
                missing--;
                return missing > 0 || end();
            }
            broken();
        }
        if (type == EntrySet.FILE) {
            int following = EntrySet.following(bytes, at);
            start = offset;
            if (following < FEWEST || following > MOST) {
                broken();
            } else {
                collect(bytes, at);
                missing = following;
            }
        } else if ((type & (IN_USE | FOLLOWS | IGNORABLE)) == IN_USE && type != BITMAP && type != CAPITALS && type != LABEL) {
            unknown(type);
        }
        return type != 0;
    }

    private void collect(ByteView bytes, int at) {
        collected.writeBytes(bytes.copy(at, DirectoryEntries.LENGTH));
    }

    /** Takes a set all of whose entries are there. */
    private boolean end() {
        ByteView bytes = new ByteView(collected.toByteArray());
        collected.reset();
        EntrySet set = new EntrySet(bytes);
        if (!set.isOne()) {
            broken();
            return true;
        }
        String name = set.name();
        if (!set.isSound()) {
            problems.add(Problem.Code.ENTRY_CHECKSUM, directory, name);
        }
        if (name.equals(".") || name.equals("..")) {
            broken();
            return true;
        }
        if (DosFields.isOdd(name)) {
            problems.add(Problem.Code.NAME_ODD, directory, name);
        }
        for (int entry = 2 * DirectoryEntries.LENGTH; entry < bytes.length(); entry += DirectoryEntries.LENGTH) {
            if ((bytes.u8(entry) & IGNORABLE) == 0 && bytes.u8(entry) != EntrySet.NAME) {
                unknown(bytes.u8(entry));
            }
        }
        return sink.set(set, start);
    }

    private void broken() {
        collected.reset();
        missing = 0;
        problems.add(Problem.Code.DIRECTORY_DAMAGED, directory, "the entries at byte " + start + " do not fit together");
    }

    private void unknown(int type) {
        problems.add(Problem.Code.UNKNOWN_FEATURES, -1, "directory entries of type " + Integer.toHexString(type));
    }

    @Override
    public void lost(int offset, String why) {
        collected.reset();
        missing = 0;
        problems.add(Problem.Code.DIRECTORY_DAMAGED, directory, "byte " + offset + ": " + why);
    }
}
