package jdisk.probe;

import jdisk.image.ByteView;

/**
 * The journal of an ext file system, as its superblock tells where it is.
 *
 * <pre>
 * in the superblock:
 *  D0  UUID of the journal
 *  E0  inode of the journal
 *  E4  device of the journal
 * 10C  copy of the journal's block list, 17 numbers
 * </pre>
 *
 * As in {@link ExtSuperblock}, whose features say whether there is one, and whether it lies elsewhere.
 */
public record ExtJournal(ExtSuperblock superblock) {
    private static final int UUID = 0xd0;
    private static final int INODE = 0xe0;
    private static final int DEVICE = 0xe4;
    private static final int COPY = 0x10c;
    private static final int COPY_LENGTH = 17 * 4;

    /** The inode of the journal; 0 if it lies elsewhere, or there is none. */
    public long inode() {
        return superblock.bytes().u32le(INODE);
    }

    /** The device of the journal, as Linux numbers it; 0 if it lies within, or there is none. */
    public long device() {
        return superblock.bytes().u32le(DEVICE);
    }

    /** The UUID of the journal's device; empty if there is none. */
    public String uuid() {
        return superblock.bytes().uuid(UUID);
    }

    /** What the journal's inode says of its blocks and size: 15 numbers as in an inode, then the upper and lower half of the size. */
    public ByteView copy() {
        return superblock.bytes().slice(COPY, COPY_LENGTH);
    }
}
