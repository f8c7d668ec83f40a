package jdisk.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.BlockCache;
import jdisk.image.Slice;

/**
 * Tells what a stretch of an image holds.
 *
 * <p>Formats are tried in the order of {@link Candidate#ALL}. Where a layer that holds others is found, nothing is looked for
 * after it. A volume that carries the marks of more than one file system was made anew without being wiped, and the first
 * one counts.
 */
public final class ContentsProbe {
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
        return all(cached(volume), true);
    }

    /**
     * What shows where a member of an array begins, as if it were none: half a mirror begins with what lies in the mirror, if the
     * array keeps its own records at the end.
     *
     * @throws IOException as for {@link #all}
     */
    public static Optional<Contents> beneathArray(Slice volume) throws IOException {
        return all(cached(volume), false).stream().findFirst();
    }

    private static Slice cached(Slice volume) {
        return Slice.of(new BlockCache(volume, PAGE), 0, volume.length());
    }

    private static List<Contents> all(Slice volume, boolean arrays) throws IOException {
        List<Contents> found = new ArrayList<>();
        long length = volume.length();
        boolean contradiction = false;
        Optional<IOException> unread = Optional.empty();
        if (length <= TOO_SHORT) {
            return found;
        }
        for (Candidate candidate : Candidate.ALL) {
            if (candidate.sharing() == Candidate.Sharing.RAID && (!arrays || length <= FLOPPY)) {
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
            if (candidate.sharing() == Candidate.Sharing.RAID || candidate.sharing() == Candidate.Sharing.ENCRYPTION || length <= FLOPPY) {
                return found;
            }
            contradiction |= candidate.sharing() == Candidate.Sharing.ALONE;
        }
        if (found.isEmpty() && unread.isPresent()) {
            throw unread.get();
        }
        return contradiction || found.isEmpty() ? found : found.subList(0, 1);
    }
}
