package jdisk.filesystem.ntfs;

import java.io.IOException;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * What a log begins with: two pages that say where to begin to replay it, of which the later one counts.
 *
 * <pre>
 *  00 "RSTR"   04 fix-ups   10 bytes of this page, 32   18 where the area is, 16
 *  area: 00 last number of the log, 64   0C first client in use, 16; FFFF for none   0E flags, 16: 2 left clean
 * </pre>
 *
 * Little-endian; the second page follows the first, which mostly has 4096 bytes. A log of FF only is empty. Source:
 * <a href="https://flatcap.github.io/linux-ntfs/ntfs/files/logfile.html">the Linux-NTFS project's documentation</a>.
 */
final class RestartPage {
    private static final String MARK = "RSTR";
    private static final int PAGE = 4096;
    private static final int AREA = 0x18;
    private static final int CLIENTS = 0x0c;
    private static final int FLAGS = 0x0e;
    private static final int NONE = 0xffff;
    private static final int CLEAN = 2;

    private RestartPage() {}

    /**
     * Whether a log would be replayed when the volume is mounted.
     *
     * @throws IOException if it cannot be read
     */
    static boolean isPending(Image log) throws IOException {
        long latest = -1;
        boolean pending = false;
        for (int i = 0; i < 2; i++) {
            ByteView page = log.viewUpTo((long) i * PAGE, PAGE);
            if (page.length() < PAGE || !page.has(0, MARK)) {
                continue;
            }
            ByteView whole = Fixups.undone(page, 0, PAGE, MARK);
            int area = whole.u16le(AREA);
            if (area + FLAGS + 2 <= PAGE && whole.u64le(area) > latest) {
                latest = whole.u64le(area);
                pending = whole.u16le(area + CLIENTS) != NONE && (whole.u16le(area + FLAGS) & CLEAN) == 0;
            }
        }
        return pending;
    }
}
