package jdisk.label;

import java.io.IOException;
import java.util.Optional;
import jdisk.filesystem.FileSystem;
import jdisk.filesystem.FileSystemProbe;
import jdisk.image.ByteView;
import jdisk.image.Image;
import jdisk.unit.SectorSize;

/** Finds the table of an image. */
public final class LabelProber {
    private LabelProber() {}

    /**
     * Looks for a table.
     *
     * @param insist whether the first sector is to be read as a table even if it looks like something else
     * @throws IOException if the first sector cannot be read
     */
    public static Recognition probe(Image image, SectorSize sectorSize, boolean insist) throws IOException {
        if (image.size() < MbrReader.LENGTH) {
            return new Recognition.TooShort(image.size());
        }
        ByteView first = image.view(0, MbrReader.LENGTH);
        if (insist) {
            return new Recognition.Table(MbrReader.read(image, sectorSize, first));
        }
        if (first.isZero()) {
            return new Recognition.Blank();
        }
        if (!MbrReader.hasSignature(first)) {
            return new Recognition.NoSignature();
        }
        // A boot record comes first: it, too, ends in 55 AA, and its code read as entries is nonsense. But some disks have
        // both in one sector, so entries that make sense win.
        Optional<FileSystem> boot = FileSystemProbe.bootRecord(first);
        if (boot.isPresent() && !looksLikeTable(first, sectorSize.sectors(image.size()))) {
            return new Recognition.BootRecord(boot.get());
        }
        return new Recognition.Table(MbrReader.read(image, sectorSize, first));
    }

    /** Whether every entry is free or sensible, and at least one is not free. */
    private static boolean looksLikeTable(ByteView mbr, long sectors) {
        boolean any = false;
        for (int slot = 0; slot < MbrLabel.PRIMARIES; slot++) {
            MbrEntry entry = MbrReader.entry(mbr, slot);
            if (entry.isCleared()) {
                continue;
            }
            boolean flagged = entry.bootFlag() == 0 || entry.isActive();
            boolean placed = entry.start() != 0 && entry.count() != 0 && entry.start() + entry.count() <= sectors;
            if (!flagged || entry.type() == 0 || !placed) {
                return false;
            }
            any = true;
        }
        return any;
    }
}
