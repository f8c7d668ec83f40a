package jdisk.listing;

import java.util.List;
import jdisk.label.AtariLabel;
import jdisk.label.AtariPartition;

/** How an Atari table is listed, which no fdisk does: in the columns of an MBR that it has. */
final class AtariListing extends LabelListing<AtariPartition> {
    private static final List<Column<AtariPartition>> COLUMNS = List.of(
            Column.device(),
            Column.left("Boot", 1, Column.Shown.ALWAYS, (disk, partition) -> partition.isBootable() ? "*" : ""),
            Column.start(),
            Column.end(),
            Column.sectors(),
            Column.size(Column.Shown.ALWAYS),
            Column.type(0, Column.Shown.ALWAYS, (disk, partition) -> disk.visible().text(partition.typeName())));

    private final AtariLabel label;

    AtariListing(AtariLabel label) {
        super(label, label.partitions());
        this.label = label;
    }

    @Override
    List<Column<AtariPartition>> columns() {
        return COLUMNS;
    }

    @Override
    String details(ListedDisk disk) {
        return "Sectors in the table: " + label.diskSectors() + "\n"
                + "Boots: " + (label.bootable() ? "yes" : "no") + "\n"
                + "Bad sector list: "
                + (label.hasBadSectorList() ? label.badSectors().first() + "-" + label.badSectors().last() : "none") + "\n";
    }
}
