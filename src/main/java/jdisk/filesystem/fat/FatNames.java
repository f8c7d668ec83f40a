package jdisk.filesystem.fat;

import jdisk.filesystem.Problem;
import jdisk.filesystem.Problems;
import jdisk.image.ByteView;

/**
 * The names in a directory of FAT.
 *
 * <pre>
 *  00 short name, 11 bytes; first byte 0: no more entries, E5: deleted
 *  0B attributes, 8 bits
 *  0C letters of what case, 8 bits
 *  0D hundredths of a second to the time it was made, 8 bits
 *  0E time, 10 date it was made
 *  12 date it was read
 *  14 first cluster, upper half (FAT32)
 *  16 time, 18 date it was written
 *  1A first cluster, lower half
 *  1C size, 32 bits
 * </pre>
 *
 * Little-endian, 16 bits where nothing is said. Long names are in entries before ({@link LongName}), told by their attributes; an
 * entry with the attribute of a label is no file. Source: Microsoft's FAT32 File System Specification (fatgen103).
 */
final class FatNames implements DirectoryEntries.Taker {
    static final int ATTRIBUTES = 0x0b;

    private static final int DELETED = 0xe5;

    /** Takes names. */
    interface Sink {
        /**
         * A name.
         *
         * @param name the long one if there is one
         * @param offset of its entry in the directory
         * @return whether more are wanted
         */
        boolean name(String name, String shortName, int offset);
    }

    private final Problems problems;
    private final long directory;
    private final Sink sink;
    private final LongName longName = new LongName();

    /** @param directory its number, for problems */
    FatNames(Problems problems, long directory, Sink sink) {
        this.problems = problems;
        this.directory = directory;
        this.sink = sink;
    }

    @Override
    public boolean take(ByteView bytes, int at, int offset) {
        int first = bytes.u8(at);
        int attributes = bytes.u8(at + ATTRIBUTES);
        if (first == 0) {
            return false;
        }
        if (first != DELETED && (attributes & LongName.ATTRIBUTES_MASK) == LongName.ATTRIBUTES) {
            longName.add(bytes, at);
            return true;
        }
        boolean more = true;
        if (first != DELETED && (attributes & DosFields.LABEL) == 0) {
            more = named(bytes, at, offset);
        }
        longName.clear();
        return more;
    }

    private boolean named(ByteView bytes, int at, int offset) {
        String shortName = ShortName.of(bytes, at);
        boolean dots = isDots(shortName);
        if (dots && (bytes.u8(at + ATTRIBUTES) & DosFields.DIRECTORY) != 0) {
            return true; // the directory itself, and the one above
        }
        String name = longName.of(bytes, at).filter(text -> !isDots(text)).orElse(shortName);
        if (name.isEmpty() || dots) {
            problems.add(Problem.Code.DIRECTORY_DAMAGED, directory, "the entry at byte " + offset + " has no name");
            return true;
        }
        if (DosFields.isOdd(name)) {
            problems.add(Problem.Code.NAME_ODD, directory, name);
        }
        return sink.name(name, shortName, offset);
    }

    private static boolean isDots(String name) {
        return name.equals(".") || name.equals("..");
    }

    @Override
    public void lost(int offset, String why) {
        longName.clear();
        problems.add(Problem.Code.DIRECTORY_DAMAGED, directory, "byte " + offset + ": " + why);
    }
}
