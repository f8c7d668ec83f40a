package jdisk.filesystem;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import jdisk.filesystem.exfat.ExfatVolume;
import jdisk.filesystem.ext.ExtVolume;
import jdisk.filesystem.fat.FatVolume;
import jdisk.filesystem.iso9660.IsoVolume;
import jdisk.filesystem.ntfs.NtfsVolume;
import jdisk.image.Slice;
import jdisk.probe.Contents;
import jdisk.probe.IsoDescriptor;

/** Opens the file systems that can be read. */
public final class Volumes {
    /** Opens a volume of some format. */
    private interface Opener {
        Optional<Volume> open(Slice place, String type) throws IOException;
    }

    private static final Opener EXT = (place, type) -> Optional.of(ExtVolume.open(place, type));

    /** By the names blkid has for formats. */
    private static final Map<String, Opener> OPENERS = Map.of(
            "ext2", EXT,
            "ext3", EXT,
            "ext4", EXT,
            "ext4dev", EXT,
            "vfat", (place, type) -> Optional.of(FatVolume.open(place)),
            "exfat", (place, type) -> Optional.of(ExfatVolume.open(place)),
            "ntfs", (place, type) -> Optional.of(NtfsVolume.open(place)),
            "iso9660", (place, type) -> Optional.of(IsoVolume.open(place, false)),
            "udf", (place, type) -> besideUdf(place));

    private Volumes() {}

    /** The ISO 9660 that most discs with UDF have, too. */
    private static Optional<Volume> besideUdf(Slice place) throws IOException {
        return IsoDescriptor.read(place).isEmpty() ? Optional.empty() : Optional.of(IsoVolume.open(place, true));
    }

    /**
     * The volume at a place, if its format is one whose files are read here.
     *
     * @param found what was recognised there
     * @throws IOException if its first structures cannot be read, or make no sense
     */
    public static Optional<Volume> open(Slice place, Contents found) throws IOException {
        Opener opener = OPENERS.get(found.type());
        return opener == null ? Optional.empty() : opener.open(place, found.type());
    }
}
