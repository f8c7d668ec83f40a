package jdisk.filesystem.ext;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;

/**
 * Contents that are kept in the inode itself: as much as fits where others tell where theirs are, and the rest as the attribute
 * {@code system.data} in the same inode. Source: <a href="https://docs.kernel.org/filesystems/ext4/ifork.html">the kernel's
 * documentation of ext4</a>.
 *
 * @param bytes all there is, which may be more or less than the inode's size says
 */
record InlineData(ByteView bytes) {

    /** @throws IOException if the attribute should be there, and is damaged */
    static InlineData of(ExtVolume volume, Inode inode) throws IOException {
        Optional<ByteView> rest = ExtendedAttributes.inInode(volume, inode).value(ExtendedAttributes.SYSTEM, "data");
        ExtentImage.Builder both = new ExtentImage.Builder(volume.image()).bytes(0, inode.contents());
        rest.ifPresent(view -> both.bytes(Inode.CONTENTS_LENGTH, view));
        return new InlineData(both.build("inline", both.end()).view(0, (int) both.end()));
    }

    /**
     * As much of it as the inode says there is.
     *
     * @throws IOException if there is less
     */
    ExtentImage contents(ExtVolume volume, Inode inode) throws IOException {
        if (inode.size() < 0 || inode.size() > bytes.length()) {
            throw new IOException("of its " + inode.size() + " bytes only " + bytes.length() + " are in its inode");
        }
        return new ExtentImage.Builder(volume.image()).bytes(0, bytes.slice(0, (int) inode.size()))
                .build("inode " + inode.number(), inode.size());
    }
}
