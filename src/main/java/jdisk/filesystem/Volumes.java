package jdisk.filesystem;

import java.io.IOException;
import java.util.Optional;
import jdisk.filesystem.ext.ExtVolume;
import jdisk.image.Slice;
import jdisk.probe.Contents;

/** Opens the file systems that can be read. */
public final class Volumes {
    private Volumes() {}

    /**
     * The volume at a place, if its format is one whose files are read here.
     *
     * @param found what was recognised there
     * @throws IOException if its first structures cannot be read, or make no sense
     */
    public static Optional<Volume> open(Slice place, Contents found) throws IOException {
        return switch (found.type()) {
            case "ext2", "ext3", "ext4", "ext4dev" -> Optional.of(ExtVolume.open(place, found.type()));
            default -> Optional.empty();
        };
    }
}
