package jdisk.search;

import java.util.List;
import java.util.OptionalLong;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;
import jdisk.image.Image;
import jdisk.image.Slice;
import jdisk.label.FoundPartition;
import jdisk.probe.Contents;
import jdisk.probe.Sought;
import jdisk.unit.Extent;
import jdisk.unit.SectorSize;

/**
 * A volume that was found.
 *
 * @param format of which it is
 * @param start in bytes from the start of the image
 * @param length in bytes; where its structures do not tell, up to what comes next
 * @param isLengthKnown whether they tell
 * @param contents its type, label and identifier
 * @param witnesses where structures of it were found, in bytes from the start of the image: the first few
 * @param count how many were found
 * @param mended the structure that is put where the first belongs, if that is lost: else no bytes
 * @param table where a lost table lies that tells of it, in bytes from the start of the image
 * @param standing what it is to the others that were found
 */
public record Hit(
        Sought format,
        long start,
        long length,
        boolean isLengthKnown,
        Contents contents,
        Confidence confidence,
        List<Long> witnesses,
        int count,
        Mended mended,
        OptionalLong table,
        Standing standing)
        implements Lodger {

    /**
     * Bytes that stand in for those that are lost.
     *
     * @param home where they belong, in bytes from the start of the volume
     */
    public record Mended(long home, ByteView bytes) {
        static final Mended NOTHING = new Mended(0, new ByteView(new byte[0]));

        /** Whether there are none: the first structure is there. */
        public boolean isNone() {
            return bytes.length() == 0;
        }
    }

    /** Where it ends, in bytes from the start of the image, which may be shorter. */
    @Override
    public long end() {
        return start + length;
    }

    /** Whether it is a partition of its own, as far as anything can be known. */
    public boolean isPartition() {
        return standing instanceof Standing.Own && confidence != Confidence.DOUBTFUL;
    }

    /** The volume as a partition of a disk with such sectors. */
    public FoundPartition partition(Image image, SectorSize sectorSize) {
        long first = start / sectorSize.bytes();
        Extent extent = new Extent(first, Math.ceilDiv(end(), sectorSize.bytes()) - first);
        return new FoundPartition(extent, contents.type(), volume(image), !mended.isNone());
    }

    /** The volume, with what is lost of it put back from a copy. */
    public Slice volume(Image image) {
        return volume(image, start, length, mended);
    }

    static Slice volume(Image image, long start, long length, Mended mended) {
        Slice there = Slice.of(image, start, length);
        if (mended.isNone() || mended.home() + mended.bytes().length() > there.size()) {
            return there;
        }
        long after = mended.home() + mended.bytes().length();
        ExtentImage whole = new ExtentImage.Builder(there)
                .data(0, 0, mended.home())
                .bytes(mended.home(), mended.bytes())
                .data(after, after, there.size() - after)
                .build(image.name(), there.size());
        return Slice.of(whole, 0, length);
    }

    Hit with(Standing other) {
        return new Hit(format, start, length, isLengthKnown, contents, confidence, witnesses, count, mended, table, other);
    }

    Hit withLength(long other) {
        return new Hit(format, start, other, isLengthKnown, contents, confidence, witnesses, count, mended, table, standing);
    }

    /** The same, of which a table tells, too: where it lies, and how long the partition was; 0 if that cannot be. */
    Hit toldBy(long place, long partition) {
        Confidence better = confidence == Confidence.DOUBTFUL ? Confidence.LIKELY : Confidence.SURE;
        return new Hit(
                format, start, Math.max(length, partition), isLengthKnown || partition > 0, contents, better, witnesses, count, mended, OptionalLong.of(place), standing);
    }
}
