package jdisk.extract;

import java.util.List;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.unit.SectorSize;

/**
 * What is to be copied or digested, and how.
 *
 * @param range the slice of an image that is copied: as much of it as is there
 * @param sectorSize of what is skipped where the image cannot be read
 * @param digests what is to be digested on the way; each lies within the range
 */
public record ExtractPlan(
        Slice range, SectorSize sectorSize, Sparse sparse, OnError onError, List<DigestRange> digests) {

    /** Which zeros become holes in a file. */
    public enum Sparse {
        /** The holes of the image; where nobody knows them, blocks of zeros. */
        AUTO,
        /** The holes of the image, and blocks of zeros as well. */
        ALWAYS,
        /** None: zeros are written. */
        NEVER
    }

    /** What happens at a sector that cannot be read. */
    public enum OnError {
        STOP,
        /** Zeros take its place, and it is named in the end. */
        ZERO
    }

    /** A plan to copy a range, digested as a whole. */
    public static ExtractPlan of(
            Slice range, SectorSize sectorSize, Sparse sparse, OnError onError, List<Algorithm> algorithms) {
        List<DigestRange> digests =
                algorithms.stream().map(algorithm -> new DigestRange(range, algorithm)).toList();
        return new ExtractPlan(range, sectorSize, sparse, onError, digests);
    }

    /** The image it is a range of. */
    public Image image() {
        return range.image();
    }

    /** Where it begins, in bytes of the image. */
    public long offset() {
        return range.offset();
    }

    /** Bytes that are copied. */
    public long length() {
        return range.size();
    }

    /** Where it ends, in bytes of the image. */
    public long end() {
        return range.end();
    }
}
