package jdisk.source;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import jdisk.image.ByteView;
import jdisk.image.Image;

/** Tables of a container that were read last, so that neighbours in a table are read once. Safe to use from several threads. */
final class TableCache {
    /** Bytes that are kept, unless one table has more. */
    private static final int KEPT = 8 << 20;

    /** What a table takes besides its bytes, of which there may be few. */
    private static final int OVERHEAD = 128;

    private final Image image;
    private final Map<Long, ByteView> tables = new LinkedHashMap<>(16, 0.75f, true);
    private long kept;

    TableCache(Image image) {
        this.image = image;
    }

    /**
     * A table.
     *
     * @param length in bytes; tables of damaged images may have other lengths at the same place
     * @throws IOException if it cannot be read
     */
    synchronized ByteView at(long position, int length) throws IOException {
        ByteView known = tables.get(position);
        if (known != null && known.length() == length) {
            return known;
        }
        ByteView table = image.view(position, length);
        ByteView before = tables.put(position, table);
        kept += length - (before == null ? -OVERHEAD : before.length());
        var oldest = tables.entrySet().iterator();
        // Ends: each turn forgets one.
        while (kept > KEPT && tables.size() > 1) {
            kept -= oldest.next().getValue().length() + OVERHEAD;
            oldest.remove();
        }
        return table;
    }
}
