package jdisk.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.BlockCache;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * Tells what a stretch of an image holds.
 *
 * <p>The order is that of blkid, and it matters. Layers that hold others come first, RAID before LVM before encryption: the
 * member of a mirror, for one, may show the very file system that lies in the mirror. Where one of them is found nothing is
 * looked for after it. FAT comes before what its boot record might be mistaken for. Of the rest, each has a mark of its own;
 * a volume that carries more than one was made anew without being wiped, and the first one counts.
 */
public final class ContentsProbe {
    /** How a format goes together with others that are found in the same place. */
    private enum Sharing {
        /** Disks are joined by it. A floppy disk has none, as blkid has it. */
        RAID,
        /** It hides what it holds. */
        ENCRYPTION,
        /** A file system that is made to share its place: discs are often two or three at once. */
        SHARED,
        /** A file system, or swap space, that has its place for itself. */
        ALONE
    }

    private record Candidate(Sharing sharing, Format format) {}

    private static final List<Candidate> CANDIDATES = List.of(
            new Candidate(Sharing.RAID, MdProbe::find),
            new Candidate(Sharing.RAID, LvmProbe::find),
            new Candidate(Sharing.ENCRYPTION, LuksProbe::find),
            new Candidate(Sharing.ENCRYPTION, BitLockerProbe::find),
            new Candidate(Sharing.ALONE, FatProbe::find),
            new Candidate(Sharing.ALONE, SwapProbe::find),
            new Candidate(Sharing.ALONE, XfsProbe::find),
            new Candidate(Sharing.ALONE, ExtProbe::find),
            new Candidate(Sharing.ALONE, ReiserProbe::find),
            new Candidate(Sharing.ALONE, Superblock.JFS),
            new Candidate(Sharing.SHARED, UdfProbe::find),
            new Candidate(Sharing.SHARED, Iso9660Probe::find),
            new Candidate(Sharing.ALONE, HfsPlusProbe::find),
            new Candidate(Sharing.SHARED, HfsPlusProbe::findOld),
            new Candidate(Sharing.ALONE, UfsProbe::find),
            new Candidate(Sharing.ALONE, NtfsProbe::find),
            new Candidate(Sharing.ALONE, Superblock.CRAMFS),
            new Candidate(Sharing.ALONE, MinixProbe::find),
            new Candidate(Sharing.ALONE, SquashfsProbe::find),
            new Candidate(Sharing.ALONE, Superblock.BTRFS),
            new Candidate(Sharing.ALONE, ExfatProbe::find),
            new Candidate(Sharing.ALONE, F2fsProbe::find),
            new Candidate(Sharing.ALONE, Superblock.APFS),
            new Candidate(Sharing.ALONE, Superblock.EROFS));

    /** What is not longer holds no file system; blkid takes it for an extended partition. */
    private static final int TOO_SHORT = 1024;

    /** Formats keep their marks in the same few places: each is read once. */
    private static final int PAGE = 1024;

    /** A floppy disk of the largest common size: 80 tracks of 18 sectors on both sides. */
    private static final int FLOPPY = 1440 * 1024;

    private ContentsProbe() {}

    /**
     * What a stretch of an image holds, if it is recognised.
     *
     * @param volume nothing outside it is read, and what the image does not have of it is not there
     * @throws IOException if nothing is recognised, and something could not be read
     */
    public static Optional<Contents> at(Slice volume) throws IOException {
        return all(volume).stream().findFirst();
    }

    /**
     * What a stretch of an image seems to hold: more than one thing only if they contradict each other. The first one is what
     * {@link #at} tells.
     *
     * @throws IOException if nothing is recognised, and something could not be read
     */
    public static List<Contents> all(Slice volume) throws IOException {
        return allOf(Slice.of(new BlockCache(volume, PAGE), 0, volume.length()));
    }

    private static List<Contents> allOf(Slice volume) throws IOException {
        List<Contents> found = new ArrayList<>();
        long length = volume.length();
        boolean contradiction = false;
        Optional<IOException> unread = Optional.empty();
        if (length <= TOO_SHORT) {
            return found;
        }
        for (Candidate candidate : CANDIDATES) {
            if (candidate.sharing() == Sharing.RAID && length <= FLOPPY) {
                continue;
            }
            Optional<Contents> fileSystem;
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
            if (candidate.sharing() == Sharing.RAID || candidate.sharing() == Sharing.ENCRYPTION || length <= FLOPPY) {
                return found;
            }
            contradiction |= candidate.sharing() == Sharing.ALONE;
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
    public static Optional<Contents> bootRecord(ByteView sector) {
        if (FatBootRecord.of(sector).isPresent()) {
            return Optional.of(new Contents(FatProbe.TYPE));
        }
        if (NtfsBootRecord.isNamed(sector)) {
            return Optional.of(new Contents(NtfsProbe.TYPE));
        }
        return ExfatBootRecord.isNamed(sector) ? Optional.of(new Contents(ExfatProbe.TYPE)) : Optional.empty();
    }

    /**
     * The size of a sector as a FAT, exFAT or NTFS boot record tells it, or 0 if this is none.
     *
     * @param sector at least 512 bytes
     */
    public static int bootRecordSectorSize(ByteView sector) {
        if (ExfatBootRecord.isNamed(sector)) {
            return ExfatBootRecord.sectorBytes(sector);
        }
        if (NtfsBootRecord.isNamed(sector)) {
            return sector.u16le(NtfsBootRecord.SECTOR_BYTES);
        }
        return FatBootRecord.of(sector).map(FatBootRecord::sectorBytes).orElse(0);
    }
}
