package jdisk.filesystem.ntfs;

import java.io.IOException;
import jdisk.image.ByteView;

/**
 * What guards a record of several sectors against having been written in part: the last two bytes of each 512 hold the same
 * number, and what belongs there stands at the record's start.
 *
 * <pre>
 *  04 where the numbers are, 16   06 how many, 16
 *  there: the number at the end of each 512 bytes, then what belongs there
 * </pre>
 *
 * Little-endian. The 512 bytes do not depend on the volume's sectors. Source:
 * <a href="https://flatcap.github.io/linux-ntfs/ntfs/concepts/fixup.html">the Linux-NTFS project's documentation</a>.
 */
final class Fixups {
    static final int STRIDE = 512;

    private static final int WHERE = 4;
    private static final int COUNT = 6;

    private Fixups() {}

    /**
     * A record with what belongs at the end of each 512 bytes.
     *
     * @param all bytes it is among
     * @param mark the four characters it begins with
     * @throws NeverWrittenException if there are zeros in its place
     * @throws IOException if it is not such a record, or was not written as a whole
     */
    static ByteView undone(ByteView all, int at, int length, String mark) throws IOException {
        if (!all.has(at, mark)) {
            if (all.slice(at, length).isZero()) {
                throw new NeverWrittenException();
            }
            throw new IOException(all.has(at, "BAAD") ? "it is marked as damaged" : "it does not begin as one");
        }
        int where = all.u16le(at + WHERE);
        int strides = length / STRIDE;
        if (strides == 0 || all.u16le(at + COUNT) <= strides || where + 2 * (strides + 1) > STRIDE - 2 || where % 2 != 0) {
            throw new IOException("its fix-ups make no sense");
        }
        byte[] bytes = all.copy(at, length);
        for (int i = 1; i <= strides; i++) {
            int end = i * STRIDE - 2;
            if (all.u16le(at + end) != all.u16le(at + where)) {
                throw new IOException("it was not written as a whole");
            }
            bytes[end] = (byte) all.u8(at + where + 2 * i);
            bytes[end + 1] = (byte) all.u8(at + where + 2 * i + 1);
        }
        return new ByteView(bytes);
    }
}
