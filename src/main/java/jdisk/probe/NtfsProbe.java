package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * NTFS, told by its {@link NtfsBootRecord} and the first records of its MFT.
 *
 * <pre>
 * file record:  0 "FILE"                       attribute:  0 type (60: volume name)
 *              20 first attribute, 16 bits                 4 length
 *              28 length                                   8 1 if it lies elsewhere
 *                                                         16 length of its value
 *                                                         20 its value, 16 bits
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. The fourth file record is that of the volume, whose name is the label. Source:
 * as for the boot record.
 */
final class NtfsProbe {
    static final String TYPE = "ntfs";

    private static final String RECORD = "FILE";
    private static final int RECORD_VOLUME = 3;
    private static final int RECORD_ATTRIBUTES = 20;
    private static final int RECORD_LENGTH = 28;

    private static final long VOLUME_NAME = 0x60;
    private static final long END = 0xffff_ffffL;
    private static final int ATTRIBUTE_HEADER = 24;
    private static final int VALUE_LENGTH = 16;
    private static final int VALUE = 20;

    private NtfsProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<NtfsBootRecord> boot = NtfsBootRecord.read(volume);
        if (boot.isEmpty()) {
            return Optional.empty();
        }
        NtfsBootRecord record = boot.get();
        long mft = record.mftPosition();
        int length = record.fileRecordBytes();
        Optional<ByteView> first = volume.viewIfThere(mft, 4).filter(bytes -> bytes.has(0, RECORD));
        Optional<ByteView> ofVolume =
                volume.viewIfThere(mft + (long) RECORD_VOLUME * length, length).filter(bytes -> bytes.has(0, RECORD));
        if (first.isEmpty() || ofVolume.isEmpty()) {
            return Optional.empty();
        }
        String serial = record.serial() == 0 ? "" : "%016X".formatted(record.serial());
        return Optional.of(new Contents(TYPE, "", label(ofVolume.get()), serial, record.sectorBytes()));
    }

    private static String label(ByteView record) {
        long at = record.u16le(RECORD_ATTRIBUTES);
        // Ends: each turn goes on by the length of an attribute, which is not 0, and the record is finite.
        while (at + ATTRIBUTE_HEADER <= record.length() && at <= record.u32le(RECORD_LENGTH)) {
            int attribute = (int) at;
            long length = record.u32le(attribute + 4);
            if (length == 0 || record.u32le(attribute) == END) {
                return "";
            }
            if (record.u32le(attribute) == VOLUME_NAME) {
                long value = at + record.u16le(attribute + VALUE);
                long bytes = record.u32le(attribute + VALUE_LENGTH);
                return value + bytes <= record.length() ? record.utf16le((int) value, (int) (bytes / 2)) : "";
            }
            at += length;
        }
        return "";
    }
}
