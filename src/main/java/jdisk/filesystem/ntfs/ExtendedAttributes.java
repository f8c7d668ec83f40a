package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.filesystem.Name;
import jdisk.filesystem.Node;
import jdisk.image.ByteView;

/**
 * Extended attributes, as OS/2 and the Linux subsystem have them.
 *
 * <pre>
 *  00 bytes to the next one, 32   05 bytes of the name, 8   06 bytes of the value, 16   08 name, NUL, value
 * </pre>
 *
 * Little-endian. Source: <a href="https://flatcap.github.io/linux-ntfs/ntfs/attributes/ea.html">the Linux-NTFS project's
 * documentation</a>.
 */
final class ExtendedAttributes {
    private static final int HEADER = 8;
    private static final int MOST = 1 << 20;

    private ExtendedAttributes() {}

    /**
     * Those of a file.
     *
     * @throws IOException if they cannot be read
     */
    static List<Node.Extended> of(NtfsVolume volume, FileAttributes file) throws IOException {
        List<Node.Extended> all = new ArrayList<>();
        Optional<ByteView> value = file.value(volume, Attribute.EXTENDED_ATTRIBUTES, MOST);
        if (value.isEmpty()) {
            return all;
        }
        ByteView bytes = value.get();
        int at = 0;
        // Ends: each turn goes on by 8 bytes at least.
        while (at + HEADER <= bytes.length()) {
            long length = bytes.u32le(at);
            int name = bytes.u8(at + 5);
            if (length < HEADER + name || length > bytes.length() - at) {
                break;
            }
            all.add(new Node.Extended(Name.of(bytes, at + HEADER, name), bytes.u16le(at + 6)));
            at += (int) length;
        }
        return all;
    }
}
