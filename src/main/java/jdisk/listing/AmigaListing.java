package jdisk.listing;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdisk.label.AmigaLabel;
import jdisk.label.AmigaPartition;

/** How an Amiga rigid disk block is listed, which no fdisk does: in the columns of an MBR and of a GPT that it has. */
final class AmigaListing extends LabelListing<AmigaPartition> {
    private static final List<Column<AmigaPartition>> COLUMNS = List.of(
            Column.device(),
            Column.left("Boot", 1, Column.Shown.ALWAYS, (disk, partition) -> partition.isBootable() ? "*" : ""),
            Column.start(),
            Column.end(),
            Column.sectors(),
            Column.size(Column.Shown.ALWAYS),
            Column.type(0, Column.Shown.ALWAYS, (disk, partition) -> disk.visible().text(partition.typeName())),
            Column.left("Name", 0, Column.Shown.ALWAYS, (disk, partition) -> disk.visible().text(partition.name())));

    private final AmigaLabel label;

    AmigaListing(AmigaLabel label) {
        super(label, label.partitions());
        this.label = label;
    }

    @Override
    List<Column<AmigaPartition>> columns() {
        return COLUMNS;
    }

    @Override
    boolean showsGeometry() {
        return true;
    }

    @Override
    String details(ListedDisk disk) {
        AmigaLabel.Drive drive = label.drive();
        String model = Stream.of(drive.vendor(), drive.product(), drive.revision())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return ModernListing.lineIfAny(disk, "Drive", model)
                + "Reserved blocks: " + drive.firstOwn() + "-" + drive.lastOwn() + "\n"
                + "Cylinders for partitions: " + drive.firstCylinder() + "-" + drive.lastCylinder() + "\n";
    }
}
