package jdisk.listing;

import java.util.List;
import java.util.Optional;
import jdisk.label.MbrLabel;
import jdisk.label.MbrPartition;
import jdisk.text.Hex;
import jdisk.unit.Chs;

/** How an MBR is listed. */
final class MbrListing extends LabelListing<MbrPartition> {
    private static final List<Column<MbrPartition>> COLUMNS = List.of(
            Column.device(),
            Column.left("Boot", 1, Column.Shown.ALWAYS, (disk, partition) -> partition.entry().isActive() ? "*" : ""),
            Column.start(),
            Column.end(),
            Column.sectors(),
            Column.cylinders(),
            Column.size(Column.Shown.BRIEF),
            Column.right("Id", 2, Column.Shown.ALWAYS, (disk, partition) -> Integer.toHexString(partition.entry().type())),
            Column.type(0, Column.Shown.ALWAYS, (disk, partition) -> partition.typeName()),
            Column.right("Start-C/H/S", 1, Column.Shown.DETAILED, (disk, partition) -> address(partition.entry().first())),
            Column.right("End-C/H/S", 1, Column.Shown.DETAILED, (disk, partition) -> address(partition.entry().last())),
            Column.right("Attrs", 2, Column.Shown.DETAILED, (disk, partition) ->
                    partition.entry().bootFlag() == 0 ? "" : Hex.of(partition.entry().bootFlag(), 2)));

    private final MbrLabel label;

    MbrListing(MbrLabel label) {
        super(label, label.partitions());
        this.label = label;
    }

    @Override
    List<Column<MbrPartition>> columns() {
        return COLUMNS;
    }

    @Override
    String classic(ListedDisk disk) {
        return new MbrClassicListing(disk).partitions(label);
    }

    @Override
    String classicDetails(ListedDisk disk) {
        return new MbrClassicListing(disk).entries(label);
    }

    @Override
    Optional<String> links(ListedDisk disk) {
        return Optional.of(new MbrClassicListing(disk).links(label));
    }

    private static String address(Chs address) {
        return address.cylinder() + "/" + address.head() + "/" + address.sector();
    }
}
