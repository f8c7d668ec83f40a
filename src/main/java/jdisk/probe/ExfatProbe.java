package jdisk.probe;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;

/**
 * exFAT.
 *
 * <pre>
 * boot record:   0 jump EB 76 90, "EXFAT   "     96 first cluster of the root      label entry:
 *               11 zeros, 53 bytes              100 serial                         0 type 83
 *               80 first sector of the FAT      104 minor, 105 major version       1 length in characters
 *               88 first sector of cluster 2    108 log2 of bytes a sector         2 text, UTF-16
 *               92 number of clusters           109 log2 of sectors a cluster
 *                                               510 signature 55 AA
 * </pre>
 *
 * Little-endian, 32 bits where nothing is said. Source:
 * <a href="https://learn.microsoft.com/windows/win32/fileio/exfat-specification">Microsoft's exFAT specification</a>.
 */
final class ExfatProbe {
    static final String TYPE = "exfat";

    private static final String NAME = "EXFAT   ";
    private static final int NAME_AT = 3;
    private static final int ZEROS = 11;
    private static final int ZEROS_LENGTH = 53;
    private static final int FAT = 80;
    private static final int HEAP = 88;
    private static final int ROOT = 96;
    private static final int SERIAL = 100;
    private static final int MINOR = 104;
    private static final int MAJOR = 105;
    private static final int SECTOR_SHIFT = 108;
    private static final int CLUSTER_SHIFT = 109;
    private static final int SIGNATURE = 510;

    private static final int ENTRY = 32;
    private static final int END = 0;
    private static final int LABEL = 0x83;
    private static final int LABEL_LENGTH = 11;

    /** How much of a root directory is searched. Whoever makes the file system puts the label first. */
    private static final int SEARCHED = 1 << 21;

    private static final int PIECE = 4096;

    private ExfatProbe() {}

    static boolean isBootRecord(ByteView sector) {
        return sector.has(NAME_AT, NAME);
    }

    /** Bytes in a sector, or 0 if there is no such size. */
    static int sectorSize(ByteView sector) {
        return sector.u8(SECTOR_SHIFT) <= 12 ? 1 << sector.u8(SECTOR_SHIFT) : 0;
    }

    static Optional<Contents> find(Slice volume) throws IOException {
        Optional<ByteView> boot = volume.viewIfThere(0, 512).filter(ExfatProbe::isSound);
        if (boot.isEmpty()) {
            return Optional.empty();
        }
        ByteView sector = boot.get();
        String version = sector.u8(MAJOR) + "." + sector.u8(MINOR);
        return Optional.of(new Contents(TYPE, version, label(volume, sector), FatProbe.serial(sector, SERIAL)));
    }

    private static boolean isSound(ByteView sector) {
        return sector.has(0, "\u00ebv\u0090" + NAME)
                && sector.slice(ZEROS, ZEROS_LENGTH).isZero()
                && sector.u16le(SIGNATURE) == 0xaa55
                && sectorSize(sector) >= 512
                && sector.u8(SECTOR_SHIFT) + sector.u8(CLUSTER_SHIFT) <= 25;
    }

    private static String label(Slice volume, ByteView sector) throws IOException {
        int shift = sector.u8(SECTOR_SHIFT);
        long cluster = 1L << (shift + sector.u8(CLUSTER_SHIFT));
        long heap = sector.u32le(HEAP) << shift;
        long number = sector.u32le(ROOT);
        int searched = 0;
        // Ends: each turn searches a piece, and no more than so many bytes are searched; a chain may lead around.
        while (number >= 2 && number <= 0xffffff6 && searched < SEARCHED) {
            for (long at = 0; at < cluster && searched < SEARCHED; at += PIECE) {
                int length = (int) Math.min(PIECE, cluster - at);
                Optional<ByteView> piece = volume.viewIfThere(heap + (number - 2) * cluster + at, length);
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
            Optional<ByteView> link = volume.viewIfThere((sector.u32le(FAT) << shift) + number * 4, 4);
            number = link.isPresent() ? link.get().u32le(0) : 0;
        }
        return "";
    }
}
