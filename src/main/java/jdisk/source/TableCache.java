package jdisk.source;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import jdisk.image.ByteView;
import jdisk.image.Image;

/**
 * Tables of a file that were read last, so that neighbours in a table are read once. The files of one disk share the room for
 * them, so that a disk in a thousand files takes no more of it than a disk in one. Safe to use from several threads.
 */
final class TableCache {
    private final Image image;
    private final Room room;

    /** Of a disk that is in one file. */
    TableCache(Image image) {
        this(image, new Room());
    }

    /**
     * Of one of several files.
     *
     * @param room that all of them share
     */
    TableCache(Image image, Room room) {
        this.image = image;
        this.room = room;
    }

    /**
     * A table.
     *
     * @param length in bytes; tables of damaged images may have other lengths at the same place
     * @throws IOException if it cannot be read
     */
    ByteView at(long position, int length) throws IOException {
        return room.at(this, position, length);
    }

    /** What is kept of the tables of all files of a disk: those that were used last. */
    static final class Room {
        /** Bytes that are kept, unless one table has more. */
        private static final int KEPT = 8 << 20;

        /** What a table takes besides its bytes, of which there may be few. */
        private static final int OVERHEAD = 128;

        /** Compares itself: what Java makes for that takes as long to be ready as all else of a listing. */
        private record Place(TableCache file, long position) {
            @Override
            public boolean equals(Object other) {
                return other instanceof Place place && file == place.file && position == place.position;
            }

            @Override
            public int hashCode() {
                return 31 * System.identityHashCode(file) + Long.hashCode(position);
            }
        }

        private final Map<Place, ByteView> tables = new LinkedHashMap<>(16, 0.75f, true);
        private long kept;

        private synchronized ByteView at(TableCache file, long position, int length) throws IOException {
            Place place = new Place(file, position);
            ByteView known = tables.get(place);
            if (known != null && known.length() == length) {
                return known;
            }
            ByteView table = file.image.view(position, length);
            ByteView before = tables.put(place, table);
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
}
