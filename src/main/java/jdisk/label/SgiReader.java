package jdisk.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.unit.Extent;

/**
 * Reads an SGI volume header.
 *
 * <pre>
 *  0  0BE5A941                        32  heads                  312  sixteen entries of 12 bytes:
 *  4  entry IRIX starts from          38  sectors a track             0 number of sectors   4 first sector   8 type
 *  6  entry IRIX swaps to             42  interleave             504  checksum: all 32-bit words together make 0
 *  8  path of the file to start, 16   72  fifteen files of 16 bytes:
 * 27  spare sectors a cylinder, 8 bits     0 name, 8 characters   8 first sector   12 size in bytes
 * 28  physical cylinders
 * </pre>
 *
 * All numbers are big-endian: of 16 bits up to the files, of 32 from there on. Source: {@code struct volume_header} of IRIX
 * ({@code sys/dvh.h}). Entries count from 0 in the table, and from 1 everywhere else.
 */
final class SgiReader {
    static final int LENGTH = 512;
    private static final long MAGIC = 0x0be5_a941L;

    private static final int BOOT = 4;
    private static final int SWAP = 6;
    private static final int BOOT_FILE = 8;
    private static final int BOOT_FILE_LENGTH = 16;
    private static final int SPARE = 27;
    private static final int PHYSICAL = 28;
    private static final int HEADS = 32;
    private static final int SECTORS = 38;
    private static final int SECTOR_BYTES = 40;
    private static final int INTERLEAVE = 42;
    private static final int FILES = 72;
    private static final int FILE_COUNT = 15;
    private static final int FILE_LENGTH = 16;
    private static final int NAME_LENGTH = 8;
    private static final int ENTRIES = 312;
    private static final int ENTRY_COUNT = 16;
    private static final int ENTRY_LENGTH = 12;

    private SgiReader() {}

    static boolean hasMagic(ByteView sector) {
        return sector.u32be(0) == MAGIC;
    }

    static int sectorBytes(ByteView sector) {
        return sector.u16be(SECTOR_BYTES);
    }

    static boolean hasRightChecksum(ByteView sector) {
        int sum = 0;
        for (int at = 0; at < LENGTH; at += 4) {
            sum += (int) sector.u32be(at);
        }
        return sum == 0;
    }

    /**
     * Reads the label.
     *
     * @param sector the first {@link #LENGTH} bytes of the image
     * @param sectors sectors of the image
     * @return nothing if there is none
     */
    static Optional<SgiLabel> find(ByteView sector, long sectors) {
        return hasMagic(sector) ? Optional.of(read(sector, sectors)) : Optional.empty();
    }

    private static SgiLabel read(ByteView sector, long sectors) {
        SgiLabel.Drive drive = new SgiLabel.Drive(
                sector.u16be(PHYSICAL), sector.u16be(HEADS), sector.u16be(SECTORS), sector.u8(SPARE), sector.u16be(INTERLEAVE));
        List<SgiPartition> partitions = new ArrayList<>();
        List<Finding.OfReading> findings = new ArrayList<>();
        if (!hasRightChecksum(sector)) {
            findings.add(new Finding.WrongChecksum(Label.Kind.SGI));
        }
        int boot = sector.u16be(BOOT);
        int swap = sector.u16be(SWAP);
        for (int slot = 0; slot < ENTRY_COUNT; slot++) {
            int entry = ENTRIES + slot * ENTRY_LENGTH;
            Extent extent = new Extent(sector.u32be(entry + 4), sector.u32be(entry));
            if (!extent.isEmpty()) {
                // A label that never told either has 0 for both; fdisk looks for the swap partition first.
                SgiPartition.Use use =
                        slot == swap ? SgiPartition.Use.SWAP : slot == boot ? SgiPartition.Use.BOOT : SgiPartition.Use.NONE;
                partitions.add(new SgiPartition(slot + 1, extent, sector.u32be(entry + 8), use));
                if (extent.end() > sectors) {
                    findings.add(new Finding.BeyondEnd(slot + 1, extent, sectors));
                }
            }
        }
        return new SgiLabel(
                boot + 1,
                swap + 1,
                sector.latin1(BOOT_FILE, BOOT_FILE_LENGTH),
                drive,
                directory(sector),
                partitions,
                findings);
    }

    private static List<SgiLabel.BootFile> directory(ByteView sector) {
        List<SgiLabel.BootFile> directory = new ArrayList<>();
        for (int slot = 0; slot < FILE_COUNT; slot++) {
            int file = FILES + slot * FILE_LENGTH;
            long bytes = sector.u32be(file + 12);
            if (bytes != 0) {
                directory.add(new SgiLabel.BootFile(slot, sector.latin1(file, NAME_LENGTH), sector.u32be(file + 8), bytes));
            }
        }
        return directory;
    }
}
