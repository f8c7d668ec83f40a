package jdisk.listing;

import java.util.List;
import jdisk.label.Pc98Label;
import jdisk.label.Pc98Partition;

/** How the table of a PC-98 is listed, which no fdisk does: in the columns of an MBR and of a GPT that it has. */
final class Pc98Listing extends LabelListing<Pc98Partition> {
    private static final List<Column<Pc98Partition>> COLUMNS = List.of(
            Column.device(),
            Column.left("Boot", 1, Column.Shown.ALWAYS, (disk, partition) -> partition.isBootable() ? "*" : ""),
            Column.start(),
            Column.end(),
            Column.sectors(),
            Column.size(Column.Shown.ALWAYS),
            Column.right("Id", 2, Column.Shown.ALWAYS, (disk, partition) -> Integer.toHexString(partition.type())),
            Column.type(0, Column.Shown.ALWAYS, (disk, partition) -> partition.typeName()),
            Column.left("Name", 0, Column.Shown.ALWAYS, (disk, partition) -> disk.visible().text(partition.name())),
            Column.left("Attrs", 0, Column.Shown.ALWAYS, (disk, partition) -> partition.isActive() ? "" : "sleeping"));

    Pc98Listing(Pc98Label label) {
        super(label, label.partitions());
    }

    @Override
    List<Column<Pc98Partition>> columns() {
        return COLUMNS;
    }

    @Override
    boolean showsGeometry() {
        return true;
    }
}
