package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import jdisk.filesystem.Name;
import jdisk.filesystem.NamedStream;
import jdisk.filesystem.Problem;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;
import jdisk.image.Image;

/**
 * An attribute as bytes: what a file holds, or a stream of it, or a list.
 *
 * @param number of the file record
 * @param parts of the attribute, one at least
 */
record DataStream(NtfsVolume volume, long number, List<Attribute> parts) implements NamedStream {
    /** 8 PiB, more than Windows makes. */
    static final long MOST_BYTES = 1L << 53;

    private Attribute first() {
        return parts.size() == 1 ? parts.getFirst()
                : parts.stream().min(Comparator.comparingLong(Attribute::firstCluster)).orElseThrow();
    }

    @Override
    public Name name() {
        return Name.of(first().name());
    }

    /** In bytes; 0 if what it has makes no sense, in which case it has no contents either. */
    @Override
    public long size() {
        return isSound() ? first().size() : 0;
    }

    private boolean isSound() {
        return first().size() >= 0 && first().size() <= MOST_BYTES && first().firstCluster() == 0;
    }

    boolean isResident() {
        return first().isResident();
    }

    boolean isCompressed() {
        return (first().flags() & Attribute.COMPRESSED) != 0;
    }

    boolean isSparse() {
        return (first().flags() & Attribute.SPARSE) != 0;
    }

    boolean isEncrypted() {
        return (first().flags() & Attribute.ENCRYPTED) != 0;
    }

    /** Whether some of its bytes were never put into clusters. */
    boolean isPartlyAbsent() {
        return !isResident() && size() > 0 && (written() < size() || Runs.of(volume.geometry(), parts).hasGaps());
    }

    private long written() {
        long written = first().written();
        return written < 0 ? first().size() : Math.min(written, first().size());
    }

    private String label() {
        return "file record " + number;
    }

    @Override
    public Image content() throws IOException {
        if (isEncrypted()) {
            throw new IOException("it is encrypted, and takes a key");
        }
        if (first().firstCluster() != 0) {
            throw new IOException("the record of its first part is lost");
        }
        if (!isSound()) {
            throw new IOException("its size of " + Long.toUnsignedString(first().size()) + " bytes is more than a file can have");
        }
        if (isResident()) {
            return new ExtentImage.Builder(volume.geometry().image()).bytes(0, first().value(0)).build(label(), first().size());
        }
        Runs runs = Runs.of(volume.geometry(), parts);
        if (!runs.damage().isEmpty()) {
            volume.problem(Problem.Code.MAP_DAMAGED, number, runs.damage());
        }
        if (!isCompressed() || first().unitShift() == 0) {
            return runs.image(label(), size(), written());
        }
        if ((first().flags() & Attribute.COMPRESSED) != Attribute.LZNT1) {
            throw new IOException("it is compressed in an unknown way");
        }
        CompressedRuns.Of compressed = new CompressedRuns.Of(volume.geometry(), runs, first().unitShift());
        return CompressedRuns.image(compressed, label(), size(), written());
    }

    /**
     * All of its bytes.
     *
     * @throws IOException if they cannot be read, or are more than that
     */
    ByteView bytes(int most) throws IOException {
        Image content = content();
        if (content.size() > most) {
            throw new IOException("it has " + content.size() + " bytes, more than make sense");
        }
        return content.view(0, (int) content.size());
    }
}
