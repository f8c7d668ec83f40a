package jdisk.filesystem.ntfs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jdisk.filesystem.Problem;
import jdisk.image.ByteView;
import jdisk.image.ExtentImage;
import jdisk.probe.NtfsBootRecord;

/**
 * The master file table: a file whose own record, the first, says where it is. Where one of its first records is damaged, the
 * copy of them in $MFTMirr takes its place.
 */
final class Mft {
    /** Bytes that are read at a time: others around a record are likely to be wanted. */
    private static final int RUN = 64 * 1024;

    /** Such runs that are kept: records are asked for in the order of names, which is not theirs. */
    private static final int KEPT = 384;

    /** Records that have a copy. */
    private static final int COPIED = 4;

    /** How often records that were just found may say where more of them are: mostly once. */
    private static final int MOST_TURNS = 64;

    private static final String DATA_NAME = "";

    private final NtfsVolume volume;
    private final NtfsBootRecord boot;
    private final int recordBytes;
    private ExtentImage image;
    private final Map<Long, ByteView> runs = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ByteView> eldest) {
            return size() > KEPT;
        }
    };

    /** @throws IOException if it is not known where it is */
    Mft(NtfsVolume volume, NtfsBootRecord boot) throws IOException {
        this.volume = volume;
        this.boot = boot;
        this.recordBytes = volume.geometry().recordBytes();
        this.image = new ExtentImage.Builder(volume.geometry().image())
                .data(0, boot.mftPosition(), recordBytes)
                .build("$MFT", recordBytes);
        FileRecord first = record(0);
        List<Attribute> parts = first.attributes().stream().filter(attribute -> attribute.is(Attribute.DATA, DATA_NAME)).toList();
        int known;
        int turns = 0;
        // Ends: a record that says where others are may be among those, but not many times over.
        do {
            known = parts.size();
            image = image(parts);
            runs.clear();
            parts = FileAttributes.of(volume, this, first).parts(Attribute.DATA, DATA_NAME);
        } while (parts.size() > known && ++turns < MOST_TURNS);
        Runs of = Runs.of(volume.geometry(), parts);
        if (!of.damage().isEmpty()) {
            volume.problem(Problem.Code.MAP_DAMAGED, 0, of.damage());
        }
    }

    private ExtentImage image(List<Attribute> parts) throws IOException {
        if (parts.isEmpty() || parts.getFirst().isResident() || parts.getFirst().firstCluster() != 0) {
            throw new IOException("its master file table does not say where it is");
        }
        long size = parts.getFirst().size();
        if (size < recordBytes || size > DataStream.MOST_BYTES) {
            throw new IOException("the size of its master file table makes no sense");
        }
        return Runs.of(volume.geometry(), parts).image("$MFT", size, parts.getFirst().written());
    }

    /** How many records there are. */
    long records() {
        return image.size() / recordBytes;
    }

    /**
     * A record.
     *
     * @throws IOException if it cannot be read, or there is no such record
     */
    FileRecord record(long number) throws IOException {
        if (number < 0 || number >= records()) {
            throw new IOException("file record " + number + " does not exist");
        }
        try {
            return decoded(number);
        } catch (IOException e) {
            if (number < COPIED) {
                return copy(number, e);
            }
            throw new IOException("file record " + number + " cannot be read: " + e.getMessage(), e);
        }
    }

    private FileRecord copy(long number, IOException why) throws IOException {
        long at = boot.clusterPosition(boot.mftMirrorCluster());
        if (at == Long.MAX_VALUE) {
            throw new IOException("file record " + number + " cannot be read: " + why.getMessage(), why);
        }
        try {
            ByteView bytes = volume.geometry().image().view(at + number * recordBytes, recordBytes);
            FileRecord copy = FileRecord.of(number, bytes, 0, recordBytes);
            volume.problem(Problem.Code.NODE_FROM_COPY, number, String.valueOf(why.getMessage()));
            return copy;
        } catch (IOException e) {
            throw new IOException("file record " + number + " cannot be read, nor can its copy: " + why.getMessage(), e);
        }
    }

    private FileRecord decoded(long record) throws IOException {
        long at = record * recordBytes;
        if (recordBytes > RUN / 4) {
            return FileRecord.of(record, image.view(at, recordBytes), 0, recordBytes);
        }
        long number = at / RUN;
        ByteView run = runs.get(number);
        if (run == null) {
            try {
                run = image.viewUpTo(number * RUN, RUN);
            } catch (IOException e) {
                // One bad sector hides no other.
                return FileRecord.of(record, image.view(at, recordBytes), 0, recordBytes);
            }
            runs.put(number, run);
        }
        return FileRecord.of(record, run, (int) (at % RUN), recordBytes);
    }

    /**
     * Shows all records in use, in the order of the disk.
     *
     * @return whether all of them could be read
     */
    boolean each(Consumer<FileRecord> visitor) {
        boolean whole = true;
        // Runs of a damaged table may lie on each other: no table has more records than the volume has room for.
        long left = volume.geometry().image().size() / recordBytes;
        for (ExtentImage.Piece piece : image.pieces()) {
            whole &= piece.kind() != ExtentImage.Kind.UNREADABLE;
            if (piece.kind() != ExtentImage.Kind.DATA) {
                continue;
            }
            // Ends: each turn takes a record, of which there are so many.
            long end = Math.min(Math.ceilDiv(piece.end(), recordBytes), records());
            for (long number = Math.ceilDiv(piece.at(), recordBytes); number < end && left > 0; number++, left--) {
                try {
                    FileRecord record = decoded(number);
                    if (record.isInUse()) {
                        visitor.accept(record);
                    }
                } catch (NeverWrittenException e) {
                    // room for a record
                } catch (IOException e) {
                    whole = false;
                }
            }
        }
        return whole;
    }
}
