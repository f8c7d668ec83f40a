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
     * The record with what belongs at the end of each 512 bytes.
     *
     * @param mark the four characters it begins with
     * @throws IOException if it is not such a record, or was not written as a whole
     */
    static ByteView undone(ByteView record, String mark) throws IOException {
        if (!record.has(0, mark)) {
            throw new IOException(record.isZero() ? "it was never written" : record.has(0, "BAAD") ? "it is marked as damaged"
                    : "it does not begin as one");
        }
        int where = record.u16le(WHERE);
        int strides = record.length() / STRIDE;
        if (strides == 0 || record.u16le(COUNT) <= strides || where + 2 * (strides + 1) > STRIDE - 2 || where % 2 != 0) {
            throw new IOException("its fix-ups make no sense");
        }
        byte[] bytes = record.copy(0, record.length());
        for (int i = 1; i <= strides; i++) {
            int end = i * STRIDE - 2;
            if (record.u16le(end) != record.u16le(where)) {
                throw new IOException("it was not written as a whole");
            }
            bytes[end] = (byte) record.u8(where + 2 * i);
            bytes[end + 1] = (byte) record.u8(where + 2 * i + 1);
        }
        return new ByteView(bytes);
    }
}
