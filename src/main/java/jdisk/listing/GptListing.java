package jdisk.listing;

import java.util.List;
import jdisk.label.FreeSpace;
import jdisk.label.GptHeader;
import jdisk.label.GptLabel;
import jdisk.label.GptPartition;
import jdisk.label.GptType;
import jdisk.label.Verification;
import jdisk.text.HumanSize;
import jdisk.unit.Extent;

/** How a GPT is listed. */
final class GptListing extends LabelListing<GptPartition> {
    private static final List<Column<GptPartition>> COLUMNS = List.of(
            Column.device(),
            Column.right("Start", 5, Column.Shown.ALWAYS, (disk, partition) -> inUnits(disk, partition.first())),
            Column.right("End", 5, Column.Shown.ALWAYS, (disk, partition) -> inUnits(disk, partition.lastShown())),
            Column.right("Sectors", 5, Column.Shown.IN_SECTORS, (disk, partition) -> Long.toUnsignedString(partition.count())),
            Column.right("Size", 5, Column.Shown.BRIEF, GptListing::size),
            Column.type(0, Column.Shown.BRIEF, (disk, partition) ->
                    GptType.of(partition.type()).map(GptType::name).orElse("unknown")),
            Column.left("Type-UUID", 36, Column.Shown.DETAILED, (disk, partition) -> partition.type()),
            Column.left("UUID", 36, Column.Shown.DETAILED, (disk, partition) -> partition.uuid()),
            Column.left("Name", 0, Column.Shown.DETAILED, (disk, partition) -> disk.visible().text(partition.name())),
            Column.left("Attrs", 0, Column.Shown.DETAILED, (disk, partition) -> partition.attributeNames()));

    private final GptLabel label;

    GptListing(GptLabel label) {
        super(label, label.partitions());
        this.label = label;
    }

    @Override
    List<Column<GptPartition>> columns() {
        return COLUMNS;
    }

    @Override
    String details(ListedDisk disk) {
        GptHeader header = label.header();
        // Of a table read from its backup, fdisk shows what the primary would say if it were mended.
        boolean backup = header.sector() != 1;
        long entries = backup ? 2 : header.entries();
        long entriesEnd = entries + header.entriesEnd(disk.sectorSize()) - header.entries();
        return "First usable LBA: " + Long.toUnsignedString(header.firstUsable()) + "\n"
                + "Last usable LBA: " + Long.toUnsignedString(header.lastUsable()) + "\n"
                + "Alternative LBA: " + Long.toUnsignedString(backup ? header.sector() : header.other()) + "\n"
                + "Partition entries starting LBA: " + Long.toUnsignedString(entries) + "\n"
                + "Allocated partition entries: " + header.count() + "\n"
                + "Partition entries ending LBA: " + Long.toUnsignedString(entriesEnd) + "\n";
    }

    @Override
    String noDoubts(ListedDisk disk, Verification verification) {
        List<Extent> unused = FreeSpace.unused(label);
        long free = unused.stream().mapToLong(Extent::count).sum();
        long largest = unused.stream().mapToLong(Extent::count).max().orElse(0);
        GptHeader header = label.header();
        String segments = unused.size() == 1
                ? "1 segment"
                : unused.size() + " segments (the largest is " + HumanSize.rounded(disk.sectorSize().bytes(largest)) + ")";
        return "No errors detected.\nHeader version: " + version(header.revision()) + "\n"
                + "Using " + label.partitions().size() + " out of " + header.count() + " partitions.\n"
                + "A total of " + free + " free sectors is available in " + segments + ".\n";
    }

    /** The revision of a header, as fdisk knows them; of 0.99 and 1.2 there is no specification. */
    private static String version(int revision) {
        return switch (revision) {
            case 0x0001_0000 -> "1.0";
            case 0x0001_0200 -> "1.2";
            case 0x0000_9900 -> "0.99";
            default -> "unknown";
        };
    }

    /** A sector of a GPT, which is unsigned and may be any number. */
    private static String inUnits(ListedDisk disk, long sector) {
        return Long.toUnsignedString(disk.inUnits(sector));
    }

    /** The size in 64 bits, whatever does not fit them: fdisk's number for what makes no sense. */
    private static String size(ListedDisk disk, GptPartition partition) {
        long bytes = partition.count() * disk.sectorSize().bytes();
        return disk.sizesInBytes() ? Long.toUnsignedString(bytes) : HumanSize.brief(bytes);
    }
}
