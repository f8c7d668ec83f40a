package jdisk.extract;

import java.util.List;
import jdisk.image.Image;
import jdisk.unit.SectorSize;

/**
 * What is to be copied or digested, and how.
 *
 * @param offset where it begins, in bytes of the image
 * @param length in bytes; all of it lies within the image
 * @param sectorSize of what is skipped where the image cannot be read
 * @param digests what is to be digested on the way; each lies within the range
 */
public record ExtractPlan(
        Image image, long offset, long length, SectorSize sectorSize, Sparse sparse, OnError onError, List<DigestRange> digests) {

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
            Image image, long offset, long length, SectorSize sectorSize, Sparse sparse, OnError onError, List<Algorithm> algorithms) {
        List<DigestRange> digests =
                algorithms.stream().map(algorithm -> new DigestRange(offset, length, algorithm)).toList();
        return new ExtractPlan(image, offset, length, sectorSize, sparse, onError, digests);
    }

    public long end() {
        return offset + length;
    }
}
