package jdisk.listing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import jdisk.disk.Disk;
import jdisk.text.Visible;
import jdisk.unit.DisplayUnit;

/** A disk as it is listed in sectors. */
final class Listed {

    private Listed() { }

    /** For a terminal of plain ASCII, which is what the real tools were recorded with. */
    static ListedDisk of(Disk disk) {
        return of(disk, StandardCharsets.US_ASCII);
    }

    static ListedDisk of(Disk disk, Charset charset) {
        Visible visible = new Visible(charset);
        return new ListedDisk(visible.text(disk.name()), disk.bytes(), disk.sectorSize(), disk.geometry(), DisplayUnit.SECTORS, false, false,
                visible);
    }
}
