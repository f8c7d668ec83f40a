package jdisk.image;

import java.nio.file.FileSystemException;

/**
 * Bytes of an image cannot be had, as they have to be kept somewhere first, and there is no room. Nothing is wrong with the image: no
 * zeros take the place of such bytes, whatever is wished for those that cannot be read.
 */
public final class NoRoomException extends FileSystemException {
    private static final long serialVersionUID = 1;

    /**
     * For a folder that takes no more.
     *
     * @param why in words for people, and what to do
     */
    public NoRoomException(String folder, String why) {
        super(folder, null, why);
    }
}
