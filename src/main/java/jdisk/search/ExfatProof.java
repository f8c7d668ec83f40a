package jdisk.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import jdisk.image.ByteView;
import jdisk.image.Slice;
import jdisk.probe.ExfatBootRecord;
import jdisk.probe.Sought;

/**
 * exFAT: the boot region of twelve sectors or its copy in the twelve that follow; proved by its checksum and the start of the FAT.
 *
 * <pre>
 * sector 11:  checksum of sectors 0 to 10, repeated; it leaves out bytes 106, 107 and 112, which change
 * FAT:        0 F8 FF FF FF   4 FF FF FF FF
 * </pre>
 *
 * Source: as for the boot record.
 */
final class ExfatProof implements Proof {
    private static final int REGION = 12;
    private static final int CHECKSUM_SECTOR = 11;

    @Override
    public void prove(Slice disk, long at, Consumer<Witness> found) throws IOException {
        Optional<ExfatBootRecord> boot = ExfatBootRecord.of(disk.view(at, ExfatBootRecord.LENGTH));
        if (boot.isEmpty()) {
            return;
        }
        ExfatBootRecord record = boot.get();
        int sector = record.sectorBytes();
        if (record.sectors() <= record.heapSector() || record.sectors() > (Long.MAX_VALUE >> 1) / sector || record.fatSector() < REGION) {
            return;
        }
        boolean summed = disk.viewIfThere(at, REGION * sector).filter(region -> isSummed(region, sector)).isPresent();
        for (long start : new long[] {at, at - (long) REGION * sector}) {
            boolean fat = start >= 0
                    && disk.viewIfThere(start + record.fatPosition(0), 8)
                            .filter(bytes -> bytes.u32le(0) == 0xffff_fff8L && bytes.u32le(4) == 0xffff_ffffL)
                            .isPresent();
            if (fat) {
                found.accept(new Witness(
                        Sought.EXFAT,
                        start,
                        record.sectors() * sector,
                        Long.toHexString(record.serial()),
                        at,
                        0,
                        record.sector(),
                        summed ? Confidence.SURE : Confidence.LIKELY));
            }
        }
    }

    private static boolean isSummed(ByteView region, int sector) {
        int sum = 0;
        for (int at = 0; at < CHECKSUM_SECTOR * sector; at++) {
            if (at != 106 && at != 107 && at != 112) {
                sum = Integer.rotateRight(sum, 1) + region.u8(at);
            }
        }
        return region.u32le(CHECKSUM_SECTOR * sector) == Integer.toUnsignedLong(sum);
    }
}
