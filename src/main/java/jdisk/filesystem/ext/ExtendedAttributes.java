package jdisk.filesystem.ext;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.filesystem.Name;
import jdisk.filesystem.Node;
import jdisk.image.ByteView;

/**
 * Extended attributes: in an inode past what else is in it, and in a block.
 *
 * <pre>
 * magic EA020000, in a block followed by 28 more bytes; then entries, up to four bytes of zeros:
 *  00 length of the name, 8   04 inode of the value, or 0     10 name; the next entry begins
 *  01 beginning of it, 8      08 length of the value             at a multiple of four bytes
 *  02 place of the value, 16  0C hash
 * </pre>
 *
 * Values are placed from the start of the first entry in an inode, from the start of the block in a block. Little-endian, 32 bits
 * where nothing is said. Source: <a href="https://docs.kernel.org/filesystems/ext4/attributes.html">the kernel's documentation of
 * ext4</a>.
 */
final class ExtendedAttributes {
    static final int SYSTEM = 7;

    private static final long MAGIC = 0xea02_0000L;
    private static final int BLOCK_HEADER = 32;
    private static final int ENTRY = 16;

    private static final List<String> BEGINNINGS = List.of(
            "", "user.", "system.posix_acl_access", "system.posix_acl_default", "trusted.", "lustre.", "security.", "system.",
            "system.richacl", "encryption.");

    /** @param view all of the entries and values, where places count from */
    private record Entry(int beginning, ByteView name, int place, long inode, long length, ByteView view) {}

    private final List<Entry> entries = new ArrayList<>();

    private ExtendedAttributes() {}

    /** Those in the inode. */
    static ExtendedAttributes inInode(ExtVolume volume, Inode inode) throws IOException {
        ExtendedAttributes attributes = new ExtendedAttributes();
        int start = Inode.OLD_BYTES + inode.extra();
        if (inode.extra() > 0 && start + 4 <= inode.bytes().length() && inode.bytes().u32le(start) == MAGIC) {
            attributes.add(inode.bytes().slice(start + 4, inode.bytes().length() - start - 4), 0);
        }
        return attributes;
    }

    /**
     * All of an inode's.
     *
     * @throws IOException if the block cannot be read, or is none of attributes
     */
    static ExtendedAttributes of(ExtVolume volume, Inode inode) throws IOException {
        ExtendedAttributes attributes = inInode(volume, inode);
        if (inode.attributesBlock() != 0) {
            ByteView block = volume.block(inode.attributesBlock());
            if (block.u32le(0) != MAGIC) {
                throw new IOException("block " + inode.attributesBlock() + " does not hold attributes");
            }
            attributes.add(block, BLOCK_HEADER);
        }
        return attributes;
    }

    private void add(ByteView view, int first) {
        int at = first;
        // Ends: an entry has 16 bytes at least.
        while (at + ENTRY <= view.length() && view.u32le(at) != 0) {
            int length = view.u8(at);
            if (at + ENTRY + length > view.length()) {
                return;
            }
            entries.add(new Entry(view.u8(at + 1), view.slice(at + ENTRY, length), view.u16le(at + 2), view.u32le(at + 4),
                    view.u32le(at + 8), view));
            at += ENTRY + Math.ceilDiv(length, 4) * 4;
        }
    }

    /**
     * The value of an attribute, if there is one.
     *
     * @throws IOException if its value lies outside of where values are
     */
    Optional<ByteView> value(int beginning, String name) throws IOException {
        for (Entry entry : entries) {
            if (entry.beginning() == beginning && entry.inode() == 0 && entry.name().utf8().equals(name)) {
                if (entry.place() + entry.length() > entry.view().length()) {
                    throw new IOException("its attribute " + name + " is damaged");
                }
                return Optional.of(entry.view().slice(entry.place(), (int) entry.length()));
            }
        }
        return Optional.empty();
    }

    /** Their names and sizes. */
    List<Node.Extended> list() {
        List<Node.Extended> list = new ArrayList<>();
        for (Entry entry : entries) {
            String beginning = entry.beginning() < BEGINNINGS.size() ? BEGINNINGS.get(entry.beginning()) : entry.beginning() + ".";
            String name = beginning + Name.of(entry.name(), 0, entry.name().length()).text();
            list.add(new Node.Extended(Name.of(name), entry.length()));
        }
        return list;
    }
}
