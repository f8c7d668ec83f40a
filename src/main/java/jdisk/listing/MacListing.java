package jdisk.listing;

import java.util.List;
import jdisk.label.MacLabel;
import jdisk.label.MacPartition;

/** How an Apple partition map is listed, which no fdisk does: these are the columns of a GPT that it has. */
final class MacListing extends LabelListing<MacPartition> {
    private static final List<Column<MacPartition>> COLUMNS = List.of(
            Column.device(),
            Column.start(),
            Column.end(),
            Column.sectors(),
            Column.size(Column.Shown.ALWAYS),
            Column.type(0, Column.Shown.ALWAYS, (disk, partition) -> disk.visible().text(partition.type())),
            Column.left("Name", 0, Column.Shown.ALWAYS, (disk, partition) -> disk.visible().text(partition.name())));

    MacListing(MacLabel label) {
        super(label, label.partitions());
    }

    @Override
    List<Column<MacPartition>> columns() {
        return COLUMNS;
    }
}
