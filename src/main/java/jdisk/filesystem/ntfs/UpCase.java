package jdisk.filesystem.ntfs;

import java.io.IOException;
import jdisk.filesystem.Name;
import jdisk.image.ByteView;

/** How a volume makes small letters large, each unit of 16 bits by itself: the file $UpCase, 65536 units. */
final class UpCase {
    private static final int UNITS = 65_536;

    private final char[] table = new char[UNITS];

    /** The table of a volume; where that cannot be read, one that makes those letters large that Java knows. */
    static UpCase of(NtfsVolume volume) {
        UpCase upCase = new UpCase();
        for (int i = 0; i < UNITS; i++) {
            upCase.table[i] = Character.toUpperCase((char) i);
        }
        try {
            FileAttributes file = volume.file(NtfsVolume.UP_CASE);
            ByteView bytes = file.value(volume, Attribute.DATA, 2 * UNITS).orElseThrow(() -> new IOException("it has none"));
            for (int i = 0; i < UNITS && 2 * i + 2 <= bytes.length(); i++) {
                upCase.table[i] = (char) bytes.u16le(2 * i);
            }
        } catch (IOException e) {
            // letters that Java knows are nearly all there are
        }
        return upCase;
    }

    /** The same for all spellings of a name that differ in case only. */
    String folded(Name name) {
        char[] text = name.text().toCharArray();
        for (int i = 0; i < text.length; i++) {
            text[i] = table[text[i]];
        }
        return new String(text);
    }
}
