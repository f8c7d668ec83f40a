package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import jdisk.filesystem.Name;
import jdisk.image.ByteView;

/**
 * What stands in a file or directory for Windows to take something else in its place: a link, or contents that a filter has.
 *
 * <pre>
 *  00 tag, 32   04 bytes of the data, 16   08 data
 *  links:       00 where the substitute name is, 16   02 its bytes, 16   04 where the print name is, 16   06 its bytes, 16
 *               08 flags, 32, of symbolic links only   08 or 0C names in units of 16 bits
 *  links of the Linux subsystem: 00 version, 32   04 target in UTF-8
 * </pre>
 *
 * Little-endian. Source: <a href="https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-fscc/">[MS-FSCC]</a>, 2.1.2.
 */
record ReparsePoint(long tag, ByteView data) {
    static final long MOUNT_POINT = 0xa0000003L;
    static final long SYMBOLIC_LINK = 0xa000000cL;
    static final long LINUX_LINK = 0xa000001dL;
    static final long WOF = 0x80000017L;
    static final long LINUX_SOCKET = 0x80000023L;
    static final long LINUX_FIFO = 0x80000024L;
    static final long LINUX_CHARACTER_DEVICE = 0x80000025L;
    static final long LINUX_BLOCK_DEVICE = 0x80000026L;

    private static final long HIERARCHICAL = 0xc0000004L;
    private static final long HIERARCHICAL_2 = 0x80000006L;
    private static final long DISTRIBUTED = 0x8000000aL;
    private static final long DEDUPLICATED = 0x80000013L;
    private static final long NFS = 0x80000014L;
    private static final long CONTAINER = 0x80000018L;
    private static final long APPLICATION = 0x8000001bL;
    private static final long CLOUD = 0x9000001aL;
    private static final long CLOUD_MASK = 0xffff_0fffL;

    private static final int HEADER = 8;
    private static final int MOST = 64 * 1024;
    private static final String LOCAL = "\\??\\";

    /**
     * The one of a file, if it has one.
     *
     * @throws IOException if it cannot be read
     */
    static Optional<ReparsePoint> of(NtfsVolume volume, FileAttributes file) throws IOException {
        Optional<ByteView> value = file.value(volume, Attribute.REPARSE_POINT, MOST);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        ByteView bytes = value.get();
        if (bytes.length() < HEADER) {
            throw new IOException("its reparse point is damaged");
        }
        int length = Math.min(bytes.u16le(4), bytes.length() - HEADER);
        return Optional.of(new ReparsePoint(bytes.u32le(0), bytes.slice(HEADER, length)));
    }

    /** Whether it is a link. */
    boolean isLink() {
        return tag == MOUNT_POINT || tag == SYMBOLIC_LINK || tag == LINUX_LINK;
    }

    /**
     * Where a link leads: the name that is there to be shown, or else the one that Windows uses.
     *
     * @throws IOException if it does not say
     */
    Name target() throws IOException {
        if (tag == LINUX_LINK) {
            if (data.length() <= 4) {
                throw new IOException("its target is damaged");
            }
            return Name.of(data, 4, data.length() - 4);
        }
        int names = tag == SYMBOLIC_LINK ? 12 : 8;
        if (data.length() < names) {
            throw new IOException("its target is damaged");
        }
        String print = name(names, 4);
        String substitute = print.isEmpty() ? name(names, 0) : print;
        if (substitute.isEmpty()) {
            throw new IOException("it has no target");
        }
        return Name.of(substitute.startsWith(LOCAL) ? substitute.substring(LOCAL.length()) : substitute);
    }

    private String name(int names, int field) throws IOException {
        int at = names + data.u16le(field);
        int length = data.u16le(field + 2);
        if (at + length > data.length()) {
            throw new IOException("its target is damaged");
        }
        return Units.text(data, at, length / 2);
    }

    /** What it is, in words, with its tag. */
    String title() {
        String number = "0x" + Long.toHexString(tag).toUpperCase(Locale.ROOT);
        String kind = kind();
        return kind.isEmpty() ? "reparse point " + number : "reparse point " + number + " (" + kind + ")";
    }

    private String kind() {
        if ((tag & CLOUD_MASK) == CLOUD) {
            return "cloud file";
        }
        if (tag == MOUNT_POINT) {
            return "junction or mount point";
        }
        if (tag == SYMBOLIC_LINK || tag == LINUX_LINK) {
            return "symbolic link";
        }
        if (tag == WOF) {
            return "system compression";
        }
        if (tag == DEDUPLICATED) {
            return "deduplicated";
        }
        if (tag == HIERARCHICAL || tag == HIERARCHICAL_2) {
            return "hierarchical storage";
        }
        if (tag == APPLICATION) {
            return "application link";
        }
        if (tag == CONTAINER) {
            return "Windows container";
        }
        return tag == NFS ? "NFS" : tag == DISTRIBUTED ? "distributed file system" : "";
    }
}
