package jdisk.filesystem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * Tells what a stretch of an image holds.
 *
 * <p>The order is that of blkid, and it matters. Layers that hold others come first, RAID before LVM before encryption: the
 * member of a mirror, for one, may show the very file system that lies in the mirror. Where one of them is found nothing is
 * looked for behind it. FAT comes before what its boot record might be mistaken for. Of the rest, each has a mark of its own;
 * a volume that carries more than one was made anew without being wiped, and the first one counts.
 */
public final class FileSystemProbe {
    /** How a format goes together with others that are found in the same place. */
    private enum Nature {
        /** Disks are joined by it. A floppy disk has none, as blkid has it. */
        RAID,
        /** It hides what it holds. */
        ENCRYPTION,
        /** A file system that is made to share its place: discs are often two or three at once. */
        SHARED,
        /** A file system, or swap space, that has its place for itself. */
        ALONE
    }

    private record Candidate(Nature nature, Format format) {}

    private static final List<Candidate> CANDIDATES = List.of(
            new Candidate(Nature.RAID, MdProbe::find),
            new Candidate(Nature.RAID, LvmProbe::find),
            new Candidate(Nature.ENCRYPTION, LuksProbe::find),
            new Candidate(Nature.ENCRYPTION, BitLockerProbe::find),
            new Candidate(Nature.ALONE, FatProbe::find),
            new Candidate(Nature.ALONE, SwapProbe::find),
            new Candidate(Nature.ALONE, XfsProbe::find),
            new Candidate(Nature.ALONE, ExtProbe::find),
            new Candidate(Nature.ALONE, ReiserProbe::find),
            new Candidate(Nature.ALONE, Superblock.JFS),
            new Candidate(Nature.SHARED, UdfProbe::find),
            new Candidate(Nature.SHARED, Iso9660Probe::find),
            new Candidate(Nature.ALONE, HfsPlusProbe::find),
            new Candidate(Nature.SHARED, HfsPlusProbe::findOld),
            new Candidate(Nature.ALONE, UfsProbe::find),
            new Candidate(Nature.ALONE, NtfsProbe::find),
            new Candidate(Nature.ALONE, Superblock.CRAMFS),
            new Candidate(Nature.ALONE, MinixProbe::find),
            new Candidate(Nature.ALONE, SquashfsProbe::find),
            new Candidate(Nature.ALONE, Superblock.BTRFS),
            new Candidate(Nature.ALONE, ExfatProbe::find),
            new Candidate(Nature.ALONE, F2fsProbe::find),
            new Candidate(Nature.ALONE, Superblock.APFS),
            new Candidate(Nature.ALONE, Superblock.EROFS));

    /** What is not longer holds no file system; blkid takes it for an extended partition. */
    private static final int TOO_SHORT = 1024;

    /** A floppy disk of the largest common size: 80 tracks of 18 sectors on both sides. */
    private static final int FLOPPY = 1440 * 1024;

    private FileSystemProbe() {}

    /**
     * What a stretch of an image holds, if it is recognised.
     *
     * @param offset in bytes from the start of the image
     * @param length in bytes; nothing behind it is read, and what the image does not have of it is not there
     * @throws IOException if nothing is recognised, and something could not be read
     */
    public static Optional<FileSystem> at(Image image, long offset, long length) throws IOException {
        return all(image, offset, length).stream().findFirst();
    }

    /**
     * What a stretch of an image seems to hold: more than one thing only if they contradict each other. The first one is what
     * {@link #at} tells.
     *
     * @throws IOException if nothing is recognised, and something could not be read
     */
    public static List<FileSystem> all(Image image, long offset, long length) throws IOException {
        List<FileSystem> found = new ArrayList<>();
        boolean contradiction = false;
        Optional<IOException> unread = Optional.empty();
        if (length <= TOO_SHORT) {
            return found;
        }
        Volume volume = new Volume(image, offset, length);
        for (Candidate candidate : CANDIDATES) {
            if (candidate.nature() == Nature.RAID && length <= FLOPPY) {
                continue;
            }
            Optional<FileSystem> fileSystem;
            try {
                fileSystem = candidate.format().find(volume);
            } catch (IOException e) {
                unread = unread.or(() -> Optional.of(e)); // another format may be told by bytes that can be read
                continue;
            }
            if (fileSystem.isEmpty()) {
                continue;
            }
            found.add(fileSystem.get());
            if (candidate.nature() == Nature.RAID || candidate.nature() == Nature.ENCRYPTION || length <= FLOPPY) {
                return found;
            }
            contradiction |= candidate.nature() == Nature.ALONE;
        }
        if (found.isEmpty() && unread.isPresent()) {
            throw unread.get();
        }
        return contradiction || found.isEmpty() ? found : found.subList(0, 1);
    }

    /**
     * Whether a sector is the boot record of a FAT, exFAT or NTFS file system: the only file systems whose first sector ends
     * in the signature of a partition table. Of what it finds, only the type is known.
     *
     * @param sector at least 512 bytes
     */
    public static Optional<FileSystem> bootRecord(ByteView sector) {
        if (FatProbe.isBootRecord(sector)) {
            return Optional.of(new FileSystem(FatProbe.TYPE));
        }
        if (NtfsProbe.isBootRecord(sector)) {
            return Optional.of(new FileSystem(NtfsProbe.TYPE));
        }
        return ExfatProbe.isBootRecord(sector) ? Optional.of(new FileSystem(ExfatProbe.TYPE)) : Optional.empty();
    }

    /**
     * The size of a sector as a FAT, exFAT or NTFS boot record tells it, or 0 if this is none.
     *
     * @param sector at least 512 bytes
     */
    public static int bootRecordSectorSize(ByteView sector) {
        if (ExfatProbe.isBootRecord(sector)) {
            return ExfatProbe.sectorSize(sector);
        }
        return FatProbe.isBootRecord(sector) || NtfsProbe.isBootRecord(sector) ? sector.u16le(FatProbe.SECTOR_BYTES) : 0;
    }
}
