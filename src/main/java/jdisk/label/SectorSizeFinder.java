package jdisk.label;

import java.io.IOException;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.probe.BootRecords;
import jdisk.unit.SectorSize;

/** Finds out the size of an image's sectors from what stands where. */
public final class SectorSizeFinder {
    /** Where a sector size came from. */
    public enum Origin {
        OPTION("given as an option"),
        GPT("there is a GPT header"),
        BOOT_RECORD("a boot record says so"),
        RIGID_DISK_BLOCK("an Amiga rigid disk block says so"),
        EXTENDED_TABLE("there is an extended boot record"),
        DEFAULT("nothing says otherwise");

        private final String why;

        Origin(String why) {
            this.why = why;
        }

        public String why() {
            return why;
        }
    }

    /** A sector size and why it was chosen. */
    public record Choice(SectorSize size, Origin origin) {}

    /** Where the header of a tar archive has its mark (POSIX.1-2017, pax, "ustar Interchange Format"). */
    private static final int TAR_MARK = 257;

    private SectorSizeFinder() {}

    /**
     * Chooses a sector size. The header of a GPT stands in the second sector, and so tells it; the rigid disk block of an Amiga
     * names it. An MBR does not; what its entries
     * lead to does, if it makes sense at one size only: the signature of an extended boot record, or a boot record that names
     * its own sector size. Reads at most a sector for each primary partition and size.
     */
    public static Choice find(Image image) {
        if (image.size() < MbrReader.LENGTH) {
            return new Choice(SectorSize.DEFAULT, Origin.DEFAULT);
        }
        ByteView mbr = viewOrNothing(image, 0);
        if (mbr.has(TAR_MARK, "ustar")) {
            return new Choice(SectorSize.DEFAULT, Origin.DEFAULT); // what it holds lies 512 bytes further on than it thinks
        }
        boolean signed = MbrReader.hasSignature(mbr);
        if (!signed || protectsGpt(mbr)) {
            for (int bytes : SectorSize.ALLOWED) {
                if (GptReader.hasMagic(image, new SectorSize(bytes))) {
                    return new Choice(new SectorSize(bytes), bytes == 512 ? Origin.DEFAULT : Origin.GPT);
                }
            }
        }
        if (!signed) {
            return AmigaReader.blockSize(image)
                    .filter(size -> !size.equals(SectorSize.DEFAULT))
                    .map(size -> new Choice(size, Origin.RIGID_DISK_BLOCK))
                    .orElse(new Choice(SectorSize.DEFAULT, Origin.DEFAULT));
        }
        for (int bytes : SectorSize.ALLOWED) {
            SectorSize size = new SectorSize(bytes);
            for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
                MbrEntry entry = MbrReader.entry(mbr, slot);
                if (entry.start() == 0 || entry.count() == 0 || size.bytes(entry.start() + 1) > image.size()) {
                    continue;
                }
                ByteView first = viewOrNothing(image, size.bytes(entry.start()));
                if (entry.isExtended() && MbrReader.hasSignature(first)) {
                    return new Choice(size, Origin.EXTENDED_TABLE);
                }
                if (!entry.isExtended() && BootRecords.sectorSize(first) == bytes) {
                    return new Choice(size, Origin.BOOT_RECORD);
                }
            }
        }
        return new Choice(SectorSize.DEFAULT, Origin.DEFAULT);
    }

    private static boolean protectsGpt(ByteView mbr) {
        for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
            if (MbrReader.entry(mbr, slot).type() == LabelProber.PROTECTIVE) {
                return true;
            }
        }
        return false;
    }

    /** An unreadable sector tells nothing; whether it matters is found when the table is read. */
    private static ByteView viewOrNothing(Image image, long offset) {
        try {
            return image.view(offset, MbrReader.LENGTH);
        } catch (IOException e) {
            return new ByteView(new byte[MbrReader.LENGTH]);
        }
    }
}
