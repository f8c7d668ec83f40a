package jdisk.filesystem.ntfs;

import jdisk.image.ByteView;

/** Text in 16-bit units, little-endian, as names are: any unit may be in it. */
final class Units {
    private Units() {}

    static String text(ByteView view, int at, int units) {
        char[] text = new char[units];
        for (int i = 0; i < units; i++) {
            text[i] = (char) view.u16le(at + 2 * i);
        }
        return new String(text);
    }
}
