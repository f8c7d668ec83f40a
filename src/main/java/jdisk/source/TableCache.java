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

    private final Image image;
    private final Map<Long, ByteView> tables = new LinkedHashMap<>(16, 0.75f, true);
    private long kept;

    TableCache(Image image) {
        this.image = image;
    }

    /**
     * A table.
     *
     * @param length in bytes: the same each time for one place
     * @throws IOException if it cannot be read
     */
    synchronized ByteView at(long position, int length) throws IOException {
        ByteView known = tables.get(position);
        if (known != null) {
            return known;
        }
        ByteView table = image.view(position, length);
        tables.put(position, table);
        kept += length;
        var oldest = tables.entrySet().iterator();
        // Ends: each turn forgets one.
        while (kept > KEPT && tables.size() > 1) {
            kept -= oldest.next().getValue().length();
            oldest.remove();
        }
        return table;
    }
}
