package jdisk.source;

import java.io.IOException;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * Tells whether an image may be a container, by the first byte of its mark, or by what a header without one has to say: all that a
 * raw image has to do with containers.
 */
final class Marks {
    /** The first bytes of all marks at the start. */
    private static final String FIRST_BYTES = "QKC#vcWBELA\u001f\u00fd(\u0004" + "7PRMp:";

    /** Marks of headers before a raw disk: {@link PlainHeader}. */
    static final String NHD = "T98HDDIMAGE.R0\0";
    static final String VIRTUAL98 = "VHD1.00\0";
    static final String TWO_IMG = "2IMG";
    static final String X68000 = "DIFC HEADER  ";
    static final int X68000_AT = 171;

    private static final int TAR_MARK = 257;
    private static final int VDI_MARK = 64;
    private static final int END = 512;

    private Marks() {}

    /** Whether it is worth looking: most images are raw, and what reads containers is not loaded for them. */
    static boolean mayBeThere(Image image) throws IOException {
        return mayBeAtStart(image) || endsWithMark(image);
    }

    /** The same where the end is not looked at. */
    static boolean mayBeAtStart(Image image) throws IOException {
        ByteView start;
        try {
            start = image.viewUpTo(0, END);
        } catch (IOException e) {
            return false; // what is wrong is said when it is read as a disk
        }
        if (start.length() == 0) {
            return false;
        }
        return FIRST_BYTES.indexOf(start.u8(0)) >= 0 || start.has(TAR_MARK, "ustar") || start.has(VDI_MARK, "\u007f\u0010\u00da\u00be")
                || (start.length() == END && mayHaveHeader(start, image.size()));
    }

    /** Whether a raw disk may follow a header: that has a mark, or says how large it, the disk and so the image are. */
    private static boolean mayHaveHeader(ByteView start, long size) {
        boolean isMarked = start.has(0, NHD) || start.has(0, VIRTUAL98) || start.has(0, TWO_IMG) || start.has(X68000_AT, X68000);
        boolean anex86 = start.u32le(0) == 0 && start.u32le(8) > 0 && start.u32le(8) + start.u32le(12) == size;
        boolean diskCopy = start.u16be(82) == 0x0100 && 84 + start.u32be(64) + start.u32be(68) == size;
        boolean fastCopy = start.u16be(0) == 0x4242 && size % 512 == 32;
        return isMarked || anex86 || diskCopy || fastCopy;
    }

    private static boolean endsWithMark(Image image) {
        try {
            ByteView end = image.viewUpTo(Math.max(image.size() - END, 0), END);
            return end.has(0, "conectix") || end.has(0, "koly") || end.has(1, "conectix");
        } catch (IOException e) {
            return false; // as above
        }
    }
}
