package jdisk.search;

import java.util.List;
import jdisk.label.OldTable;

/**
 * An old table that was found, read as what it tells of has it.
 *
 * @param reading one of the table's
 * @param standing what it is to the volumes that were found
 */
public record TableHit(OldTable table, OldTable.Reading reading, Standing standing) implements Lodger {
    @Override
    public long start() {
        return table.at();
    }

    @Override
    public long length() {
        return Search.SECTOR;
    }

    @Override
    public List<Long> witnesses() {
        return List.of(table.at());
    }

    TableHit with(Standing other) {
        return new TableHit(table, reading, other);
    }

    /** Whether it lies in a volume, and is not of the disk that begins with that, as the table of a disc that is a disk as well. */
    boolean isIn(Hit hit) {
        return table.at() >= hit.start() && table.at() < hit.end() && reading.start() != hit.start();
    }
}
