package jdisk.filesystem.exfat;

import java.io.IOException;
import java.util.Optional;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.ExfatBootRecord;

/**
 * The boot region of an exFAT volume, and the copy of it: 12 sectors each, the last of which holds the checksum of the others, 32
 * bits, over and over. Flags and the per cent in use of the first sector are left out of it.
 *
 * <p>Source: <a
 * href="https://learn.microsoft.com/windows/win32/fileio/exfat-specification#34-main-and-backup-boot-checksum-sub-regions">
 * Microsoft's exFAT specification, 3.4</a>.
 *
 * @param isSound whether the checksum is right
 * @param isCopy whether it is the copy, as the first one is damaged
 */
record ExfatBoot(ExfatBootRecord record, boolean isSound, boolean isCopy) {
    private static final int SECTORS = 12;
    private static final int FLAGS = 106;
    private static final int IN_USE = 112;
    private static final int LEAST_SECTOR = 512;
    private static final int MOST_SECTOR = 4096;

    /**
     * The boot region, or the copy where that has a right checksum and this has not.
     *
     * @throws IOException if there is none
     */
    static ExfatBoot read(Slice place) throws IOException {
        Optional<ExfatBootRecord> first = first(place);
        if (first.isPresent() && isSound(place, 0, first.get().sectorBytes())) {
            return new ExfatBoot(first.get(), true, false);
        }
        // The size of a sector may be what is damaged.
        for (int sector = LEAST_SECTOR; sector <= MOST_SECTOR; sector *= 2) {
            Optional<ExfatBootRecord> copy = copy(place, sector);
            if (copy.isPresent() && copy.get().sectorBytes() == sector && isSound(place, (long) SECTORS * sector, sector)) {
                return new ExfatBoot(copy.get(), true, true);
            }
        }
        return new ExfatBoot(first.orElseThrow(() -> new IOException("no exFAT boot record was found")), false, false);
    }

    private static Optional<ExfatBootRecord> first(Slice place) {
        try {
            return ExfatBootRecord.read(place);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ExfatBootRecord> copy(Slice place, int sector) {
        try {
            return place.viewIfThere((long) SECTORS * sector, ExfatBootRecord.LENGTH).flatMap(ExfatBootRecord::of);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isSound(Slice place, long at, int sector) {
        try {
            int length = (SECTORS - 1) * sector;
            Optional<ByteView> region = place.viewIfThere(at, SECTORS * sector);
            return region.isPresent() && sum(region.get(), length) == region.get().u32le(length);
        } catch (IOException e) {
            return false;
        }
    }

    private static long sum(ByteView bytes, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            if (i != FLAGS && i != FLAGS + 1 && i != IN_USE) {
                sum = Integer.rotateRight(sum, 1) + bytes.u8(i);
            }
        }
        return Integer.toUnsignedLong(sum);
    }
}
