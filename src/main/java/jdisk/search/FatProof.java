package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.FatBootRecord;
import jdisk.probe.Sought;

/**
 * FAT: its boot record, or on FAT32 the copy of it; proved by the first entries of all its FATs.
 *
 * <pre>
 * entry 0:  the medium, and all other bits set          entry 1:  all bits set, but for two at its top
 * </pre>
 *
 * Of 12, 16 or 32 bits, little-endian. Source: as for the boot record.
 */
final class FatProof implements Proof {
    private static final int PIECE = 512;
    private static final int FIRST_MEDIUM = 0xf0;
    private static final int MOST_FATS = 2;
    private static final int NIBBLE = 0x0f;
    private static final int ONES = 0xff;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        Optional<FatBootRecord> boot = FatBootRecord.of(disk.view(at, FatBootRecord.LENGTH));
        if (boot.isEmpty() || boot.get().medium() < FIRST_MEDIUM || boot.get().fats() > MOST_FATS || boot.get().clusters() < 1) {
            return;
        }
        FatBootRecord record = boot.get();
        prove(disk, record, at, at, found);
        if (record.backupSector() > 0 && record.backupSector() < record.reservedSectors()) {
            prove(disk, record, at, at - (long) record.backupSector() * record.sectorBytes(), found);
        }
    }

    private static void prove(Slice disk, FatBootRecord record, long at, long start, Consumer<Witness> found) throws IOException {
        if (start < 0) {
            return;
        }
        Optional<ByteView> first = fat(disk, record, start, 0);
        Optional<ByteView> second = record.fats() > 1 ? fat(disk, record, start, 1) : Optional.empty();
        if (first.isEmpty() && second.isEmpty()) {
            return;
        }
        boolean sure = record.fats() > 1 ? first.equals(second) : isOneOfOne(disk, record, start);
        found.accept(new Witness(
                Sought.FAT,
                start,
                record.sectors() * record.sectorBytes(),
                Long.toHexString(record.serial()),
                at,
                0,
                record.sector(),
                sure ? Confidence.SURE : first.isPresent() && second.isPresent() ? Confidence.LIKELY : Confidence.DOUBTFUL));
    }

    /** The start of a FAT, if it is one. */
    private static Optional<ByteView> fat(Slice disk, FatBootRecord record, long start, int number) throws IOException {
        return disk.viewIfThere(start + record.fatPosition(number), PIECE).filter(bytes -> isFat(bytes, record));
    }

    private static boolean isFat(ByteView bytes, FatBootRecord record) {
        boolean begins = bytes.u8(0) == record.medium() && bytes.u8(1) == ONES && bytes.u8(2) == ONES;
        return switch (record.entryBits()) {
            case 12 -> begins;
            case 16 -> begins && (bytes.u8(3) & NIBBLE) == NIBBLE;
            default -> begins && (bytes.u8(3) & NIBBLE) == NIBBLE && bytes.u16le(4) == 0xffff && bytes.u8(6) == ONES;
        };
    }

    /** Of a volume with one FAT: whether the root directory, or the count of free clusters, is there as well. */
    private static boolean isOneOfOne(Slice disk, FatBootRecord record, long start) throws IOException {
        if (record.isFat32()) {
            return disk.viewIfThere(start + (long) record.infoSector() * record.sectorBytes(), PIECE)
                    .filter(bytes -> bytes.has(0, "RRaA") && bytes.has(484, "rrAa"))
                    .isPresent();
        }
        return disk.viewIfThere(start + record.rootPosition(), PIECE).filter(FatProof::isDirectory).isPresent();
    }

    /** Whether entries have attributes that exist and names without control characters, up to the first that is free. */
    private static boolean isDirectory(ByteView bytes) {
        for (int at = 0; at < PIECE && bytes.u8(at) != 0; at += 32) {
            if ((bytes.u8(at + 11) & 0xc0) != 0 || (bytes.u8(at) < ' ' && bytes.u8(at) != 5)) {
                return false;
            }
        }
        return true;
    }
}
