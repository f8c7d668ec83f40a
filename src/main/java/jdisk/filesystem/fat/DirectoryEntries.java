package jdisk.filesystem.fat;

import java.io.IOException;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;

/** The entries of 32 bytes that directories of FAT and exFAT are made of, one after the other. */
public final class DirectoryEntries {
    /** Bytes of an entry. */
    public static final int LENGTH = 32;

    /** Bytes that are read at a time. */
    private static final int RUN = 64 * 1024;

    private static final int SECTOR = 512;

    /** Takes entries. */
    public interface Taker {
        /**
         * An entry.
         *
         * @param at where it is in the bytes
         * @param offset where it is in the directory
         * @return whether more are wanted
         */
        boolean take(ByteView bytes, int at, int offset);

        /** Entries that cannot be read, from an offset on. */
        void lost(int offset, String why);
    }

    private DirectoryEntries() {}

    /** Passes on the entries of a directory. Of what is known not to be readable somebody else has told. */
    public static void read(ExtentImage contents, Taker taker) {
        for (ExtentImage.Piece piece : contents.pieces()) {
            if (piece.kind() != ExtentImage.Kind.DATA) {
                continue;
            }
            // Ends: each turn takes a run of a piece.
            for (long at = piece.at(); at < piece.end(); at += RUN) {
                if (!run(contents, (int) at, (int) Math.min(RUN, piece.end() - at), taker)) {
                    return;
                }
            }
        }
    }

    private static boolean run(ExtentImage contents, int at, int length, Taker taker) {
        ByteView run;
        try {
            run = contents.view(at, length);
        } catch (IOException e) {
            return sectors(contents, at, length, taker);
        }
        return entries(run, at, taker);
    }

    /** One bad sector hides no other; all that follow one another are told of once. */
    private static boolean sectors(ExtentImage contents, int at, int length, Taker taker) {
        boolean lost = false;
        for (int from = 0; from < length; from += SECTOR) {
            ByteView sector;
            try {
                sector = contents.view(at + from, Math.min(SECTOR, length - from));
            } catch (IOException e) {
                if (!lost) {
                    taker.lost(at + from, String.valueOf(e.getMessage()));
                }
                lost = true;
                continue;
            }
            lost = false;
            if (!entries(sector, at + from, taker)) {
                return false;
            }
        }
        return true;
    }

    private static boolean entries(ByteView run, int at, Taker taker) {
        for (int from = 0; from + LENGTH <= run.length(); from += LENGTH) {
            if (!taker.take(run, from, at + from)) {
                return false;
            }
        }
        return true;
    }
}
