package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * exFAT, told by its {@link ExfatBootRecord}.
 *
 * <pre>
 * entry of the label, in the root directory:  0 type 83, 8 bits
 *                                             1 length in characters, 8 bits
 *                                             2 text, UTF-16
 * </pre>
 *
 * Little-endian. Source: as for the boot record.
 */
final class ExfatProbe {
    static final String TYPE = "exfat";

    private static final int ENTRY = 32;
    private static final int END = 0;
    private static final int LABEL = 0x83;
    private static final int LABEL_LENGTH = 11;

    /** The last cluster in which blkid looks for a label. */
    private static final long LAST_CLUSTER = 0xffffff6;

    /** How much of a root directory is searched. Whoever makes the file system puts the label first. */
    private static final int SEARCHED = 1 << 21;

    private static final int PIECE = 4096;

    private ExfatProbe() {}

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ExfatBootRecord> boot = ExfatBootRecord.read(volume);
        if (boot.isEmpty()) {
            return Optional.empty();
        }
        ExfatBootRecord record = boot.get();
        String version = record.majorVersion() + "." + record.minorVersion();
        return Optional.of(new Contents(TYPE, version, label(volume, record), FatProbe.serial(record.serial()))
                .withBlocks(record.sectorBytes()));
    }

    private static String label(Slice volume, ExfatBootRecord record) throws IOException {
        int cluster = record.clusterBytes();
        long number = record.rootCluster();
        int searched = 0;
        // Ends: each turn searches a piece, and no more than so many bytes are searched; a chain may lead around.
        while (number >= ExfatBootRecord.FIRST_CLUSTER && number <= LAST_CLUSTER && searched < SEARCHED) {
            for (int at = 0; at < cluster && searched < SEARCHED; at += PIECE) {
                int length = Math.min(PIECE, cluster - at);
                Optional<ByteView> piece = volume.viewIfThere(record.clusterPosition(number) + at, length);
                if (piece.isEmpty()) {
                    return "";
                }
                ByteView entries = piece.get();
                for (int entry = 0; entry < length; entry += ENTRY) {
                    int type = entries.u8(entry);
                    if (type == END) {
                        return "";
                    }
                    if (type == LABEL) {
                        return entries.utf16le(entry + 2, Math.min(entries.u8(entry + 1), LABEL_LENGTH));
                    }
                }
                searched += length;
            }
            Optional<ByteView> link = volume.viewIfThere(record.fatPosition(0) + number * 4, 4);
            number = link.isPresent() ? link.get().u32le(0) : 0;
        }
        return "";
    }
}
