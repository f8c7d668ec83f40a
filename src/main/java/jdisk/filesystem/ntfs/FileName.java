package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;

/**
 * A name of a file, as its record has it, and as the index of a directory repeats it.
 *
 * <pre>
 *  00 record of the directory, 64   38 attributes, 32   40 units of the name, 8
 *  41 namespace, 8: 0 POSIX, 1 Windows, 2 DOS, 3 Windows and DOS   42 name
 * </pre>
 *
 * Little-endian; its times and sizes may be out of date. Source:
 * <a href="https://flatcap.github.io/linux-ntfs/ntfs/attributes/file_name.html">the Linux-NTFS project's documentation</a>.
 *
 * @param directory the reference to it
 * @param isDos whether it is a short name beside a long one
 */
record FileName(long directory, boolean isDos, String text) {
    private static final int UNITS = 0x40;
    private static final int NAMESPACE = 0x41;
    private static final int NAME = 0x42;
    private static final int DOS = 2;

    /**
     * The name that an attribute is, if it makes sense.
     *
     * @throws IOException if it is not resident
     */
    static Optional<FileName> of(Attribute attribute) throws IOException {
        ByteView value = attribute.value(0);
        return at(value, 0, value.length());
    }

    /** Whether an attribute is a name, and not a short one beside a long one. */
    static boolean isLong(Attribute attribute) {
        int namespace = attribute.valueByte(NAMESPACE);
        return attribute.type() == Attribute.FILE_NAME && namespace >= 0 && namespace != DOS;
    }

    /** The name at a place, if it fits into so many bytes there. */
    static Optional<FileName> at(ByteView view, int at, int length) {
        if (length < NAME || view.u8(at + UNITS) == 0 || NAME + 2 * view.u8(at + UNITS) > length) {
            return Optional.empty();
        }
        return Optional.of(new FileName(
                view.u64le(at), view.u8(at + NAMESPACE) == DOS, Units.text(view, at + NAME, view.u8(at + UNITS))));
    }
}
